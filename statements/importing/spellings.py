"""Every spelling of a name that an article shows is put on record under its speaker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from statements.extraction.model import Extraction, SpeakerKind
from statements.extraction.names import foreign_letters, name_key, without_possessive
from statements.importing.cast import Cast, who
from statements.importing.newcomers import SOURCE, enter
from statements.models import Speaker, SpeakerName
from statements.models.people import NAME, key_of

_EDGES = " ,;:.–—-\"'“”‘’«»()[]"


def record_spellings(extraction: Extraction, cast: Cast, source: str) -> None:
    """Enter the spellings under which this article names its speakers, if they are new.

    One whose key is assigned to the speaker already is only another way to
    write that name; any other waits for an editor.
    """
    seen: dict[tuple[int, str], Speaker] = {}
    for statement in extraction.statements:
        speaker = cast[who(statement.speaker)].speaker if statement.speaker.name else None
        if speaker is None or statement.speaker.kind is SpeakerKind.ANONYMOUS:
            continue
        for usual in {statement.speaker.name, speaker.name}:
            for name in find_spelling(statement.source_text, usual):
                seen[speaker.pk, name] = speaker
    if not seen:
        return
    known = _known(speaker.pk for speaker in seen.values())
    enter(
        [
            _spelling(speaker, name, known, source)
            for (pk, name), speaker in sorted(seen.items(), key=lambda item: item[0])
            if name not in known.get(pk, {})
        ]
    )


def find_spelling(written: str, usual: str) -> list[str]:
    """Return the longest run of words in `written` that are words of the name `usual`.

    >>> find_spelling("Russian Foreign Ministry spokeswoman Maria Zakharova’s", "Maria Zakharova")
    ['Maria Zakharova']
    >>> find_spelling("she", "Maria Zakharova"), find_spelling("the ministry", "Foreign Ministry")
    ([], [])
    """
    parts = set(name_key(usual).split())
    best: list[str] = []
    run: list[str] = []
    for word in without_possessive(written).split():
        bare = without_possessive(word.strip(_EDGES))
        key = name_key(bare)
        run = [*run, bare] if key and parts.issuperset(key.split()) else []
        if run and not run[0][0].isupper():
            run = []
        best = max(best, run, key=len)
    name = " ".join(best)
    return [name] if name and len(name) <= NAME and not foreign_letters(name) else []


def _known(speakers: Iterable[int]) -> Mapping[int, Mapping[str, SpeakerName]]:
    known: dict[int, dict[str, SpeakerName]] = {}
    for row in SpeakerName.objects.filter(speaker__in=set(speakers)):
        if row.speaker_id is not None:
            known.setdefault(row.speaker_id, {})[row.name] = row
    return known


def _spelling(
    speaker: Speaker, name: str, known: Mapping[int, Mapping[str, SpeakerName]], source: str
) -> SpeakerName:
    key = key_of(name)
    states = {row.state for row in known.get(speaker.pk, {}).values() if row.key == key}
    assigned = SpeakerName.State.ASSIGNED in states
    state = SpeakerName.State.ASSIGNED if assigned else SpeakerName.State.NEW
    return SpeakerName(
        speaker=speaker, name=name, key=key, state=state, source=source[:SOURCE]
    )
