"""Calendars as tables. In Python, because a year has as many fields as it has days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString

from statements.calendars import DayCell, DayEntry, MonthCell, SpeakerOfDay, YearRow
from statements.markup import fill, fill_each, join
from statements.templatetags.record import address_by_key, address_of, day_address

register = template.Library()

NAMED = 8  # speakers of a day

WEEK = fill_each(
    "",
    '<th scope="col"><abbr title="{}">{}</abbr></th>',
    ((name, name[0]) for name in calendar.day_name),
)


@register.simple_tag
def days(month: MonthCell, current: date | None = None, *, heading: str = "") -> SafeString:
    """Return a month; its days with statements are links, `current` is marked instead.

    `heading` is how the month is named above it: "month" or "month and year", both as a
    link to it; else it is named without one.
    """
    weeks = ((fill_each("", "<td>{}</td>", _week(week, current)),) for week in month.weeks)
    return fill(
        '<table class="days"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        _caption(month, heading),
        WEEK,
        fill_each("\n", "<tr>{}</tr>", weeks),
    )


def _caption(month: MonthCell, heading: str) -> SafeString:
    first = month.first
    if not heading:
        return fill("{}", f"{first:%B} {first.year}")
    name = f"{first:%B}" if heading == "month" else f"{first:%B} {first.year}"
    address = address_of("month", first.year, first.month)
    return fill('<a href="{}">{}</a>', address, name)


def _week(week: tuple[DayCell, ...], current: date | None) -> list[tuple[SafeString | str]]:
    return [(_field(cell, current),) for cell in week]


def _field(cell: DayCell, current: date | None) -> SafeString | str:
    if cell.day is None:
        return ""
    if cell.day == current:
        return fill('<b aria-current="date">{}</b>', cell.day.day)
    if not cell.count:
        return str(cell.day.day)
    return fill(
        '<a class="level-{}" href="{}" title="{}">{}</a>',
        cell.level,
        day_address(cell.day),
        _counted(cell.count),
        cell.day.day,
    )


def _counted(count: int) -> str:
    return f"{count:,} statement{'' if count == 1 else 's'}"


@register.simple_tag
def years(rows: list[YearRow]) -> SafeString:
    """Return years by months, with the number of statements in each field."""
    names = (
        (name, abbreviated)
        for name, abbreviated in zip(calendar.month_name, calendar.month_abbr, strict=True)
        if name
    )
    return fill(
        '<table class="months"><caption class="hidden-visually">'
        "Statements by year and month</caption>"
        '<thead><tr><th scope="col" class="year-name"><span class="hidden-visually">Year</span>'
        "</th>{}</tr></thead><tbody>{}</tbody></table>",
        fill_each("", '<th scope="col"><abbr title="{}">{}</abbr></th>', names),
        fill_each("\n", "<tr>{}{}</tr>", map(_year, rows)),
    )


def _year(row: YearRow) -> tuple[SafeString, SafeString]:
    address = address_of("year", row.first.year)
    named = fill(
        '<th scope="row"><a href="{}" title="{}">{}</a></th>',
        address,
        _counted(row.count),
        row.first.year,
    )
    cells = ((f"{month.first:%b}", _month(month)) for month in row.months)
    return named, fill_each("", '<td data-month="{}">{}</td>', cells)


NONE = fill('<span class="none" aria-hidden="true">{}</span>', "·")


def _month(month: MonthCell) -> SafeString:
    if not month.count:
        return NONE
    return fill(
        '<a class="level-{}" href="{}" title="{}">{}</a>',
        month.level,
        address_of("month", month.first.year, month.first.month),
        f"{month.first:%B} {month.first.year}",
        f"{month.count:,}",
    )


@register.simple_tag
def day_by_day(entries: Iterable[DayEntry]) -> SafeString:
    """Return the days of a month as a list, each with those who spoke most."""
    return fill('<ol class="list day-list">{}</ol>', join(map(_day, entries), "\n"))


def _day(entry: DayEntry) -> SafeString:
    more = len(entry.speakers) - NAMED
    return fill(
        '<li><h3 class="entry-title"><a href="{}">{}</a></h3>'
        '<p class="entry-meta num"><span>{} statement{}</span>\n{}\n{}</p></li>',
        day_address(entry.day),
        f"{entry.day:%A} {entry.day.day} {entry.day:%B}",
        f"{entry.count:,}",
        "" if entry.count == 1 else "s",
        join(map(_speaker, entry.speakers[:NAMED])),
        fill("<span>and {} more</span>", more) if more > 0 else "",
    )


def _speaker(speaker: SpeakerOfDay) -> SafeString:
    name = (
        fill(
            '<a href="{}"><bdi>{}</bdi></a>',
            address_by_key("speaker", speaker.slug),
            speaker.name,
        )
        if speaker.slug
        else "speaker not known"
    )
    often = f" {speaker.count}" if speaker.count > 1 else ""
    return fill("<span>{}{}</span>", name, often)
