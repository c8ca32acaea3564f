"""How much of two texts is the same, and marks by which a text like another is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

from statements.extraction.model import READ

RUN = 5  # words; fewer recur by chance, more break at every change
FEWEST = 24  # runs; of a shorter text nobody can say that it was copied
# A desk that writes another headline, drops the last paragraph and changes a word in fifty
# leaves two thirds of all runs; two reports that quote the same speech share a third at most.
ALIKE = 0.6
BANDS = 8  # marks of a text; of texts just alike, one in thirty has none in common
_PLACES = 2 * BANDS
_BITS = 28  # of a run's checksum, the rest tells its place
_NONE = (1 << _BITS) - 1
_WORD = re.compile(r"\w+")

type Zones = Iterable[Sequence[int | str]]


def runs_of(text: str, zones: Zones = ()) -> frozenset[int]:
    """Return checksums of all runs of words in what is read of an article.

    `zones` are [start, end, kind, reason], ranges of code points, as an article has them.
    """
    parts = [text[int(zone[0]) : int(zone[1])] for zone in zones if zone[2] in READ]
    words = " ".join(_WORD.findall("\n".join(parts or [text]).casefold()))
    written = words.encode("utf-8", "surrogatepass")
    lengths = [len(word) + 1 for word in written.split(b" ")]
    starts = list(accumulate(lengths, initial=0))
    ends = [after - 1 for after in starts[RUN:]]
    runs = map(written.__getitem__, map(slice, starts, ends))
    return frozenset(map(crc32, runs))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of all runs of two texts that both have.

    >>> likeness(frozenset({1, 2, 3}), frozenset({2, 3, 4}))
    0.5
    """
    return len(one & other) / len(one | other) if one or other else 0.0


def marks_of(runs: frozenset[int]) -> list[int]:
    """Return the marks of a text: the more two texts have in common, the likelier they share one.

    Each place keeps its least run, and two places make a mark (MinHash with one
    hash in bands of two), so that one sentence in both makes no mark alike.
    """
    if len(runs) < FEWEST:
        return []
    places: list[list[int]] = [[] for _ in range(_PLACES)]
    for run in runs:
        places[run % _PLACES].append(run)
    least = [min(found) // _PLACES if found else _NONE for found in places]
    pairs = zip(least[::2], least[1::2], strict=True)
    return [
        (band << 2 * _BITS) | (first << _BITS) | second
        for band, (first, second) in enumerate(pairs)
        if (first, second) != (_NONE, _NONE)
    ]


def marks_of_each(texts: Iterable[tuple[str, Zones]]) -> list[list[int]]:
    """Return the marks of each of these texts, given with their zones."""
    return [marks_of(runs_of(text, zones)) for text, zones in texts]
