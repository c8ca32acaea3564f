"""What the measure compares: the letters of contents, their pieces and their pairing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from statements.extraction.model import StatementKind
from statements.extraction.spans import Span

DIRECT_SHARE: Final = 0.97
SHORTEST_PIECE: Final = 3  # letters

_THAT: Final = re.compile(r"\W*that\s+(?=\S)", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Z][\w’'-]+")
_LINE: Final = re.compile(r"[^\n]+")
_MARK: Final = re.compile(r"[“„«”»\"‘]|''|``")
_TITLES: Final = frozenset(
    """mr mrs ms dr sir the a an sen rep gov president minister prime senator governor secretary
    spokesman spokeswoman spokesperson chairman director former foreign ministry defense defence
    officials official""".split()
)

type Letters = frozenset[int]


def letters_of(text: str, spans: Iterable[Span]) -> Letters:
    """Return the offsets of the letters and digits of the spans."""
    size = len(text)
    return frozenset(
        k
        for start, end in spans
        for k in range(max(start, 0), min(end, size))
        if text[k].isalnum()
    )


def content_letters(text: str, spans: Sequence[Span]) -> Letters:
    """Return the letters of a content; a leading "that" does not count."""
    ordered = sorted(spans)
    if ordered:
        start, end = ordered[0]
        that = _THAT.match(text, start, end)
        if that and that.end() < end:
            ordered[0] = Span(that.end(), end)
    return letters_of(text, ordered)


def pieces_of(text: str, spans: Sequence[Span]) -> list[Letters]:
    """Return the letters of each contiguous part; what only marks divide is one part."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    parts = [content_letters(text, [span]) for span in joined]
    return [part for part in parts if len(part) >= SHORTEST_PIECE]


def jaccard(one: Letters, other: Letters) -> float:
    """Return the share of common letters in all letters of both, 0 to 1."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def pair(
    gold: Sequence[Letters],
    predicted: Sequence[Letters],
    target: Sequence[bool],
    least: float,
) -> dict[int, int]:
    """Return which prediction goes with which marked content: the core and the closest first."""
    candidates = [
        (not target[i], -similar, i, j)
        for i, marked in enumerate(gold)
        for j, letters in enumerate(predicted)
        if (similar := jaccard(marked, letters)) >= least
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def kind_of(letters: Letters, inside: Letters) -> StatementKind:
    """Return the kind of a content, given the letters inside quotation marks."""
    share = len(letters & inside) / len(letters) if letters else 0.0
    if share >= DIRECT_SHARE:
        return StatementKind.DIRECT
    return StatementKind.MIXED if share else StatementKind.INDIRECT


def names_in(written: str) -> set[str]:
    """Return the capitalised words of a source, titles left out, in lower case."""
    return {word.lower() for word in _NAME.findall(written)} - _TITLES


def quoted_spans(text: str) -> list[Span]:
    """Return what stands between quotation marks, as the measure defines it.

    Nothing is judged here: an opening mark that is never closed runs to the end of its line.

    >>> quoted_spans("He “did” it.")
    [Span(start=4, end=7)]
    """
    return [
        span
        for line in _LINE.finditer(text)
        for span in _quoted_in(line.group(), line.start())
    ]


def _quoted_in(line: str, offset: int) -> Iterator[Span]:
    opened: int | None = None
    at = 0
    while mark := _MARK.search(line, at):
        at = mark.end()
        if opened is not None:
            if mark.group() not in "“„«‘":
                yield Span(offset + opened, offset + mark.start())
                opened = None
        elif mark.group() == "‘":
            close = _single_close(line, at)
            if close >= 0:
                yield Span(offset + at, offset + close)
                at = close + 1
        elif mark.group() not in "”»":
            opened = at
    if opened is not None:
        yield Span(offset + opened, offset + len(line))


def _single_close(line: str, start: int) -> int:
    """Return the ’ that is no apostrophe, -1 where there is none; "years’ " looks further."""
    close = line.find("’", start)
    while close >= 0 and line[close + 1 : close + 2].isalnum():
        close = line.find("’", close + 1)
    if close > 0 and line[close - 1] == "s" and line[close + 1 : close + 2] == " ":
        later, reopened = line.find("’", close + 1), line.find("‘", close + 1)
        ends = later > 0 and not line[later + 1 : later + 2].isalnum()
        if ends and (reopened < 0 or later < reopened):
            return later
    return close
