"""Days in words in what was typed: "19 August 2021", "from 2021 to 2023", "19 August". Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from statements.days import read_day
from statements.search.periods import Period, read_period
from statements.search.query import Form, Query, Term

LONGEST_DAY = 3  # words: "19 August 2021"
LONGEST_RANGE = 8  # words: "between 19 August 2021 and 5 November 2021"
_BOUNDS = frozenset(("since", "after", "before", "until", "till", "to"))
_OPENINGS = _BOUNDS | {"from", "between"}
_JOINTS = frozenset(("to", "and", "until", "till"))
_YEARS = re.compile("([0-9]{4})-([0-9]{4})")


def day_without_year(query: Query) -> tuple[int, int, Query] | None:
    """Return month and day of the first that stands in words alone, and the rest.

    >>> from statements.search.parsing import parse
    >>> month, day, rest = day_without_year(parse("zakharova 19 August"))
    >>> month, day, str(rest)
    (8, 19, 'zakharova')
    """
    for start, end in stretches(len(query.groups), LONGEST_DAY):
        words = [word_of(group) for group in query.groups[start:end]]
        known = _edtf(" ".join(words)) if all(words) else ""
        if known.startswith("XXXX-") and not query.period:
            rest = query.groups[:start] + query.groups[end:]
            return int(known[5:7]), int(known[8:10]), replace(query, groups=rest)
    return None


def with_days(query: Query) -> Query:
    """Return the question with the first day, month, year or range in words as its period."""
    words = [word_of(group) for group in query.groups]
    for start, end in stretches(len(words), LONGEST_RANGE):
        said = words[start:end]
        numbered = any(word[:1].isdecimal() or word[-1:].isdecimal() for word in said)
        if numbered and all(said) and (period := _range(said)):
            rest = (*query.groups[:start], *query.groups[end:])
            return replace(query, groups=rest, period=period)
    return query


def _range(words: Sequence[str]) -> Period | None:
    """Return the days of "19 August 2021", "since 2021" or "between March and July 2025"."""
    opening, said = (words[0], words[1:]) if words[0] in _OPENINGS else ("", words)
    for place, word in enumerate(said):
        if word in _JOINTS and opening not in _BOUNDS:
            return _between(said[:place], said[place + 1 :])
    return _bounded(opening, _period(said))


def _between(first: Sequence[str], last: Sequence[str]) -> Period | None:
    """Return the days between two; a year that one of them lacks is that of the other."""
    begin = _period(first) or _period([*first, *last[-1:]])
    end = _period(last) or _period([*last, *first[-1:]])
    return Period(begin.first, end.last) if begin and end else None


def _bounded(opening: str, period: Period | None) -> Period | None:
    if not period:
        return None
    match opening:
        case "since" | "from":
            return Period(period.first, None)
        case "until" | "till" | "to":
            return Period(None, period.last)
        case "after":
            return Period(period.after().first, None)
        case "before":
            return Period(None, period.before().last)
        case "between":
            return None
    return period


def _period(words: Sequence[str]) -> Period | None:
    if len(words) > LONGEST_DAY or not words:
        return None
    if len(words) == 1 and (years := _YEARS.fullmatch(words[0])):
        return _between([years[1]], [years[2]]) if years[1] < years[2] else None
    slashed = "/".join(words) if len(words) == LONGEST_DAY else ""
    return read_period(_edtf(" ".join(words)) or _edtf(slashed))


def _edtf(words: str) -> str:
    try:
        return read_day(words)
    except ValueError:
        return ""


def stretches(count: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches of up to so many words, the longest first."""
    for length in range(longest, 0, -1):
        yield from ((start, start + length) for start in range(count - length + 1))


def word_of(group: tuple[Term, ...]) -> str:
    """Return the one word of a group, "" where it is another condition.

    What was typed as 2021-08-19 was read as three words in a row.
    """
    term = group[0]
    if len(group) > 1 or term.kind is Form.PREFIX:
        return ""
    numbers = all(form.isdecimal() for form in term.forms)
    return "-".join(term.forms) if term.kind is Form.WORD or numbers else ""
