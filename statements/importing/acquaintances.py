"""Which names are on record already, and whom they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from statements.extraction.model import Named
from statements.importing.cast import FAMILIES, SET_ASIDE, SHARED, Resolved, Who
from statements.models import Speaker, SpeakerName
from statements.models.people import key_of


def find_by_spelling(wanted: Iterable[Who]) -> dict[Who, Resolved]:
    """Return those of whom a spelling is on record."""
    wanted = set(wanted)
    rows = SpeakerName.objects.filter(key__in={who.key for who in wanted})
    by_key: dict[str, list[SpeakerName]] = {}
    for row in rows.select_related("speaker").order_by("pk"):
        by_key.setdefault(row.key, []).append(row)
    found = {who: _choose(who, by_key.get(who.key, [])) for who in wanted}
    return {who: resolved for who, resolved in found.items() if resolved}


def find_by_name(wanted: Mapping[Who, Named]) -> dict[Who, Resolved]:
    """Return those who were entered by hand without any spelling, by the name they bear."""
    names = {named.name: who for who, named in wanted.items()}
    found: dict[Who, list[Speaker]] = {}
    for speaker in Speaker.objects.filter(name__in=names, names=None):
        who = names[speaker.name]
        if FAMILIES[speaker.kind] is who.family:
            found.setdefault(who, []).append(speaker)
    return {who: _only(speakers) for who, speakers in found.items()}


def _choose(who: Who, rows: Iterable[SpeakerName]) -> Resolved | None:
    """Return whom these spellings mean; None where nobody is on record."""
    assigned: dict[int, Speaker] = {}
    waiting: dict[int, Speaker] = {}
    ignored = False
    for row in rows:
        ignored = ignored or row.state == SpeakerName.State.IGNORED
        if row.speaker is None or FAMILIES[row.speaker.kind] is not who.family:
            continue
        if row.state == SpeakerName.State.ASSIGNED:
            assigned[row.speaker.pk] = row.speaker
        elif row.state == SpeakerName.State.NEW and key_of(row.speaker.name) == who.key:
            # A short form that was only seen ("Smith") names nobody in another article.
            waiting[row.speaker.pk] = row.speaker
    candidates = list((assigned or waiting).values())
    if candidates:
        return _only(candidates)
    return SET_ASIDE if ignored else None


def _only(speakers: list[Speaker]) -> Resolved:
    return Resolved(speakers[0]) if len(speakers) == 1 else SHARED
