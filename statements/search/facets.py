"""What is counted over the matches: by speaker, outlet, kind, month and so on. Pure."""

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress

from statements.search.entries import (
    EVENTS,
    KINDS,
    LAST_KEY,
    STATEMENT_BITS,
    STATES,
    day_key,
)

_LITTLE = sys.byteorder == "little"


def _numbers() -> "array[int]":
    return array("q")


@dataclass(frozen=True, slots=True)
class Matches:
    """What a walk met, in order: sort keys, and at the same places packed facts."""

    keys: "array[int]" = field(default_factory=_numbers)
    facts: "array[int]" = field(default_factory=_numbers)

    def __len__(self) -> int:
        return len(self.keys)

    def __add__(self, other: "Matches") -> "Matches":
        return Matches(self.keys + other.keys, self.facts + other.facts)

    def upto(self, count: int) -> "Matches":
        """Return the first `count` of them."""
        return Matches(self.keys[:count], self.facts[:count])


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the matches fall to what. Values without a match are left out."""

    speakers: dict[int, int]  # by number; most first
    outlets: dict[int, int]
    years: dict[int, int]  # newest first
    kinds: dict[str, int]
    events: dict[str, int]
    states: dict[str, int]
    months: dict[tuple[int, int], int]  # (year, month), in order; only where it is known
    undated: int  # without a known year


def count_facets(matches: Matches) -> Facets:
    """Return the counts over all matches."""
    traits = part(matches.facts, "H", 0)
    small = Counter(traits)
    years, months, undated = _count_days(matches.keys, traits, small)
    return Facets(
        _most(Counter(part(matches.facts, "I", 1))),
        _most(Counter(part(matches.facts, "H", 1))),
        dict(sorted(years.items(), reverse=True)),
        _named(small, 2, 0x3, KINDS),
        _named(small, 4, 0xF, EVENTS),
        _named(small, 8, 0x3, STATES),
        dict(sorted(months.items())),
        undated,
    )


def state_of(traits: int) -> str:
    """Return the state that stands in the least quarter of packed facts."""
    return STATES[(traits >> 8) & 0x3]


def part(numbers: "array[int]", kind: str, place: int) -> list[int]:
    """Return the `place`-th part of each number, least first: a half "I" or a quarter "H".

    >>> part(array("q", [7 << 32 | 5 << 16 | 3]), "H", 1)
    [5]
    """
    parts = memoryview(numbers).cast("B").cast("I" if kind == "I" else "H")
    step = numbers.itemsize // parts.itemsize
    return parts[place if _LITTLE else step - 1 - place :: step].tolist()


def _most(counts: Counter[int]) -> dict[int, int]:
    counts.pop(0, None)  # nobody
    return dict(counts.most_common())


def _named(
    small: Counter[int], shift: int, mask: int, names: Sequence[str]
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for bits, count in small.items():
        counts[names[(bits >> shift) & mask]] += count
    counts.pop("", None)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count_days(
    keys: "array[int]", traits: Sequence[int], small: Counter[int]
) -> tuple[Counter[int], Counter[tuple[int, int]], int]:
    """Return the counts by year and by month, and how many have not even a year."""
    months = _count_months(keys)
    years: Counter[int] = Counter()
    for known in (1, 0):  # the year alone, and nothing: for these no month is counted
        marks = {bits for bits in small if bits & 3 == known}
        if not marks:
            continue
        rough = array("q", compress(keys, map(marks.__contains__, traits)))
        counted = _count_months(rough)
        months.subtract(counted)
        if known:
            for month, count in counted.items():
                years[month // 12] += count
    for month, count in months.items():
        years[month // 12] += count
    undated = sum(count for bits, count in small.items() if not bits & 3)
    named = Counter({(month // 12, month % 12 + 1): n for month, n in months.items()})
    return +years, +named, undated


def _count_months(keys: "array[int]") -> Counter[int]:
    """Return how many keys lie in each month, a number as in `_Months`."""
    ordered = sorted(keys)  # they come in order, and then this takes no time
    counts: Counter[int] = Counter()
    start = 0
    while start < len(ordered):
        month = _month[ordered[start] >> STATEMENT_BITS]
        end = bisect_left(ordered, _end_of(month), start)
        counts[month] = end - start
        start = end
    return counts


def _end_of(month: int) -> int:
    """Return the key that all keys of a month lie below."""
    following = month + 1
    if following >= 12 * (date.max.year + 1):
        return LAST_KEY
    return day_key(date(following // 12, following % 12 + 1, 1))


class _Months(dict[int, int]):
    """The month of every day that was met, by its ordinal: twelve times the year and more."""

    def __missing__(self, ordinal: int) -> int:
        day = date.fromordinal(max(1, ordinal))
        self[ordinal] = day.year * 12 + day.month - 1
        return self[ordinal]


_month = _Months()
