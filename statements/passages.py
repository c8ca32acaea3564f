"""An article cut into pieces, so that each statement in it can be marked where it stands.

Without the text of the article, the sentences kept with each statement are enough:
together with the offsets of its spans they say where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from statements.exports import parts_of
from statements.extraction.model import READ, ZoneKind
from statements.models import Statement

SHOWN = READ | {ZoneKind.SUBHEADING}
Zone = tuple[int, int, str, str]  # start, end, kind, reason, as Article.zones has them
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ALL = re.compile(r"\S(?:.*\S)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker in one article: the number beside their words, and a tint."""

    number: int
    name: str
    address: str  # "" for a speaker who is not known
    count: int

    @property
    def tone(self) -> int:
        """Return which of the six tints is theirs."""
        return (self.number - 1) % 6 + 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that belongs to the same statement, or to none, from end to end."""

    text: str
    statement: Statement | None
    voice: Voice | None
    begins: tuple[str, ...]  # identifiers of the statements that begin here
    ends: bool  # the statement ends here


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a few sentences, with where it stood and what kind of text it is."""

    start: int
    text: str
    kind: str = ZoneKind.BODY
    reason: str = ""  # why the zone was left out
    pieces: tuple[Piece, ...] = ()
    after_gap: bool = False  # text that stood before it is not shown

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def left_out(self) -> bool:
        """Tell whether it is no part of the report."""
        return self.kind not in SHOWN


def voices_of(statements: Iterable[Statement]) -> dict[int | None, Voice]:
    """Return each speaker of these statements, numbered as they first speak."""
    counts: dict[int | None, int] = {}
    first: dict[int | None, Statement] = {}
    for statement in statements:
        counts[statement.speaker_id] = counts.get(statement.speaker_id, 0) + 1
        first.setdefault(statement.speaker_id, statement)
    return {
        key: Voice(number, *_named(first[key]), counts[key])
        for number, key in enumerate(first, start=1)
    }


def _named(statement: Statement) -> tuple[str, str]:
    speaker = statement.speaker
    return (
        (speaker.name, speaker.get_absolute_url()) if speaker else ("Speaker not known", "")
    )


def sentences_of(statements: Sequence[Statement]) -> list[Passage]:
    """Return the sentences that statements stand in, joined where they touch."""
    found: list[Passage] = []
    for passage in sorted(map(_sentence, statements), key=lambda each: each.start):
        if found and passage.start <= found[-1].end:
            found[-1] = _joined(found[-1], passage)
        else:
            found.append(passage)
    return found


def _joined(before: Passage, after: Passage) -> Passage:
    return Passage(
        before.start, before.text + after.text[max(0, before.end - after.start) :]
    )


def sentence_of(statement: Statement) -> Passage:
    """Return the sentence of one statement, with its words marked."""
    return mark(_sentence(statement), [statement], voices_of([statement]))


def _sentence(statement: Statement) -> Passage:
    """Return the sentence of a statement, placed by its first span; without one, the words."""
    parts, start = parts_of(statement), statement.start or 0
    offsets = [span[0] - start for span in statement.spans] or [0]
    for place in _places(parts[0], statement.context):
        placed = zip(parts, offsets, strict=True)
        if all(statement.context.startswith(part, place + at) for part, at in placed):
            return Passage(start - place, statement.context)
    return Passage(start, parts[0])


def _places(words: str, text: str) -> Iterator[int]:
    """Yield where words begin in a text, each time behind the last; a pattern costs more."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + max(1, len(words)))


def paragraphs_of(text: str, zones: Sequence[Zone]) -> list[Passage]:
    """Return the paragraphs of a whole article, each with the kind of its zone and why.

    What was left out for one reason stays in one piece.
    """
    return [
        Passage(match.start(), match[0], kind, reason)
        for (kind, reason), stretch in groupby(_zones(text, zones), key=_kind_and_reason)
        for start, end in [_ends(list(stretch))]
        for match in _parts_of(kind).finditer(text, start, end)
    ]


def _zones(text: str, zones: Sequence[Zone]) -> Sequence[Zone]:
    return zones or [(0, len(text), ZoneKind.BODY, "")]


def _kind_and_reason(zone: Zone) -> tuple[str, str]:
    return zone[2], zone[3]


def _ends(zones: Sequence[Zone]) -> tuple[int, int]:
    return zones[0][0], zones[-1][1]


def _parts_of(kind: str) -> re.Pattern[str]:
    return _PARAGRAPH if kind in SHOWN else _ALL


def mark(
    passage: Passage, statements: Sequence[Statement], voices: dict[int | None, Voice]
) -> Passage:
    """Return the passage in pieces; where statements overlap, the shortest is shown."""
    here = [each for each in statements if _touches(each, passage)]
    edges = {passage.start, passage.end}
    for statement in here:
        edges |= {
            min(max(edge, passage.start), passage.end)
            for span in statement.spans
            for edge in span
        }
    pieces = tuple(
        _piece(passage, start, end, here, voices) for start, end in pairwise(sorted(edges))
    )
    return replace(passage, pieces=pieces)


def _touches(statement: Statement, passage: Passage) -> bool:
    return any(
        start < passage.end and passage.start < end for start, end in statement.spans
    )


def _piece(
    passage: Passage,
    start: int,
    end: int,
    statements: Sequence[Statement],
    voices: dict[int | None, Voice],
) -> Piece:
    covering = [each for each in statements if any(a <= start < b for a, b in each.spans)]
    inner = min(covering, key=lambda each: len(each.text), default=None)
    return Piece(
        text=passage.text[start - passage.start : end - passage.start],
        statement=inner,
        voice=voices[inner.speaker_id] if inner else None,
        begins=tuple(each.public_id for each in covering if each.start == start),
        ends=inner is not None and end == min(inner.end or 0, passage.end),
    )
