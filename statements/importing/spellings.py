"""Every spelling of a name that an article shows is put on record under its speaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from statements.characters import plain_name
from statements.extraction.model import Extraction, SpeakerKind
from statements.extraction.names import foreign_letters, name_key, without_possessive
from statements.importing.cast import Cast, Scene, who
from statements.importing.newcomers import SOURCE, enter
from statements.models import Speaker, SpeakerName
from statements.models.people import NAME, key_of

_EDGES = " ,;:.–—-\"'“”‘’«»()[]"


def record_spellings(scenes: Sequence[Scene], casts: Sequence[Cast]) -> None:
    """Enter the spellings under which articles name their speakers, if they are new.

    One whose key is assigned to the speaker already is only another way to
    write that name; any other waits for an editor.
    """
    seen: dict[tuple[int, str], tuple[Speaker, str]] = {}
    for scene, cast in zip(scenes, casts, strict=True):
        for written, usual, speaker in _mentions(scene.extraction, cast):
            for name in map(plain_name, find_spelling(written, usual)):
                seen.setdefault((speaker.pk, name), (speaker, scene.spelled_in))
    if not seen:
        return
    names, states = _known(seen)
    enter(
        [
            SpeakerName(
                speaker=speaker,
                name=name,
                key=key_of(name),
                state=states.get((pk, key_of(name)), SpeakerName.State.NEW),
                source=source[:SOURCE],
            )
            for (pk, name), (speaker, source) in sorted(seen.items(), key=itemgetter(0))
            if (pk, name) not in names
        ]
    )


def _mentions(extraction: Extraction, cast: Cast) -> Iterator[tuple[str, str, Speaker]]:
    """Yield how each speaker is written, beside the names by which they are known."""
    found: dict[tuple[str, str, int], Speaker] = {}
    for statement in extraction.statements:
        named = statement.speaker
        speaker = cast[who(named)].speaker if named.name else None
        if speaker is not None and named.kind is not SpeakerKind.ANONYMOUS:
            found[statement.source_text, named.name, speaker.pk] = speaker
            found[statement.source_text, speaker.name, speaker.pk] = speaker
    for (written, usual, _), speaker in found.items():
        yield written, usual, speaker


@lru_cache(maxsize=10_000)  # the same people are written the same way again and again
def find_spelling(written: str, usual: str) -> tuple[str, ...]:
    """Return the longest run of words in `written` that are words of the name `usual`.

    >>> find_spelling("Russian Foreign Ministry spokeswoman Maria Zakharova’s", "Maria Zakharova")
    ('Maria Zakharova',)
    >>> find_spelling("she", "Maria Zakharova"), find_spelling("the ministry", "Foreign Ministry")
    ((), ())
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
    return (name,) if name and len(name) <= NAME and not foreign_letters(name) else ()


def _known(
    seen: Iterable[tuple[int, str]],
) -> tuple[set[tuple[int | None, str]], dict[tuple[int | None, str], str]]:
    """Return which of these spellings are on record, and the keys assigned to their speakers."""
    speakers = {pk for pk, _ in seen}
    keys = {key_of(name) for _, name in seen}
    rows = SpeakerName.objects.filter(speaker__in=speakers, key__in=keys)
    names: set[tuple[int | None, str]] = set()
    states: dict[tuple[int | None, str], str] = {}
    for pk, name, key, state in rows.values_list("speaker", "name", "key", "state"):
        names.add((pk, name))
        if state == SpeakerName.State.ASSIGNED:
            states[pk, key] = state
    return names, states
