"""From an expression of time to what is known of its day, with the reason."""

from datetime import date

from statements.extraction import edtf
from statements.extraction.dates_calendar import (
    MONTHS,
    WEEKDAYS,
    add_days,
    day_of,
    last_weekday,
    write_day,
)
from statements.extraction.dates_mentions import Relative, TimeMention
from statements.extraction.dates_timeline import (
    Timeline,
    find_year,
    write_published,
)
from statements.extraction.model import Basis, Dating

_STRETCHES = {
    "week": (0, 6),
    "weekend": (5, 1),
}  # the weekday it begins with, days after it
UNKNOWN = Dating(reason="The text gives no day for these words.")


def make_dating(
    known: str,
    basis: Basis,
    reason: str,
    time: TimeMention | None = None,
    weekday: int | None = None,
) -> Dating:
    """Return a dating with the bounds that follow from its EDTF.

    >>> make_dating("2024-02", Basis.STATED, "").latest
    datetime.date(2024, 2, 29)
    """
    bounds = edtf.parse(known)
    if weekday is None and bounds.earliest and bounds.earliest == bounds.latest:
        weekday = bounds.earliest.weekday()
    text, span = (time.text, time.span) if time else ("", None)
    return Dating(
        text,
        span,
        known,
        bounds.earliest,
        bounds.latest,
        bounds.precision,
        weekday,
        basis,
        reason,
    )


def read_time(
    time: TimeMention, timeline: Timeline, before: Dating | None = None
) -> Dating:
    """Return what is known of an expression's day.

    `before` is the dating that "the next day" is counted from.
    """
    if time.relative is Relative.VAGUE:
        return make_dating("", Basis.UNKNOWN, f"The text says only “{time.text}”.", time)
    if time.relative is Relative.PUBLICATION:
        return _read_from_publication(time, timeline)
    if time.relative in {Relative.MENTION, Relative.SPEAKER}:
        return _read_from_dating(time, before, timeline)
    if time.dated:
        return _read_day(time, timeline)
    if time.weekday is not None:
        return _read_weekday(time.weekday, time, timeline)
    return _read_month(time, timeline)


def _read_day(time: TimeMention, timeline: Timeline) -> Dating:
    if time.year:
        day = day_of(time.year, time.month or 1, time.day or 1)
        known = day.isoformat() if day else ""
        return make_dating(known, Basis.STATED, f"The text says “{time.text}”.", time)
    found = find_year(time, timeline)
    if found:
        reason = f"The text says “{time.text}”. {found.reason}"
        return make_dating(found.day.isoformat(), Basis.YEAR_INFERRED, reason, time)
    reason = f"The text says “{time.text}” and nothing in it tells the year."
    return make_dating(
        f"XXXX-{time.month:02}-{time.day:02}", Basis.STATED, reason, time, time.weekday
    )


def _read_month(time: TimeMention, timeline: Timeline) -> Dating:
    said = f"The text says “{time.text}”"
    if time.year:
        known = f"{time.year}-{time.month:02}" if time.month else str(time.year)
        return make_dating(known, Basis.STATED, f"{said}.", time)
    month = time.month or 1
    day = timeline.anchor.day if timeline.anchor else None
    if (
        day is None
        and timeline.published
        and timeline.published.first == timeline.published.last
    ):
        day = timeline.published.last
    if day is None:
        return make_dating(
            f"XXXX-{month:02}-XX", Basis.STATED, f"{said} without a year.", time
        )
    year = day.year if month <= day.month else max(1, day.year - 1)
    reason = f"{said}; the article is of {MONTHS[day.month - 1]} {day.year}."
    return make_dating(f"{year}-{month:02}", Basis.YEAR_INFERRED, reason, time)


def _read_weekday(weekday: int, time: TimeMention, timeline: Timeline) -> Dating:
    name = WEEKDAYS[weekday]
    published = timeline.published
    if published:
        first, last = (
            last_weekday(day, weekday) for day in (published.first, published.last)
        )
        if first == last:
            reason = (
                f"The text says “{time.text}”; the article was {write_published(published)}, "
                f"and the last {name} by then was {write_day(last)}."
            )
            return make_dating(last.isoformat(), Basis.WEEKDAY_PUBLICATION, reason, time)
    return _unknown_weekday(weekday, time, timeline)


def _unknown_weekday(weekday: int, time: TimeMention, timeline: Timeline) -> Dating:
    """Only the weekday is known, and not before the last month that the text names as past."""
    name = WEEKDAYS[weekday]
    named = [t for t in timeline.past if t.month]
    if timeline.anchor or not named:
        reason = f"The text says only that it was a {name}."
        return make_dating("", Basis.UNKNOWN, reason, time, weekday)
    last = named[-1]
    known = f"[{last.year}-{last.month:02}..]"
    reason = (
        f"The text says only that it was a {name}; it names "
        f"{MONTHS[(last.month or 1) - 1]} {last.year} as past, so the day is not before that."
    )
    return make_dating(known, Basis.UNKNOWN, reason, time, weekday)


def _read_from_publication(time: TimeMention, timeline: Timeline) -> Dating:
    published = timeline.published
    said = f"The text says “{time.text}”"
    if published is None or published.first != published.last:
        return make_dating(
            "", Basis.UNKNOWN, f"{said}; the day it counts from is not known.", time
        )
    day = published.last
    reason = f"{said}; the article was {write_published(published)}."
    return make_dating(_in_unit(time, day), Basis.RELATIVE, reason, time)


def _in_unit(time: TimeMention, day: date) -> str:
    """Return the day, week, month or year that lies `time.shift` days from `day`.

    A week or weekend that is not over ends with `day`.
    """
    target = add_days(day, time.shift)
    if time.unit == "day":
        return target.isoformat()
    if time.unit in _STRETCHES:
        weekday, more = _STRETCHES[time.unit]
        first = last_weekday(target, weekday)
        last = min(add_days(first, more), day)
        return (
            f"{first.isoformat()}/{last.isoformat()}" if first < last else last.isoformat()
        )
    if time.unit == "year":
        return f"{max(1, day.year + round(time.shift / 365)):04}"
    months = max(12, day.year * 12 + day.month - 1 + round(time.shift / 30))
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _read_from_dating(
    time: TimeMention, before: Dating | None, timeline: Timeline
) -> Dating:
    said = f"The text says “{time.text}”"
    if before is None:
        return make_dating(
            "", Basis.UNKNOWN, f"{said}; the day it counts from is not known.", time
        )
    counted = f"{said}, counted from “{before.text}”" if before.text else said
    if before.earliest and before.earliest == before.latest:
        known = _in_unit(time, before.earliest)
        return make_dating(
            known, Basis.RELATIVE, f"{counted}, {write_day(before.earliest)}.", time
        )
    if before.weekday is not None and time.unit == "day":
        weekday = (before.weekday + time.shift) % 7
        found = _read_weekday(weekday, time, timeline)
        reason = f"{counted}, so it was a {WEEKDAYS[weekday]}. {found.reason}"
        return make_dating(
            found.edtf,
            Basis.RELATIVE if found.edtf else Basis.UNKNOWN,
            reason,
            time,
            weekday,
        )
    return make_dating("", Basis.UNKNOWN, f"{counted}, whose day is not known.", time)


def carry(dating: Dating, reason: str) -> Dating:
    """Return the same day for words of the same event, with the reason in front.

    What was carried over already keeps its reason: the chain is told once.
    """
    if not dating.text:
        return dating
    basis = Basis.SAME_EVENT if dating.basis is not Basis.UNKNOWN else Basis.UNKNOWN
    return Dating(
        "",
        None,
        dating.edtf,
        dating.earliest,
        dating.latest,
        dating.precision,
        dating.weekday,
        basis,
        f"{reason} {dating.reason}",
    )
