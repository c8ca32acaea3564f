"""Which days, months and years have statements, and how many."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, QuerySet, When

from statements import sums
from statements.models import Statement
from statements.models.dating import Precision, describe
from statements.models.questions import Blank, composed_once
from statements.models.record import StatementQuerySet, public_states

MONTHS = range(1, 13)
LEVELS = 4  # tints
FULL = 8  # statements; a day or month with fewer is never tinted deepest


@dataclass(frozen=True, slots=True)
class DayCell:
    """One field of a month's grid; a day of the neighbouring months has no number."""

    day: date | None
    count: int = 0
    level: int = 0  # 1 to 4, how deep to tint it; 0 without statements


@dataclass(frozen=True, slots=True)
class MonthCell:
    """One month, with the statements that are certain to be of it."""

    first: date
    count: int
    level: int
    weeks: tuple[tuple[DayCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: twelve months, and a total that may be more than their sum."""

    first: date
    count: int
    months: tuple[MonthCell, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """What is known of days that stand on no calendar page, and of how many statements."""

    edtf: str
    weekday: int | None
    count: int

    @property
    def label(self) -> str:
        """Return what is known, in words."""
        return describe(self.edtf, self.weekday)

    @property
    def key(self) -> str:
        """Return what is known as it stands in an address.

        >>> Undated("XXXX-07-24", None, 1).key, Undated("", 3, 1).key, Undated("", None, 1).key
        ('XXXX-07-24', 'Thursday', 'nothing')
        """
        weekday = "" if self.weekday is None else calendar.day_name[self.weekday]
        return "_".join(filter(None, (self.edtf, weekday))) or "nothing"


@dataclass(frozen=True, slots=True)
class SpeakerOfDay:
    """Somebody who spoke on a day, and how many statements there are."""

    slug: str  # "" where the speaker is not known
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One day of a month, with those who spoke, most statements first."""

    day: date
    count: int
    speakers: tuple[SpeakerOfDay, ...]


type Stretch = tuple[date | None, date | None, int]  # first day, last day, statements


class Counts:
    """How many statements each stretch of days has."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self.days: Counter[date] = Counter()
        self.months: Counter[date] = Counter()
        self.years: Counter[int] = Counter()
        self.total = self.undated = 0
        for first, last, count in stretches:
            self._add(first, last, count)

    def _add(self, first: date | None, last: date | None, count: int) -> None:
        self.total += count
        if first is None or last is None:
            self.undated += count
            return
        if first == last:
            self.days[first] += count
        if first.year != last.year:
            return
        self.years[first.year] += count
        if first.month == last.month:
            self.months[first.replace(day=1)] += count

    def latest_days(self, most: int) -> list[date]:
        """Return the newest days with statements, at most `most`."""
        return sorted(self.days, reverse=True)[:most]

    def rows(self) -> list[YearRow]:
        """Return the years that have statements, newest first."""
        return [self.year(year) for year in sorted(self.years, reverse=True)]

    def year(self, year: int, *, weeks: bool = False) -> YearRow:
        """Return a year, with the days of its months if `weeks` is set."""
        firsts = [date(year, month, 1) for month in MONTHS]
        months = tuple(self.month(first, weeks=weeks) for first in firsts)
        return YearRow(firsts[0], self.years[year], months)

    def month(self, first: date, *, weeks: bool = True) -> MonthCell:
        """Return a month, by default with its days."""
        count, most = self.months[first], max(self.months.values(), default=0)
        return MonthCell(
            first, count, level(count, most), grid(first, self.days) if weeks else ()
        )


def count_all() -> Counts:
    """Return the counts of everything a reader may see."""
    return Counts(sums.by_days(public_states()))


def count_within(first: date, last: date) -> Counts:
    """Return the counts of what was certainly said between two days, both included."""
    return Counts(sums.by_days(public_states(), first, last))


def level(count: int, most: int) -> int:
    """Return how deep to tint a field of a calendar whose fullest has `most` statements.

    Where all have few, none is made to look like many.

    >>> level(0, 100), level(1, 100), level(100, 100), level(1, 1)
    (0, 1, 4, 1)
    """
    return min(LEVELS, 1 + LEVELS * count // max(FULL, most)) if count else 0


def grid(first: date, counts: Mapping[date, int]) -> tuple[tuple[DayCell, ...], ...]:
    """Return the weeks of a month from Monday to Sunday."""
    most = max(counts.values(), default=0)

    def cell(number: int) -> DayCell:
        if not number:
            return DayCell(None)
        day = first.replace(day=number)
        count = counts.get(day, 0)
        return DayCell(day, count, level(count, most))

    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    return tuple(tuple(map(cell, week)) for week in weeks)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the month of `day`.

    >>> month_of(date(2024, 2, 29))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def undated_groups() -> list[Undated]:
    """Return what is known of undated statements: day and month, a limit, weekday, nothing."""
    undated = Statement.objects.public().undated().order_by()
    found = undated.values_list("edtf", "weekday").annotate(count=Count("pk"))
    return sorted((Undated(*row) for row in found), key=_how_little_is_known)


def _how_little_is_known(group: Undated) -> tuple[bool, bool, str, int]:
    weekday = 7 if group.weekday is None else group.weekday
    return not group.edtf, not group.edtf.startswith("XXXX"), group.edtf, weekday


def of_undated(group: Undated | None) -> StatementQuerySet:
    """Return the undated statements of a group, or of all, in the order of the groups."""
    undated = Statement.objects.public().undated()
    if group is not None:
        undated = undated.filter(edtf=group.edtf, weekday=group.weekday)
    how_little = Case(
        When(edtf__startswith="XXXX", then=0), When(edtf="", then=2), default=1
    )
    weekday = F("weekday").asc(nulls_last=True)
    return undated.order_by(how_little, "edtf", weekday, "article_id", "start", "id")


def speakers_by_day(first: date, last: date) -> list[DayEntry]:
    """Return the days between these two in order, with who spoke on each."""
    found: dict[date, list[SpeakerOfDay]] = {}
    for day, slug, name, count in _speakers_by_day(first=first, last=last):
        found.setdefault(day, []).append(SpeakerOfDay(slug or "", name or "", count))
    return [
        DayEntry(day, sum(s.count for s in who), tuple(who)) for day, who in found.items()
    ]


@composed_once
def _speakers_by_day() -> QuerySet[Any, Any]:
    said = Statement.objects.public().within(Blank("first"), Blank("last"))
    of_days = said.filter(precision=Precision.DAY).order_by()
    rows = of_days.values_list("earliest", "speaker__slug", "speaker__name")
    by_name = F("speaker__name").asc(nulls_last=True)
    counted = rows.annotate(count=Count("pk"))
    return counted.order_by("earliest", "-count", by_name, "speaker__slug")
