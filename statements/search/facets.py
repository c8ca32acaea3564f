"""What is counted over the matches: by speaker, outlet, kind, month and so on. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from statements.search.entries import EVENTS, KINDS, STATEMENT_BITS, STATES

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
    undated: int  # without a known year


def count_facets(matches: Matches) -> Facets:
    """Return the counts over all matches."""
    keys, facts = matches.keys, matches.facts
    small, known = _counts(facts & 0xFFFF), facts & 3
    months = _months(keys >> STATEMENT_BITS)
    by_month = _counts(months[known > 1])
    years = _counts(months[known > 0] // 12)
    return Facets(
        _most(facts >> 32),
        _most(facts >> 16 & 0xFFFF),
        dict(reversed(years.items())),
        _named(small, 2, 0x3, KINDS),
        _named(small, 4, 0xF, EVENTS),
        _named(small, 8, 0x3, STATES),
        {(month // 12, month % 12 + 1): count for month, count in by_month.items()},
        int(np.count_nonzero(known == 0)),
    )


def _counts(values: Numbers) -> dict[int, int]:
    """Return how often each value is there, the least first."""
    different, counts = np.unique(values, return_counts=True)
    return dict(zip(different.tolist(), counts.tolist(), strict=True))


def _most(values: Numbers) -> dict[int, int]:
    """Return how often each value but 0 is there: most first, of as many the first met."""
    # Each with its place behind it: so one sort brings equal ones together, the first first.
    ordered = np.sort(values << 32 | np.arange(len(values)))
    starts = np.flatnonzero(np.diff(ordered >> 32, prepend=-1))
    counts = np.diff(starts, append=len(ordered))
    firsts = ordered[starts]
    order = np.lexsort((firsts & 0xFFFFFFFF, -counts))
    different = (firsts >> 32)[order]
    most = dict(zip(different.tolist(), counts[order].tolist(), strict=True))
    most.pop(0, None)  # nobody
    return most


def _named(
    small: dict[int, int], shift: int, mask: int, names: Sequence[str]
) -> dict[str, int]:
    counts = dict.fromkeys(names, 0)
    for bits, count in small.items():
        counts[names[(bits >> shift) & mask]] += count
    counts.pop("", None)
    met = ((name, count) for name, count in counts.items() if count)
    return dict(sorted(met, key=lambda item: (-item[1], item[0])))


_UNIX_DAY, _UNIX_MONTH = 719_163, 1970 * 12  # of 1 January 1970


def _months(days: Numbers) -> Numbers:
    """Return the months of days, which are ordinals: twelve times the year and more.

    >>> from datetime import date
    >>> _months(numbers([date(2021, 8, 19).toordinal()])) - 12 * 2021
    array([7])
    """
    since = (np.maximum(days, 1) - _UNIX_DAY).astype("datetime64[D]")
    return since.astype("datetime64[M]").astype(np.int64) + _UNIX_MONTH
