"""Which stretches of the index to walk, and in which direction. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from statements.search.entries import LAST_KEY, NEAR_DAYS, UNDATED_END, day_key
from statements.search.matching import Match
from statements.search.periods import Period


class Order(StrEnum):
    """In which order statements are listed. Those without a day always come last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    BEST = "best"


class Stretch(NamedTuple):
    """Sort keys from `low` up to and without `high`."""

    low: int
    high: int
    newest_first: bool

    @property
    def direction(self) -> str:
        """Return the direction in SQL."""
        return "DESC" if self.newest_first else "ASC"


def stretches(match: Match, order: Order) -> list[Stretch]:
    """Return what to walk, in order, so that every match is met once.

    >>> [s.newest_first for s in stretches(Match(), Order.OLDEST)]
    [False, False]
    """
    newest_first = order is not Order.OLDEST
    undated = Stretch(0, UNDATED_END, newest_first)
    if match.undated:
        return [undated]
    first, last = match.period.first, match.period.last
    low = day_key(first) if first else UNDATED_END
    high = LAST_KEY
    if last and not match.perhaps:
        high = day_key(last) + (1 << 32)
    dated = Stretch(low, high, newest_first)
    if first and last and not match.perhaps:
        return [dated]
    if newest_first and low == UNDATED_END:
        return [Stretch(0, high, newest_first)]
    return [dated, undated]


def near(period: Period) -> Stretch:
    """Return where statements lie that may fall in a period, if their days lie in a year."""
    low = day_key(period.first) if period.first else UNDATED_END
    high = LAST_KEY
    if period.last and period.last.year < date.max.year - 1:
        high = day_key(period.last + timedelta(NEAR_DAYS))
    return Stretch(low, high, newest_first=True)


def after(walk: Sequence[Stretch], key: int) -> list[Stretch]:
    """Return what is left of a walk behind `key`; all of it where it never comes there."""
    for index, stretch in enumerate(walk):
        if stretch.low <= key < stretch.high:
            rest = (
                stretch._replace(high=key)
                if stretch.newest_first
                else stretch._replace(low=key + 1)
            )
            return [rest, *walk[index + 1 :]]
    return list(walk)


def backwards(walk: Sequence[Stretch]) -> list[Stretch]:
    """Return the same walk from its end to its beginning."""
    return [s._replace(newest_first=not s.newest_first) for s in reversed(walk)]
