"""The names that extraction found become speakers, through the spellings that are on record.

A machine never chooses between two people of one spelling, never merges a name
with letters of a foreign script into another, and never joins the unnamed
sources of two articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from statements import search
from statements.extraction.model import Event, Extraction, Named, SpeakerKind
from statements.extraction.names import foreign_letters
from statements.importing.slugs import free_slug, make_slug
from statements.importing.starting_table import Entry, find_entry
from statements.models import OldSlug, Speaker, SpeakerName
from statements.models.people import NAME, key_of

SLUG = 100  # characters; a slug leaves room for its number
_DESCRIPTION, _SOURCE = 300, 300


class Family(StrEnum):
    """Whom a spelling can mean: a person and a ministry of one name are two."""

    PERSON = "person"
    BODY = "body"
    UNNAMED = "unnamed"


_FAMILIES = {
    SpeakerKind.PERSON.value: Family.PERSON,
    SpeakerKind.INSTITUTION.value: Family.BODY,
    SpeakerKind.GROUP.value: Family.BODY,
    SpeakerKind.ANONYMOUS.value: Family.UNNAMED,
}


@dataclass(frozen=True, slots=True)
class Who:
    """One name as an article has it, told apart by its key and family."""

    key: str
    family: Family


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker a name stands for; None where a machine may not decide, and then why."""

    speaker: Speaker | None
    doubt: str = ""


Cast = Mapping[Who, Resolved]

NOBODY = Resolved(None)
_SHARED = "Several speakers are on record under this name, and none was chosen."
_IGNORED = "An editor has set this spelling aside."


def who(named: Named) -> Who:
    """Return how the article's cast knows the one named."""
    return Who(key_of(named.name), _FAMILIES[named.kind.value])


def body(name: str) -> Named:
    """Return an institution as it is named in passing, by its spokesperson or its briefing."""
    return Named(name, SpeakerKind.INSTITUTION, "", "", "")


def host_of(event: Event, extraction: Extraction) -> Named:
    """Return who held an occasion: one of the article's speakers, else an institution."""
    speakers = (statement.speaker for statement in extraction.statements)
    return next((one for one in speakers if one.name == event.host), body(event.host))


def resolve_cast(extraction: Extraction, root: int, source: str) -> Cast:
    """Return the speaker of every name in an article; those not yet on record are made.

    `root` is the key of the first version of the article, which the unnamed
    sources of all its versions share; `source` says where a new spelling is from.
    """
    wanted = {who(named): named for named in _named(extraction) if named.name}
    named = {
        who: named for who, named in wanted.items() if who.family is not Family.UNNAMED
    }
    cast = _unnamed({who: wanted[who] for who in wanted.keys() - named.keys()}, root)
    cast |= _on_record(named)
    if missing := {who: named[who] for who in named if who not in cast}:
        cast |= _make_missing(missing, cast, source)
    return cast


def _named(extraction: Extraction) -> Iterator[Named]:
    """Institutions first: a new spokesperson is entered as a member of theirs."""
    for event in extraction.events:
        yield host_of(event, extraction)
    for statement in extraction.statements:
        yield body(statement.speaker.on_behalf_of)
    for statement in extraction.statements:
        yield statement.speaker


def _unnamed(wanted: Mapping[Who, Named], root: int) -> dict[Who, Resolved]:
    slugs = {who: f"{make_slug(wanted[who].name, SLUG, 'source')}-{root}" for who in wanted}
    if not slugs:
        return {}
    there = {s.slug: s for s in Speaker.objects.filter(slug__in=slugs.values())}
    return {
        who: Resolved(
            there.get(slugs[who])
            or Speaker.objects.create(
                slug=slugs[who], name=named.name[:NAME], kind=Speaker.Kind.ANONYMOUS
            )
        )
        for who, named in sorted(wanted.items(), key=lambda item: item[0].key)
    }


def _on_record(wanted: Mapping[Who, Named]) -> dict[Who, Resolved]:
    keys = {who.key for who in wanted}
    rows = SpeakerName.objects.filter(key__in=keys).select_related("speaker").order_by("pk")
    by_key: dict[str, list[SpeakerName]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    found = {who: _choose(who, by_key.get(who.key, [])) for who in wanted}
    return {who: resolved for who, resolved in found.items() if resolved}


def _choose(who: Who, rows: Iterable[SpeakerName]) -> Resolved | None:
    """Return whom these spellings mean; None where nobody is on record."""
    assigned: dict[int, Speaker] = {}
    waiting: dict[int, Speaker] = {}
    ignored = False
    for row in rows:
        ignored = ignored or row.state == SpeakerName.State.IGNORED
        if row.speaker is None or _FAMILIES[row.speaker.kind] is not who.family:
            continue
        if row.state == SpeakerName.State.ASSIGNED:
            assigned[row.speaker.pk] = row.speaker
        elif row.state == SpeakerName.State.NEW and key_of(row.speaker.name) == who.key:
            # A short form that was only seen ("Smith") names nobody in another article.
            waiting[row.speaker.pk] = row.speaker
    candidates = list((assigned or waiting).values())
    if len(candidates) == 1:
        return Resolved(candidates[0])
    if candidates:
        return Resolved(None, _SHARED)
    return Resolved(None, _IGNORED) if ignored else None


def _make_missing(
    missing: Mapping[Who, Named], cast: Mapping[Who, Resolved], source: str
) -> dict[Who, Resolved]:
    """Return the speakers of names nobody has entered: under their usual name, else new.

    The addresses in use are read before the names are read again. So another
    importer that makes the same speaker meanwhile is either seen here or
    collides with ours on the address, and then this article is done again.
    """
    usual = {one: _usual_name(named) for one, named in missing.items()}
    wanted = {who(named): named for named in usual.values()}
    taken = _taken(make_slug(named.name, SLUG, "speaker") for named in wanted.values())
    made = _under_their_name(wanted) | _on_record(wanted)
    for one in sorted(wanted.keys() - made.keys(), key=_bodies_first):
        slug = free_slug(make_slug(wanted[one].name, SLUG, "speaker"), lambda _: taken)
        taken.add(slug)
        made[one] = Resolved(_make_speaker(wanted[one], slug, {**cast, **made}, source))
    return {one: made[who(named)] for one, named in usual.items()}


def _usual_name(named: Named) -> Named:
    entry = _entry_for(named)
    return replace(named, name=entry.name) if entry else named


def _bodies_first(who: Who) -> tuple[bool, str]:
    return who.family is Family.PERSON, who.key


def _under_their_name(missing: Mapping[Who, Named]) -> dict[Who, Resolved]:
    """Speakers entered by hand without any spelling are known by their name."""
    keys = {named.name: who for who, named in missing.items()}
    found: dict[Who, list[Speaker]] = {}
    for speaker in Speaker.objects.filter(name__in=keys, names=None):
        who = keys[speaker.name]
        if _FAMILIES[speaker.kind] is who.family:
            found.setdefault(who, []).append(speaker)
    return {
        who: Resolved(speakers[0]) if len(speakers) == 1 else Resolved(None, _SHARED)
        for who, speakers in found.items()
    }


def _taken(slugs: Iterable[str]) -> set[str]:
    """Return the addresses in use, now or once, that are these or numbered after them."""
    taken: set[str] = set()
    for slug in set(slugs):
        for table in (Speaker, OldSlug):
            rows = table.objects.filter(slug__startswith=slug)
            taken.update(rows.values_list("slug", flat=True))
    return taken


def _make_speaker(
    named: Named, slug: str, cast: Mapping[Who, Resolved], source: str
) -> Speaker:
    entry = _entry_for(named)
    institution = cast.get(who(body(named.on_behalf_of)), NOBODY).speaker
    speaker = Speaker.objects.create(
        slug=slug,
        name=named.name[:NAME],
        kind=named.kind.value,
        country=entry.country if entry else "",
        description=((entry.role if entry else "") or named.role)[:_DESCRIPTION],
        institution=institution if named.on_behalf_of else None,
    )
    enter(
        _spellings(speaker, entry) if entry else [_first_spelling(speaker, named, source)]
    )
    return speaker


def enter(names: Sequence[SpeakerName]) -> None:
    """Store new spellings, and make their words findable."""
    search.index_names(SpeakerName.objects.bulk_create(names))


def _entry_for(named: Named) -> Entry | None:
    """Return what the starting table says of someone, unless a foreign letter disguises them."""
    entry = None if foreign_letters(named.name) else find_entry(named.name)
    return entry if entry and _FAMILIES[entry.kind.value] is who(named).family else None


def _spellings(speaker: Speaker, entry: Entry) -> list[SpeakerName]:
    return [
        SpeakerName(
            speaker=speaker,
            name=name,
            key=key_of(name),
            state=SpeakerName.State.ASSIGNED,
            source=entry.source[:_SOURCE],
        )
        for name in dict.fromkeys((entry.name, *entry.spellings))
    ]


def _first_spelling(speaker: Speaker, named: Named, source: str) -> SpeakerName:
    return SpeakerName(
        speaker=speaker,
        name=named.name[:NAME],
        key=key_of(named.name),
        state=SpeakerName.State.NEW,
        source=source[:_SOURCE],
    )
