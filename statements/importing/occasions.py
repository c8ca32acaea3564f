"""The occasions an article reports become briefings, joined with those already on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statements.characters import plain_name
from statements.extraction.model import Event, EventKind, Precision
from statements.importing.cast import NOBODY, Cast, Scene, host_of, who
from statements.importing.slugs import free_slug, make_slug
from statements.models import Article, Briefing, Speaker, bulk

_TITLE, _PLACE, _BASE = 300, 200, 130  # characters; a slug leaves room for day and number
_OF = {
    EventKind.PRESS_BRIEFING: "Press briefing of",
    EventKind.WRITTEN_STATEMENT: "Written statement of",
    EventKind.SPEECH: "Speech of",
    EventKind.MEETING: "Meeting of",
    EventKind.INTERVIEW: "Interview with",
    EventKind.PHONE_CALL: "Phone call of",
    EventKind.SOCIAL_POST: "Post of",
    EventKind.MEDIA_REPORT: "Report of",
    EventKind.OTHER: "Occasion of",
}
# Their host says more than what an article calls them: "a weekly briefing", "statement".
_TOLD_BY_HOST = frozenset(
    {
        EventKind.PRESS_BRIEFING,
        EventKind.WRITTEN_STATEMENT,
        EventKind.SPEECH,
        EventKind.SOCIAL_POST,
    }
)
# Names with one of these words are common nouns, and stand with "the".
_COMMON = frozenset(
    """administration agency army assembly bank board bureau cabinet commission committee
    congress council court department embassy federation forces government kremlin ministry
    mission nations office parliament party police presidency senate service staff
    union university""".split()
)


type _Key = tuple[object, ...]  # what makes two events one occasion


@dataclass(frozen=True, slots=True)
class _Held:
    """An event with its host as a row, and the article that reports it."""

    event: Event
    host: Speaker | None
    article: Article
    number: int  # of the event in its article

    @property
    def joins(self) -> bool:
        """Whether other articles can be seen to mean the same occasion."""
        return self.host is not None and self.event.date.precision is Precision.DAY

    @property
    def key(self) -> _Key:
        if self.host is not None and self.joins:
            return self.host.pk, self.event.kind.value, self.event.date.earliest
        return self.article.pk, self.number


def resolve_briefings(
    scenes: Sequence[Scene], casts: Sequence[Cast]
) -> list[list[Briefing | None]]:
    """Return the briefing of each event of each article; None for what is no occasion.

    Host, kind and day make the occasion. Without them it stays the article's
    own, and is entered only if something was said there. What is there
    already, by an editor or an earlier import, is joined and never changed.
    """
    pairs = zip(scenes, casts, strict=True)
    held = [list(_occasions(scene, cast)) for scene, cast in pairs]
    wanted = {one.key: one for some in held for one in some if one is not None}
    there = _on_record([one for one in wanted.values() if one.joins])
    for scene in scenes:
        if not scene.new:
            there |= _of_earlier_extraction(scene, wanted.values())
    there |= _make([one for key, one in wanted.items() if key not in there])
    return [[there[one.key] if one else None for one in some] for some in held]


def _occasions(scene: Scene, cast: Cast) -> Iterator[_Held | None]:
    """Yield what each event of an article is as an occasion, None where it is none."""
    extraction = scene.extraction
    used = {statement.event for statement in extraction.statements}
    for number, event in enumerate(extraction.events):
        host = cast.get(who(host_of(event, extraction)), NOBODY).speaker
        held = _Held(event, host if event.host else None, scene.article, number)
        nothing = event.kind is EventKind.OTHER and held.host is None
        yield held if not nothing and (held.joins or number in used) else None


def _on_record(held: Sequence[_Held]) -> dict[_Key, Briefing]:
    """Return the briefings of these hosts, kinds and days; an editor's before an imported one."""
    if not held:
        return {}
    there = Briefing.objects.filter(
        host__in={one.host for one in held},
        kind__in={one.event.kind.value for one in held},
        precision=Precision.DAY.value,
        earliest__in={one.event.date.earliest for one in held},
    )
    found: dict[_Key, Briefing] = {}
    for briefing in there.order_by("origin", "pk"):  # "editor" sorts before "import"
        key = (briefing.host_id, briefing.kind, briefing.earliest)
        found.setdefault(key, briefing)
    return found


def _of_earlier_extraction(scene: Scene, held: Iterable[_Held]) -> dict[_Key, Briefing]:
    """Return what an earlier version, or this one when it was imported, was found to tell of."""
    article = scene.article
    found: dict[_Key, Briefing] = {}
    for one in held:
        if one.article is not article or one.joins:
            continue
        there = Briefing.objects.filter(
            statements__article__in=[article.pk, article.supersedes_id or article.pk],
            host=one.host,
            kind=one.event.kind.value,
            title=title_of(one.event, one.host),
        )
        if briefing := there.order_by("pk").first():
            found[one.key] = briefing
    return found


def _make(held: Sequence[_Held]) -> dict[_Key, Briefing]:
    if not held:
        return {}
    taken = _taken([_base_slug(one) for one in held])
    # Again, now that the addresses in use are known: see `newcomers.make_missing`.
    found = _on_record([one for one in held if one.joins])
    made = {one.key: _briefing(one, taken) for one in held if one.key not in found}
    bulk.insert([*made.values()])  # `save` would look for statements to re-date
    return found | made


def _taken(bases: Sequence[str]) -> set[str]:
    """Return the addresses in use that are these or numbered after them."""
    used = Briefing.objects.filter(slug__in=bases).values_list("slug", flat=True)
    taken: set[str] = set()
    for slug in list(used):
        numbered = Briefing.objects.filter(slug__startswith=f"{slug}-")
        taken.update([slug, *numbered.values_list("slug", flat=True)])
    return taken


def _briefing(held: _Held, taken: set[str]) -> Briefing:
    event = held.event
    slug = free_slug(_base_slug(held), lambda _: taken)
    taken.add(slug)
    briefing = Briefing(
        slug=slug,
        kind=event.kind.value,
        title=title_of(event, held.host),
        host=held.host,
        place=event.place[:_PLACE],
        origin=Briefing.Origin.IMPORT,
    )
    briefing.set_dating(event.date)
    return briefing


def _base_slug(held: _Held) -> str:
    kind = held.event.kind.value
    name = f"{held.host.slug}-{kind}" if held.host else held.event.title or kind
    base = make_slug(name, _BASE, kind)
    day = held.event.date.earliest
    if day and held.event.date.precision is Precision.DAY:
        return f"{base}-{day}"
    return f"{base}-{held.article.pk}"


def title_of(event: Event, host: Speaker | None) -> str:
    """Return a title a reader can tell the occasion by."""
    written = plain_name(event.title)
    if host and (event.kind in _TOLD_BY_HOST or not written):
        return f"{_OF[event.kind]} {_with_article(host)}"[:_TITLE]
    title = written or Briefing.Kind(event.kind.value).label
    return (title[:1].upper() + title[1:])[:_TITLE]


def _with_article(host: Speaker) -> str:
    words = host.name.split()
    common = any(word.lower() in _COMMON for word in words) and words[0].lower() != "the"
    return f"the {host.name}" if common else host.name
