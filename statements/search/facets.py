"""What is counted over the matches: by speaker, outlet, kind, month and so on. Pure."""

import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import compress

from statements.search.entries import EVENTS, KINDS, STATES

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
    traits = _part(matches.facts, "H", 0)
    small = Counter(traits)
    years, months, undated = _count_days(matches.keys, traits)
    return Facets(
        _most(Counter(_part(matches.facts, "I", 1))),
        _most(Counter(_part(matches.facts, "H", 1))),
        dict(sorted(years.items(), reverse=True)),
        _named(small, 2, 0x3, KINDS),
        _named(small, 4, 0xF, EVENTS),
        _named(small, 8, 0x3, STATES),
        dict(sorted(months.items())),
        undated,
    )


def _part(numbers: "array[int]", kind: str, place: int) -> list[int]:
    """Return the `place`-th part of each number, least first: a half "I" or a quarter "H".

    >>> _part(array("q", [7 << 32 | 5 << 16 | 3]), "H", 1)
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
    keys: "array[int]", traits: Sequence[int]
) -> tuple[Counter[int], Counter[tuple[int, int]], int]:
    ordinals = _part(keys, "I", 1)
    rough = [bits & 3 != 2 for bits in traits]  # noqa: PLR2004, the month is not known
    months: Counter[tuple[int, int]] = Counter()
    days = Counter(ordinals)
    days.subtract(Counter(compress(ordinals, rough)))
    for ordinal, count in days.items():
        if count:
            months[_month_of(ordinal)] += count
    years: Counter[int] = Counter()
    for (year, _), count in months.items():
        years[year] += count
    undated = 0
    for ordinal, bits in compress(zip(ordinals, traits, strict=True), rough):
        if bits & 3:
            years[_month_of(ordinal)[0]] += 1
        else:
            undated += 1
    return years, months, undated


@lru_cache(maxsize=50_000)
def _month_of(ordinal: int) -> tuple[int, int]:
    day = date.fromordinal(ordinal)
    return day.year, day.month
