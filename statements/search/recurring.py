"""Days known without their year, as terms: "24 July" may lie in a July, never in an August.

Terms of such a statement begin with ":x": that it is one, its month (":x07") or its day of
the year (":x0724" and the month of this, ":xm07"), its day of any month (":xXX24" and ":xXX")
or its weekday (":xw3" and ":xw"). So a long period needs few terms. Pure.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from statements.search.periods import Period

RECURRING = ":x"
LEAP_DAY = ":x0229"
_NO_YEAR = re.compile(r"XXXX-(\d\d|XX)-(\d\d|XX)")
_YEAR = 366  # days
_SHORTEST = {month: calendar.monthrange(2001, month)[1] for month in range(1, 13)}  # days


def recurrence_terms(edtf: str, weekday: int | None) -> tuple[str, ...]:
    """Return the terms of what is known without its year, none where that is nothing.

    >>> recurrence_terms("XXXX-07-24", None), recurrence_terms("XXXX-07-XX", None)
    ((':x', ':xm07', ':x0724'), (':x', ':x07'))
    >>> recurrence_terms("", 3), recurrence_terms("2021-08", 3)
    ((':x', ':xw', ':xw3'), ())
    """
    match = _NO_YEAR.fullmatch(edtf)
    month, day = match.groups() if match else ("XX", "XX")
    if month != "XX":
        exact = (f":xm{month}", f":x{month}{day}") if day != "XX" else (f":x{month}",)
        return (RECURRING, *exact)
    if day != "XX":
        return RECURRING, ":xXX", f":xXX{day}"
    if weekday is not None and (match or not edtf):
        return RECURRING, ":xw", f":xw{weekday}"
    return ()


def terms_within(period: Period) -> tuple[str, ...]:
    """Return the terms of all that recurs in a period: one of them has who may lie in it.

    >>> terms_within(Period(date(2021, 7, 24), date(2021, 7, 24)))
    (':x07', ':x0724', ':xXX24', ':xw5')
    >>> terms_within(Period(date(2021, 1, 1), None))
    (':x',)
    """
    if is_long(period):
        return (RECURRING,)
    days = list(_days(period))
    terms = dict.fromkeys(f":x{month:02}" for month in {day.month for day in days})
    for month in {day.month for day in days}:
        in_month = {day.day for day in days if day.month == month}
        whole = (
            len(in_month) >= _SHORTEST[month]
        )  # whether there is a 29 February: LEAP_DAY
        terms |= dict.fromkeys(
            [f":xm{month:02}"]
            if whole
            else [f":x{month:02}{day:02}" for day in sorted(in_month)]
        )
    terms |= _all_or_each(":xXX", {f"{day:%d}" for day in days}, 31)
    terms |= _all_or_each(":xw", {str(day.weekday()) for day in days}, 7)
    return tuple(terms)


def _all_or_each(beginning: str, endings: set[str], count: int) -> dict[str, None]:
    if len(endings) == count:
        return {beginning: None}
    return dict.fromkeys(f"{beginning}{ending}" for ending in sorted(endings))


def is_long(period: Period) -> bool:
    """Return whether every day of the calendar recurs in it, but perhaps 29 February."""
    first, last = period.first, period.last
    return not (first and last) or (last - first).days + 1 >= _YEAR


def has_leap_day(period: Period) -> bool:
    """Return whether a 29 February lies in the period."""
    if not (period.first and period.last):
        return True
    years = range(period.first.year, period.last.year + 1)
    leap = (date(year, 2, 29) for year in years if calendar.isleap(year))
    return any(period.first <= day <= period.last for day in leap)


def edtf_within(period: Period) -> list[str]:
    """Return how all days without a year are written that may lie in a period, not a long one.

    >>> edtf_within(Period(date(2021, 7, 24), date(2021, 7, 24)))
    ['XXXX-07-24', 'XXXX-07-XX', 'XXXX-XX-24', 'XXXX-XX-XX']
    """
    written = (
        f"XXXX-{month}-{rest}"
        for day in _days(period)
        for month in (f"{day:%m}", "XX")
        for rest in (f"{day:%d}", "XX")
    )
    return list(dict.fromkeys(written))


def weekdays_within(period: Period) -> set[int]:
    """Return the weekdays of a period that is not a long one, Monday as 0."""
    return {day.weekday() for day in _days(period)}


def _days(period: Period) -> Iterator[date]:
    assert period.first  # noqa: S101 - it is not a long one
    assert period.last  # noqa: S101
    for count in range((period.last - period.first).days + 1):
        yield period.first + timedelta(count)
