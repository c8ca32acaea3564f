"""How many matches fall to which month, and so to any months together. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from statements.search.periods import Period


@dataclass(frozen=True, slots=True)
class Times:
    """How many matches there are of each year, and of those whose month is known of each month."""

    years: dict[int, int]  # the newest first
    months: dict[tuple[int, int], int]  # in order

    def within(self, period: Period) -> "Times | None":
        """Return what lies in a period for certain, None where it does not consist of months.

        >>> times = Times({2020: 3, 2021: 9}, {(2020, 7): 2, (2021, 8): 4})
        >>> times.within(Period(date(2020, 7, 1)))
        Times(years={2020: 2, 2021: 9}, months={(2020, 7): 2, (2021, 8): 4})
        >>> times.within(Period(date(2020, 7, 2))) is None
        True
        """
        ends = period.first or date.min, period.last or date.max
        first, last = map(_month, ends)
        if ends[0].day != 1 or ends[1].day != monthrange(*last)[1]:
            return None
        months = {m: n for m, n in self.months.items() if first <= m <= last}
        years: dict[int, int] = {}
        for year, count in self.years.items():
            if first <= (year, 1) and (year, 12) <= last:
                years[year] = count
            elif some := sum(n for (of, _), n in months.items() if of == year):
                years[year] = some
        return Times(years, months)

    @property
    def total(self) -> int:
        """Return how many there are together."""
        return sum(self.years.values())


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
