"""The days of a match as a condition in SQL that both databases read alike."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from statements.search.entries import LAST_KEY, UNDATED_END, day_key
from statements.search.facets import Matches
from statements.search.matching import Match
from statements.search.periods import Period

_BEFORE_ALL, _AFTER_ALL = -1, 99_999_999  # for ends that are open


def days_condition(match: Match) -> tuple[str, list[int]]:
    """Return a condition on `i.first_day` and `i.last_day`, and its values."""
    if not match.period:
        return "TRUE", []
    first, last = match.period.first, match.period.last
    earliest = f"COALESCE(i.first_day, {_BEFORE_ALL})"
    latest = f"COALESCE(i.last_day, {_AFTER_ALL})"
    ends = [day.toordinal() for day in (first, last) if day]
    # An end that is open asks nothing: these are held against ten thousand rows.
    certain = _both(f"{earliest} >= %s" if first else "", f"{latest} <= %s" if last else "")
    if not match.perhaps:
        return certain, ends
    possible = _both(
        f"{latest} >= %s" if first else "", f"{earliest} <= %s" if last else ""
    )
    return f"{possible} AND NOT ({certain})", [*ends, *ends]


def _both(*conditions: str) -> str:
    return " AND ".join(filter(None, conditions))


def doubtful(period: Period, met: Matches) -> NDArray[np.bool_]:
    """Return a mark for each match whose key and facts do not tell that it lies in the period.

    They lie in a stretch that ends with the period. A key has the last of the days a statement
    may be of, and the facts say whether the first is of the same month or the same year.
    """
    if not period.first:
        return met.keys < UNDATED_END
    begin, year = period.first, date(period.first.year, 1, 1)
    month = begin.replace(day=1)
    # From which key on the first day cannot lie before the period, by what is known of it.
    safe = np.array(
        [
            LAST_KEY,
            day_key(begin) if begin == year else _next(year, 366),
            day_key(begin) if begin == month else _next(month, 31),
        ]
    )
    doubt: NDArray[np.bool_] = met.keys < safe[met.facts & 3]
    return doubt


def _next(first: date, longest: int) -> int:
    """Return the key that all statements of the next month lie above, or of the next year."""
    if date.max - first < timedelta(longest):
        return LAST_KEY
    return day_key((first + timedelta(longest)).replace(day=1))
