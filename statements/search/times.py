"""How many matches fall to which month, and so to any months together. Pure."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from statements.search.periods import Period

type Month = tuple[int, int]  # year and month

BEFORE_ALL, AFTER_ALL = (0, 1), (date.max.year + 1, 1)  # the months of ends that are open


@dataclass(frozen=True, slots=True)
class Times:
    """How many matches there are of each year, each month, and from one month to another.

    `years` are of all whose year is known, `months` of those whose month is. `spans` are of those
    whose first and last day are not of one month, but for whole years: also over a year's end.
    """

    years: dict[int, int]  # the newest first
    months: dict[Month, int]  # in order
    spans: dict[tuple[Month, Month], int] = field(default_factory=dict)
    anywhen: int = 0  # which may be of any day
    recurring: int = 0  # which may be of certain days of any year

    def within(self, period: Period) -> "Times | None":
        """Return what lies in a period for certain, None where it does not consist of months.

        >>> times = Times({2020: 3, 2021: 9}, {(2020, 7): 2, (2021, 8): 4})
        >>> times.within(Period(date(2020, 7, 1))).years
        {2020: 2, 2021: 9}
        >>> times.within(Period(date(2020, 7, 2))) is None
        True
        """
        if not _has_whole_months(period):
            return None
        first, last = _ends(period)
        months = {m: n for m, n in self.months.items() if first <= m <= last}
        spans = {s: n for s, n in self.spans.items() if first <= s[0] and s[1] <= last}
        years: dict[int, int] = {}
        for year, count in self.years.items():
            if first <= (year, 1) and (year, 12) <= last:
                years[year] = count
            elif some := _of_year(year, months, spans):
                years[year] = some
        return Times(years, months, spans)

    def perhaps(self, period: Period, most: int) -> int | None:
        """Return how many may lie in a period, but not for certain: `most` for so many or more.

        None where that depends on more than months.

        >>> times = Times({2020: 3, 2021: 9}, {(2020, 7): 2}, {((2019, 12), (2020, 1)): 4}, 2)
        >>> [times.perhaps(Period(date(2020, month, 1)), 10) for month in (1, 7)]
        [6, 3]
        """
        if self.anywhen >= most:
            return most
        if self.recurring or not _has_whole_months(period):
            return None
        first, last = _ends(period)
        spans = sum(
            n
            for (a, b), n in self.spans.items()
            if a <= last and b >= first and not (first <= a and b <= last)
        )
        partly = (
            count - _of_year(year, self.months, self.spans)
            for year, count in self.years.items()
            if (year, 1) <= last and (year, 12) >= first
            if not (first <= (year, 1) and (year, 12) <= last)
        )
        return min(most, self.anywhen + spans + sum(partly))

    @property
    def undated(self) -> int:
        """Return how many there are whose first or last day is not known."""
        return sum(n for ends, n in self.spans.items() if {BEFORE_ALL, AFTER_ALL} & {*ends})

    @property
    def total(self) -> int:
        """Return how many there are together."""
        over = (n for (first, last), n in self.spans.items() if first[0] != last[0])
        return sum(self.years.values()) + sum(over)


def _ends(period: Period) -> tuple[Month, Month]:
    first = _month(period.first) if period.first else BEFORE_ALL
    return first, _month(period.last) if period.last else AFTER_ALL


def _has_whole_months(period: Period) -> bool:
    begun = not period.first or period.first.day == 1
    last = period.last
    return begun and (not last or last.day == monthrange(*_month(last))[1])


def _of_year(
    year: int, months: dict[Month, int], spans: dict[tuple[Month, Month], int]
) -> int:
    """Return how many of these are of a year, and of no other."""
    told = sum(n for (of, _), n in months.items() if of == year)
    return told + sum(n for (a, b), n in spans.items() if a[0] == b[0] == year)


def _month(day: date) -> Month:
    return day.year, day.month


def number_of(month: Month) -> int:
    """Return a month as a number: the next month has the next.

    >>> number_of((2021, 12)), number_of((2022, 1)), month_of(number_of((2022, 1)))
    (24263, 24264, (2022, 1))
    """
    year, name = month
    return year * 12 + name - 1


def month_of(number: int) -> Month:
    """Return the month of a number."""
    return number // 12, number % 12 + 1
