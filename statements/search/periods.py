"""Stretches of days as readers type them: a year, a month, a day, or from and to."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)

_TH = r"(?:st|nd|rd|th)?"
_IN_WORDS = re.compile(
    rf"(?:(\d{{1,2}}){_TH}[\s-]+(?:of[\s-]+)?)?([a-z]{{3,9}})\.?"
    rf"(?:[\s-]+(\d{{1,2}}){_TH})?,?[\s-]+(\d{{4}})",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, None where open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self != ALL_TIME

    def before(self) -> "Period":
        """Return the day before the first; the first where there is none."""
        return self._next(self.first, -1, date.min)

    def after(self) -> "Period":
        """Return the day after the last; the last where there is none."""
        return self._next(self.last, 1, date.max)

    @staticmethod
    def _next(day: date | None, days: int, end: date) -> "Period":
        other = day + timedelta(days) if day and day != end else day
        return Period(other, other)

    def typed(self) -> Iterator[str]:
        """Yield the fields that say this period: `on:`, or `from:` and `to:`."""
        if whole := self._whole():
            yield f"on:{whole}"
            return
        if self.first:
            yield f"from:{self.first.isoformat()}"
        if self.last:
            yield f"to:{self.last.isoformat()}"

    def sentence(self) -> str:
        """Return the period in words, "" for all time.

        >>> Period(date(2021, 1, 1)).sentence(), Period(None, date(2021, 8, 31)).sentence()
        ('from 1 January 2021', 'to 31 August 2021')
        """
        whole = self._whole()
        if self.first and len(whole) > len("2021-08"):
            return f"on {_long(self.first)}"
        if self.first and whole:
            return (
                f"in {self.first:%B} {self.first.year}" if "-" in whole else f"in {whole}"
            )
        said = f"from {_long(self.first)}" if self.first else ""
        return said + f"{' ' if said else ''}to {_long(self.last)}" if self.last else said

    def _whole(self) -> str:
        """Return "2021", "2021-08" or "2021-08-19" where the period is exactly that."""
        if not (self.first and self.last):
            return ""
        day = self.first.isoformat()
        return next((p for p in (day[:4], day[:7], day) if read_period(p) == self), "")


ALL_TIME = Period()


def _long(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def read_period(typed: str) -> Period | None:
    """Return the days of "2021", "2021-08", "2021-08-19" or "19.8.2021", None for others.

    >>> read_period("2024-02")
    Period(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    >>> read_period("Aug 19th, 2021") == read_period("19-August-2021") == read_period("2021-08-19")
    True
    >>> read_period("yesterday"), read_period("2021-13")
    (None, None)
    """
    year: int
    month: int | None
    day: int | None
    if match := _DAY_FIRST.fullmatch(typed):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(typed):
        year = int(match[1])
        month, day = (int(part) if part else None for part in match.groups()[1:])
    elif (match := _IN_WORDS.fullmatch(typed)) and (month := _month_begun(match[2])):
        year, number = int(match[4]), match[1] or match[3]
        day = int(number) if number else None
    else:
        return None
    try:
        return _days(year, month, day)
    except ValueError:
        return None


def _days(year: int, month: int | None, day: int | None) -> Period:
    first = date(year, 1 if month is None else month, 1 if day is None else day)
    if month is None:
        return Period(first, first.replace(month=12, day=31))
    if day is None:
        return Period(first, first.replace(day=calendar.monthrange(year, month)[1]))
    return Period(first, first)


SHORTEST_MONTH = 3  # letters
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_SEEN_FROM_NOW = re.compile(
    r"(?:last|this|next)(?:-.*)?|today|yesterday|tomorrow|now|soon|recently|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day"
)
_TOLD_DAY = r"(\d{1,2}) ([A-Z][a-z]+) (\d{1,4})"
_TOLD = re.compile(
    rf"on {_TOLD_DAY}|in (?:([A-Z][a-z]+) )?(\d{{1,4}})"
    rf"|(?:from {_TOLD_DAY})?(?:(?:^| )to {_TOLD_DAY})?",
    re.ASCII,
)


def read_told_period(told: str) -> Period:
    """Return the days that `Period.sentence` told; ValueError for what it would not say.

    >>> read_told_period("in August 2021") == read_period("2021-08")
    True
    """
    match = _TOLD.fullmatch(told)
    if not match:
        raise ValueError(told)
    parts = match.groups()
    if parts[4]:
        return _days(int(parts[4]), _month(parts[3]) if parts[3] else None, None)
    first, last = _told_day(parts[0:3]) or _told_day(parts[5:8]), _told_day(parts[8:11])
    return Period(first, first if parts[0] else last)


def _told_day(parts: tuple[str, ...]) -> date | None:
    day, month, year = parts
    return date(int(year), _month(month), int(day)) if day else None


def speaks_of_time(word: str) -> bool:
    """Return whether a word that is no day says one all the same, as seen from somewhere.

    >>> speaks_of_time("yesterday"), speaks_of_time("friday"), speaks_of_time("august")
    (True, True, True)
    >>> speaks_of_time("zakharova")
    False
    """
    return bool(_month_begun(word) or _SEEN_FROM_NOW.fullmatch(word))


def _month_begun(written: str) -> int | None:
    """Return the number of the month whose name begins so."""
    begun = (
        n
        for name, n in _MONTHS.items()
        if name.startswith(written.capitalize()) and len(written) >= SHORTEST_MONTH
    )
    return next(begun, None)


def _month(name: str) -> int:
    if name not in _MONTHS:
        raise ValueError(name)
    return _MONTHS[name]
