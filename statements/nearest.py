"""Which days, months and years with statements come before one and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from statements.calendars import month_of
from statements.models import Statement
from statements.models.dating import Precision
from statements.models.questions import Blank, composed_once

LAST = date.max - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest periods with statements on either side, None at an end of the record."""

    before: date | None
    after: date | None


def days_around(day: date) -> Neighbours:
    """Return the nearest days with statements, both sides in one query each."""
    return _DAYS.around(day, day)


def days_near(day: date) -> Neighbours:
    """Return the nearest days with statements, `day` itself counted among those before."""
    return _DAYS.around(min(day, LAST) + timedelta(days=1), day)


def months_around(first: date) -> Neighbours:
    """Return the first days of the nearest months with statements."""
    found = _MONTHS.around(*month_of(first))
    return Neighbours(
        *(near and near.replace(day=1) for near in (found.before, found.after))
    )


def years_around(year: int) -> Neighbours:
    """Return the first days of the nearest years with statements."""
    found = _YEARS.around(date(year, 1, 1), date(year, 12, 31))
    return Neighbours(
        *(near and near.replace(month=1, day=1) for near in (found.before, found.after))
    )


class _Nearest:
    """Where the nearest statements are of which at least so much of the day is known."""

    def __init__(self, *precisions: Precision) -> None:
        self.precisions = precisions
        self.before, self.after = composed_once(self._before), composed_once(self._after)

    def around(self, first: date, last: date) -> Neighbours:
        """Return the nearest day before `first`, and the nearest after `last`."""
        return Neighbours(self.before.first(first=first), self.after.first(last=last))

    def _before(self) -> QuerySet[Any, Any]:
        return self._days().filter(latest__lt=Blank("first")).order_by("-latest")[:1]

    def _after(self) -> QuerySet[Any, Any]:
        return self._days().filter(earliest__gt=Blank("last")).order_by("earliest")[:1]

    def _days(self) -> QuerySet[Any, Any]:
        public = Statement.objects.public().filter(precision__in=self.precisions)
        return public.values_list("earliest")


_DAYS = _Nearest(Precision.DAY)
_MONTHS = _Nearest(Precision.DAY, Precision.MONTH)
_YEARS = _Nearest(Precision.DAY, Precision.MONTH, Precision.YEAR)
