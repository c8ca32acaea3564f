"""Days as they are seen from today: "yesterday", "last week". Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote_plus

from statements.asked_days import stretches, word_of
from statements.search.periods import Period, read_period
from statements.search.query import Query

LONGEST = 2  # words
_SPEAKS = re.compile("today|yesterday|week|month|year", re.IGNORECASE)


def speaks_of_today(typed: str) -> bool:
    """Return whether what was typed, as an address has it or not, may speak of such days.

    What is answered then holds until midnight.

    >>> speaks_of_today("q=arms+last+week"), speaks_of_today("q=arms"), speaks_of_today("q=tod%61y")
    (True, False, True)
    """
    return bool(_SPEAKS.search(unquote_plus(typed) if "%" in typed else typed))


def with_days_from(query: Query, today: date) -> Query | None:
    """Return the question with the first such days as its period, None where there are none.

    >>> from statements.search.parsing import parse
    >>> str(with_days_from(parse("arms yesterday"), date(2026, 1, 1)))
    'arms on:2025-12-31'
    >>> with_days_from(parse("arms"), date(2026, 1, 1))
    """
    # What an answer depends on must be seen in its address, letter by letter.
    if query.period or query.undated or not speaks_of_today(str(query)):
        return None
    words = [word_of(group) for group in query.groups]
    for start, end in stretches(len(words), LONGEST):
        if period := _period(words[start:end], today):
            rest = (*query.groups[:start], *query.groups[end:])
            return replace(query, groups=rest, period=period)
    return None


def _period(words: Sequence[str], today: date) -> Period | None:
    match words:
        case ["today"]:
            return Period(today, today)
        case ["yesterday"]:
            return Period(today, today).before()
        case ["this" | "last" as which, "week" | "month" | "year" as unit]:
            present = _around(today, unit)
            if which == "this" or not present.first:
                return present
            return _around(present.first - timedelta(1), unit)
    return None


def _around(day: date, unit: str) -> Period:
    """Return the week, from Monday on, the month or the year of a day."""
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return Period(monday, monday + timedelta(6))
    whole = day.isoformat()[: len("2026-01") if unit == "month" else len("2026")]
    return read_period(whole) or Period(day, day)
