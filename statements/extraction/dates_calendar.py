"""Arithmetic of the calendar: weekdays, years in which a day fell on one, nearest days."""

from datetime import date, timedelta
from typing import Final

WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def last_weekday(day: date, weekday: int) -> date:
    """Return the last such weekday on or before `day`; Monday is 0.

    >>> last_weekday(date(2025, 3, 23), 3)
    datetime.date(2025, 3, 20)
    """
    return add_days(day, -((day.weekday() - weekday) % 7))


def add_days(day: date, days: int) -> date:
    """Return `day` moved by `days`, or the first or last day of the calendar at its ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_before(month: int, day: int, limit: date) -> date | None:
    """Return the last such day of the year on or before `limit`.

    >>> last_before(8, 19, date(2021, 8, 20)), last_before(2, 29, date(2023, 1, 1))
    (datetime.date(2021, 8, 19), datetime.date(2020, 2, 29))
    """
    for year in range(limit.year, max(limit.year - 9, 0), -1):
        found = day_of(year, month, day)
        if found and found <= limit:
            return found
    return None


def nearest(month: int, day: int, to: date) -> date | None:
    """Return the day of that name that lies nearest to `to`, before or after."""
    found = [day_of(year, month, day) for year in (to.year - 1, to.year, to.year + 1)]
    known = [candidate for candidate in found if candidate]
    return min(known, key=lambda candidate: abs((candidate - to).days), default=None)


def write_day(day: date) -> str:
    """Return a day as a reader writes it.

    >>> write_day(date(2021, 8, 19))
    '19 August 2021'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
