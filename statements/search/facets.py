"""What is counted over the matches: by speaker, outlet, kind, month and so on. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from statements.search.entries import EVENTS, KINDS, STATEMENT_BITS, STATES, UNDATED_END

type Numbers = NDArray[np.int64]


def numbers(values: Iterable[int] = ()) -> Numbers:
    """Return sort keys or packed facts as an array, to be worked on all at once."""
    return np.array([*values], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """What a walk met, in order: sort keys, and at the same places packed facts."""

    keys: Numbers = field(default_factory=numbers)
    facts: Numbers = field(default_factory=numbers)

    def __len__(self) -> int:
        return len(self.keys)

    def __add__(self, other: "Matches") -> "Matches":
        return Matches(
            np.concatenate((self.keys, other.keys)),
            np.concatenate((self.facts, other.facts)),
        )

    @property
    def last(self) -> int:
        """Return the last key, of matches that are not none."""
        return int(self.keys[-1])

    def upto(self, count: int) -> "Matches":
        """Return the first `count` of them."""
        return Matches(self.keys[:count], self.facts[:count])

    def in_order(self, *, newest_first: bool) -> "Matches":
        """Return them in the order of their keys."""
        order = np.argsort(self.keys)[:: -1 if newest_first else 1]
        return Matches(self.keys[order], self.facts[order])

    def latest(self, most: int) -> list[int]:
        """Return the primary keys of those stored last."""
        pks: list[int] = np.sort(self.keys & (UNDATED_END - 1))[::-1][:most].tolist()
        return pks

    def where(self, marks: NDArray[np.bool_]) -> "Matches":
        """Return those that are marked."""
        return self if marks.all() else Matches(self.keys[marks], self.facts[marks])


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
    undated: int  # whose first or last day is not known


def count_facets(matches: Matches) -> Facets:
    """Return the counts over all matches."""
    keys, facts = matches.keys, matches.facts
    small, known, days = _counts(facts & 0xFFFF), facts & 3, keys >> STATEMENT_BITS
    months = _turns(days[known > 1], "M")
    years = _turns(days[known > 0], "Y")
    return Facets(
        _most(facts >> 32),
        _most(facts >> 16 & 0xFFFF),
        {1970 + year: years[year] for year in reversed(years)},
        _named(small, 2, 0x3, KINDS),
        _named(small, 4, 0xF, EVENTS),
        _named(small, 8, 0x3, STATES),
        {(1970 + n // 12, n % 12 + 1): count for n, count in months.items()},
        int(np.count_nonzero(keys < UNDATED_END)),
    )


def _counts(values: Numbers) -> dict[int, int]:
    """Return how often each value is there, the least first. None is negative or large."""
    counts = np.bincount(values)
    different = np.flatnonzero(counts)
    return dict(zip(different.tolist(), counts[different].tolist(), strict=True))


def _most(values: Numbers) -> dict[int, int]:
    """Return how often each value but 0 is there: most first, of as many the first met."""
    names = None
    if len(values) and values.max() >= _LARGE:
        names, values = np.unique(values, return_inverse=True)
    counts = np.bincount(values)
    firsts = np.empty_like(counts)
    firsts[values[::-1]] = np.arange(len(values))[::-1]
    different = np.flatnonzero(counts)
    order = different[np.lexsort((firsts[different], -counts[different]))]
    named = order if names is None else names[order]
    most = dict(zip(named.tolist(), counts[order].tolist(), strict=True))
    most.pop(0, None)  # nobody
    return most


_LARGE = (
    50_000  # from here on it costs less to sort the values than to have a place for each
)


def _named(
    small: dict[int, int], shift: int, mask: int, names: Sequence[str]
) -> dict[str, int]:
    counts = dict.fromkeys(names, 0)
    for bits, count in small.items():
        counts[names[(bits >> shift) & mask]] += count
    counts.pop("", None)
    met = ((name, count) for name, count in counts.items() if count)
    return dict(sorted(met, key=lambda item: (-item[1], item[0])))


_UNIX_DAY = 719_163  # 1 January 1970


def _turns(days: Numbers, unit: Literal["M", "Y"]) -> dict[int, int]:
    """Return how many of these days, ordinals in order, fall in each month or year since 1970.

    >>> from datetime import date
    >>> days = [date(1971, 2, 28), date(1971, 2, 1), date(1970, 12, 31)]
    >>> _turns(numbers(day.toordinal() for day in days), "M")
    {11: 1, 13: 2}
    """
    if not len(days):
        return {}
    days = (days if days[0] <= days[-1] else days[::-1]) - _UNIX_DAY
    ends = days[[0, -1]].astype("datetime64[D]").astype(f"datetime64[{unit}]")
    first, last = ends.astype(np.int64).tolist()
    # Where in the days each of them begins: they are fewer than the days.
    turns = np.arange(first, last + 2)
    begun = turns.astype(f"datetime64[{unit}]").astype("datetime64[D]")
    places = np.searchsorted(days, begun.astype(np.int64))
    counts = np.diff(places)
    met = np.flatnonzero(counts)
    return dict(zip(turns[met].tolist(), counts[met].tolist(), strict=True))
