"""The occasions an article reports become briefings, joined with those already on record."""

from __future__ import annotations

from dataclasses import dataclass

from statements.extraction.model import Event, EventKind, Precision
from statements.importing.cast import NOBODY, Cast, Scene, host_of, who
from statements.importing.slugs import free_slug, make_slug
from statements.models import Article, Briefing, Speaker

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


@dataclass(frozen=True, slots=True)
class _Held:
    """An event with its host as a row."""

    event: Event
    host: Speaker | None

    @property
    def joins(self) -> bool:
        """Whether other articles can be seen to mean the same occasion."""
        return self.host is not None and self.event.date.precision is Precision.DAY


def resolve_briefings(scene: Scene, cast: Cast) -> list[Briefing | None]:
    """Return the briefing of each event, in their order; None for what is no occasion.

    Host, kind and day make the occasion. Without them it stays the article's
    own, and is entered only if something was said there. What is there
    already, by an editor or an earlier import, is joined and never changed.
    """
    extraction, article = scene.extraction, scene.article
    used = {statement.event for statement in extraction.statements}
    found: list[Briefing | None] = []
    for number, event in enumerate(extraction.events):
        host = cast.get(who(host_of(event, extraction)), NOBODY).speaker
        held = _Held(event, host if event.host else None)
        if event.kind is EventKind.OTHER and held.host is None:
            found.append(None)
        elif held.joins:
            found.append(_on_record(held) or _make(held, article))
        elif number in used:
            found.append(_of_earlier_extraction(held, scene) or _make(held, article))
        else:
            found.append(None)
    return found


def _on_record(held: _Held) -> Briefing | None:
    """Return the briefing of this host, kind and day; an editor's before an imported one."""
    there = Briefing.objects.filter(
        host=held.host,
        kind=held.event.kind.value,
        precision=Precision.DAY.value,
        earliest=held.event.date.earliest,
    )
    return there.order_by("origin", "pk").first()  # "editor" sorts before "import"


def _of_earlier_extraction(held: _Held, scene: Scene) -> Briefing | None:
    """Return what an earlier version, or this one when it was imported, was found to tell of."""
    article = scene.article
    if scene.new:
        return None
    there = Briefing.objects.filter(
        statements__article__in=[article.pk, article.supersedes_id or article.pk],
        host=held.host,
        kind=held.event.kind.value,
        title=title_of(held.event, held.host),
    )
    return there.order_by("pk").first()


def _make(held: _Held, article: Article) -> Briefing:
    event = held.event
    base = _base_slug(held, article)
    taken = set(
        Briefing.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    # Again, now that the addresses in use are known: see `resolve._make_missing`.
    if held.joins and (there := _on_record(held)):
        return there
    briefing = Briefing(
        slug=free_slug(base, lambda _: taken),
        kind=event.kind.value,
        title=title_of(event, held.host),
        host=held.host,
        place=event.place[:_PLACE],
        origin=Briefing.Origin.IMPORT,
    )
    briefing.set_dating(event.date)
    Briefing.objects.bulk_create([briefing])  # `save` would look for statements to re-date
    return briefing


def _base_slug(held: _Held, article: Article) -> str:
    kind = held.event.kind.value
    name = f"{held.host.slug}-{kind}" if held.host else held.event.title or kind
    base = make_slug(name, _BASE, kind)
    day = held.event.date.earliest
    if day and held.event.date.precision is Precision.DAY:
        return f"{base}-{day}"
    return f"{base}-{article.pk}"


def title_of(event: Event, host: Speaker | None) -> str:
    """Return a title a reader can tell the occasion by."""
    written = " ".join(event.title.split())
    if host and (event.kind in _TOLD_BY_HOST or not written):
        return f"{_OF[event.kind]} {_with_article(host)}"[:_TITLE]
    title = written or Briefing.Kind(event.kind.value).label
    return (title[:1].upper() + title[1:])[:_TITLE]


def _with_article(host: Speaker) -> str:
    words = host.name.split()
    common = any(word.lower() in _COMMON for word in words) and words[0].lower() != "the"
    return f"the {host.name}" if common else host.name
