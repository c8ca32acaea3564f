"""Questions as one would ask a person: days in words, and words that only ask. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from statements.days import read_day
from statements.search.periods import Period, read_period
from statements.search.query import Form, Query, Term

LONGEST_DAY = 3  # words: "19 August 2021"
# What nearly every question in plain English has, and hardly any statement together.
_ASKING = frozenset(
    """a about all an and any are as at be been by did do does every for from had has have he her
    him his how in is it its me of on or quote quotes s said say saying says she show so speak
    spoke state stated statement statements states talk talked tell tells that the their them
    there these they this those to told us was we were what when where which who whom whose why
    will with words""".split()
)


def reworded(query: Query) -> Query:
    """Return the question with days in words as a period, and without words that only ask.

    >>> from statements.search.parsing import parse
    >>> str(reworded(parse("what did zakharova say about weapons on 19 August 2021")))
    'zakharova weapons on:2021-08-19'
    """
    plain = query if query.period else _dated(query)
    groups = tuple(group for group in plain.groups if _word(group) not in _ASKING)
    shorter = replace(plain, groups=groups)
    left = shorter.groups or shorter.fields or shorter.period
    return shorter if left else query


def _dated(query: Query) -> Query:
    """Return the question with the first day, month or year in words as its period."""
    for start, end in _stretches(len(query.groups)):
        words = [_word(group) for group in query.groups[start:end]]
        if all(words) and (period := _period(" ".join(words))):
            rest = (*query.groups[:start], *query.groups[end:])
            return replace(query, groups=rest, period=period)
    return query


def _period(words: str) -> Period | None:
    try:
        return read_period(read_day(words))
    except ValueError:
        return None


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches that may be a day in words, the longest first."""
    for length in range(LONGEST_DAY, 0, -1):
        yield from ((start, start + length) for start in range(count - length + 1))


def _word(group: tuple[Term, ...]) -> str:
    """Return the one word of a group, "" where it is another condition.

    What was typed as 2021-08-19 was read as three words in a row.
    """
    term = group[0]
    if len(group) > 1 or term.kind is Form.PREFIX:
        return ""
    numbers = all(form.isdecimal() for form in term.forms)
    return "-".join(term.forms) if term.kind is Form.WORD or numbers else ""
