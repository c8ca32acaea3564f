"""Names that nobody has entered yet: speakers of the starting table, or new ones to inspect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from statements import search
from statements.characters import plain_name
from statements.extraction.model import Named
from statements.extraction.names import foreign_letters
from statements.importing.acquaintances import find_by_name, find_by_spelling
from statements.importing.cast import (
    FAMILIES,
    NOBODY,
    Cast,
    Family,
    Resolved,
    Who,
    body,
    who,
)
from statements.importing.slugs import free_slug, make_slug
from statements.importing.starting_table import Entry, find_entry
from statements.models import OldSlug, Speaker, SpeakerName
from statements.models.people import NAME, key_of

SLUG = 100  # characters; a slug leaves room for its number
SOURCE = 300
_DESCRIPTION = 300


def make_missing(
    missing: Mapping[Who, Named], cast: Cast, spelled_in: Mapping[Who, str]
) -> dict[Who, Resolved]:
    """Return the speakers of names not on record: under their usual name, else new.

    The addresses in use are read before the names are read again. So another
    importer that makes the same speaker meanwhile is either seen here or
    collides with ours on the address, and then this article is done again.
    """
    usual = {one: _usual_name(named) for one, named in missing.items()}
    wanted = {who(named): named for named in usual.values()}
    sources = {who(named): spelled_in[one] for one, named in usual.items()}
    taken = _taken([_slug(named) for named in wanted.values()])
    made = find_by_name(wanted) | find_by_spelling(wanted)
    new = {one: wanted[one] for one in sorted(wanted.keys() - made.keys(), key=_order)}
    # Institutions first: a new spokesperson is entered as a member of theirs.
    for persons in (False, True):
        wave = {
            one: named
            for one, named in new.items()
            if (one.family is Family.PERSON) is persons
        }
        made |= _make(wave, {**cast, **made}, taken)
    enter(
        [
            name
            for one in new
            for name in _spellings(made[one].speaker, new[one], sources[one])
        ]
    )
    return {one: made[who(named)] for one, named in usual.items()}


def enter(names: Sequence[SpeakerName]) -> None:
    """Store new spellings, and make their words findable."""
    if names:
        search.index_names(SpeakerName.objects.bulk_create(names))


def _order(who: Who) -> str:
    """Two importers that make the same speakers do so in one order, and never lock each other."""
    return who.key


def _usual_name(named: Named) -> Named:
    entry = _entry_for(named)
    return replace(named, name=entry.name) if entry else named


def _entry_for(named: Named) -> Entry | None:
    """Return what the starting table says of someone, unless a foreign letter disguises them."""
    entry = None if foreign_letters(named.name) else find_entry(named.name)
    return entry if entry and FAMILIES[entry.kind] is who(named).family else None


def _slug(named: Named) -> str:
    return make_slug(named.name, SLUG, "speaker")


def _taken(slugs: Sequence[str]) -> set[str]:
    """Return the addresses in use, now or once, that are these or numbered after them."""
    taken: set[str] = set()
    for table in (Speaker, OldSlug):
        used = table.objects.filter(slug__in=slugs).values_list("slug", flat=True)
        for slug in list(used):
            numbered = table.objects.filter(slug__startswith=f"{slug}-")
            taken.update([slug, *numbered.values_list("slug", flat=True)])
    return taken


def _make(wanted: Mapping[Who, Named], cast: Cast, taken: set[str]) -> dict[Who, Resolved]:
    speakers: list[Speaker] = []
    for named in wanted.values():
        slug = free_slug(_slug(named), lambda _: taken)
        taken.add(slug)
        speakers.append(_new_speaker(named, slug, cast))
    Speaker.objects.bulk_create(speakers)
    return {one: Resolved(speaker) for one, speaker in zip(wanted, speakers, strict=True)}


def _new_speaker(named: Named, slug: str, cast: Cast) -> Speaker:
    entry = _entry_for(named)
    institution = cast.get(who(body(named.on_behalf_of)), NOBODY).speaker
    return Speaker(
        slug=slug,
        name=plain_name(named.name)[:NAME],
        kind=named.kind.value,
        country=entry.country if entry else "",
        description=((entry.role if entry else "") or named.role)[:_DESCRIPTION],
        institution=institution if named.on_behalf_of else None,
    )


def _spellings(speaker: Speaker | None, named: Named, source: str) -> Iterable[SpeakerName]:
    entry = _entry_for(named)
    names = dict.fromkeys((entry.name, *entry.spellings)) if entry else [named.name]
    state = SpeakerName.State.ASSIGNED if entry else SpeakerName.State.NEW
    for name in names:
        yield SpeakerName(
            speaker=speaker,
            name=plain_name(name)[:NAME],
            key=key_of(name),
            state=state,
            source=(entry.source if entry else source)[:SOURCE],
        )
