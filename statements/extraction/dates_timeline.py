"""When an article was written, as far as its text and its publication tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from statements.extraction import edtf
from statements.extraction.dates_calendar import (
    MONTHS,
    WEEKDAYS,
    add_days,
    day_of,
    last_before,
    nearest,
    write_day,
)
from statements.extraction.dates_mentions import TimeMention

_ANNIVERSARY: Final = re.compile(
    r"\b(?P<count>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})(?:st|nd|rd|th)?[ -]"
    r"(?:years?[’']?s? )?anniversary\b",
    re.IGNORECASE,
)
_COUNTS: Final = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten".split()
    )
} | {"a": 1}
_ANNIVERSARY_REACH: Final = 200  # characters from "anniversary" to the day it is of
_NEAR: Final = 31  # days between an anniversary and the report of it
_LATELY: Final = 18  # months before a day in which the text must name two
_AHEAD: Final = re.compile(
    r"\b(?:will|would|by|until|till|next|plans?|planned|expected|scheduled|due|upcoming|ahead of|"
    r"before|future|aims?|target)\b"
)
_LOOK_BACK: Final = 60  # characters before a date in which a word can put it in the future


@dataclass(frozen=True, slots=True)
class Published:
    """The days on which the article may have been published; the same day twice if known."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that the text proves although it names no year beside it."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the dates of one article can be counted from."""

    published: Published | None
    anchor: Anchor | None
    past: tuple[TimeMention, ...]  # the days and months named with their year, in time


def read_published(published: str | None) -> Published | None:
    """Return the publication day or interval of days.

    Raises ValueError with the cure for anything but an ISO day or an interval of two.

    >>> read_published("2016-02-25/2016-02-26").last
    datetime.date(2016, 2, 26)
    """
    if not published:
        return None
    try:
        bounds = edtf.parse(published)
    except ValueError as error:
        raise ValueError(f"published: {error}") from None
    if bounds.earliest is None or bounds.latest is None:
        raise ValueError(
            f"published: {published!r} leaves the day open: write 2016-02-25, or 2016-02-25/2016-02-26"
        )
    return Published(bounds.earliest, bounds.latest)


def read_timeline(
    text: str, times: Sequence[TimeMention], published: Published | None
) -> Timeline:
    """Return what the dates of an article are counted from."""
    past = tuple(sorted(_named_past(text, times), key=_order))
    anchor = _prove_by_weekday(times, past) or _prove_by_anniversary(text, times)
    return Timeline(published, anchor, past)


def _order(time: TimeMention) -> tuple[int, int, int]:
    return (time.year or 0, time.month or 0, time.day or 0)


def _named_past(text: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    return [
        time
        for time in times
        if time.year
        and not _AHEAD.search(text, max(0, time.span.start - _LOOK_BACK), time.span.start)
    ]


def _prove_by_weekday(
    times: Sequence[TimeMention], past: Sequence[TimeMention]
) -> Anchor | None:
    """A day with its weekday fits one year in five or six: it is proved by the years named.

    Only the latest year that the text names, or the one after it, is taken, and only if
    the text names two months or more of the time just before: one year named in passing
    would fit by chance too often.
    """
    latest = (past[-1].year or 0) if past else 0
    for time in times:
        if time.weekday is None or not time.dated or time.year:
            continue
        for year in (latest, latest + 1):
            day = day_of(year, time.month or 1, time.day or 1)
            if day and day.weekday() == time.weekday and _named_lately(day, past):
                return Anchor(day, _weekday_reason(day, past))
    return None


def _named_lately(day: date, past: Sequence[TimeMention]) -> bool:
    now = day.year * 12 + day.month
    named = {(t.year or 0) * 12 + t.month for t in past if t.month}
    return sum(1 for month in named if now - _LATELY <= month <= now) > 1


def _weekday_reason(day: date, past: Sequence[TimeMention]) -> str:
    *others, latest = list(dict.fromkeys(_write_month(time) for time in past))[-3:]
    named = f"{', '.join(others)} and {latest}" if others else latest
    return (
        f"{day.day} {MONTHS[day.month - 1]} is a {WEEKDAYS[day.weekday()]} in {day.year}; the text "
        f"names {named} as past and nothing later."
    )


def _write_month(time: TimeMention) -> str:
    return f"{MONTHS[time.month - 1]} {time.year}" if time.month else str(time.year)


def _prove_by_anniversary(text: str, times: Sequence[TimeMention]) -> Anchor | None:
    """A report of the anniversary of a full day is of a year that is known."""
    match = _ANNIVERSARY.search(text) if "nniversary" in text else None
    if match is None:
        return None
    origin = next(
        (t for t in times if t.span.start >= match.end() and t.dated and t.year), None
    )
    if origin is None or origin.span.start - match.end() > _ANNIVERSARY_REACH:
        return None
    written = match["count"].lower()
    count = int(written) if written.isdigit() else _COUNTS[written]
    feast = day_of((origin.year or 0) + count, origin.month or 1, origin.day or 1)
    if not feast:
        return None
    for time in times:
        day = (
            nearest(time.month or 1, time.day or 1, feast)
            if time.dated and not time.year
            else None
        )
        if day and abs((day - feast).days) <= _NEAR:
            years = "one year" if count == 1 else f"{count} years"
            return Anchor(
                day,
                f"The text marks {years} since {origin.text}, so that the year is {day.year}.",
            )
    return None


def find_year(time: TimeMention, timeline: Timeline) -> Anchor | None:
    """Return the day that a day and month without a year mean, with the reason, or None.

    What the text proves comes first, so that a publication day changes nothing there.
    """
    month, day = time.month or 1, time.day or 1
    anchor = timeline.anchor
    if anchor:
        near = nearest(month, day, anchor.day)
        if near == anchor.day:
            return anchor
        if near and (time.weekday is None or near.weekday() == time.weekday):
            proved = write_day(anchor.day)
            return Anchor(
                near, f"The year is that of {proved} in the same text. {anchor.reason}"
            )
    return _by_publication(time, timeline.published) if timeline.published else None


def _by_publication(time: TimeMention, published: Published) -> Anchor | None:
    month, day = time.month or 1, time.day or 1
    first = last_before(month, day, add_days(published.first, 1))
    last = last_before(month, day, add_days(published.last, 1))
    if not first or first != last:
        return None
    if time.weekday is not None and first.weekday() != time.weekday:
        return None
    return Anchor(
        first, f"The year is {first.year}, because the article was {_on(published)}."
    )


def _on(published: Published) -> str:
    if published.first == published.last:
        return f"published on {write_day(published.first)}"
    return f"published between {write_day(published.first)} and {write_day(published.last)}"


def write_published(published: Published) -> str:
    """Return "published on 20 August 2021", or between two days."""
    return _on(published)
