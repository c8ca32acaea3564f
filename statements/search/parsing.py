"""What a reader typed, read into a `Query`. Nothing raises; what was repaired is said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from statements.search.analysis import typed_words
from statements.search.periods import Period
from statements.search.query import MIN_PREFIX, Field, Form, Query, Term
from statements.search.sentences import read_sentence
from statements.search.typed_fields import FIELDS, Reading, take_field

MAX_TYPED = 2_000  # characters
MAX_TERMS = 32

_QUOTES = '"“”„‟«»＂'
_ITEM = re.compile(
    rf"""
    (?P<minus>(?<![^\s(])[-−])?
    (?: (?P<name>{"|".join(FIELDS)}):(?:\s+(?!(?:{"|".join(FIELDS)}):))?
        (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}] | (?P<value>[^\s{_QUOTES}]*))
      | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]
      | (?P<open>[{_QUOTES}])
      | (?P<operator>\|\|?|(?:OR|AND|NOT)(?![^\s{_QUOTES}|]))
      | (?P<chunk>[^\s{_QUOTES}|]+)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINS = frozenset("-‐‑.")  # nagorno-karabakh and 3.5 are looked for as they stand


def parse(typed: str) -> Query:
    """Return the question that was typed; `repairs` tells what had to be mended.

    A `sentence` is read as what it tells.

    >>> str(parse('weapons -war "balance of power" OR peac* by:Zakharova on:2021-08'))
    'weapons "balance of power" OR peac* -war speaker:Zakharova on:2021-08'
    >>> parse('say "open end').repairs
    ('A quotation mark without its partner was left out.',)
    """
    if (told := read_sentence(typed)) is not None:
        return _finished(_told(told))
    reading = Reading()
    if len(typed) > MAX_TYPED:
        reading.repairs.append(f"Only the first {MAX_TYPED:,} characters were read.")
    for item in _ITEM.finditer(typed[:MAX_TYPED]):
        _take(reading, item)
    if reading.either or reading.negate:
        reading.repairs.append("OR and NOT need a word after them; one was left out.")
    query = _finished(reading)
    if typed.strip() and not query and not query.repairs:
        return replace(query, repairs=("No word could be read in this.",))
    return query


def _told(query: Query) -> Reading:
    days = query.period
    return Reading(
        list(query.groups),
        list(query.excluded),
        list(query.fields),
        Period(days.first, days.first),
        Period(days.last, days.last),
        query.undated,
    )


def _finished(reading: Reading) -> Query:
    groups = tuple(dict.fromkeys(tuple(dict.fromkeys(group)) for group in reading.groups))
    excluded = tuple(dict.fromkeys(reading.excluded))
    kept = _first_terms(groups)
    if kept != groups or len(excluded) > MAX_TERMS:
        reading.repairs.append(f"Only the first {MAX_TERMS} words were read.")
    return Query(
        kept,
        excluded[:MAX_TERMS],
        tuple(sorted(dict.fromkeys(reading.fields), key=_place)),
        _period(reading),
        reading.undated,
        tuple(dict.fromkeys(reading.repairs)),
    )


def _place(field: Field) -> tuple[int, bool]:
    return FIELDS.index(field.name), field.excluded


def _first_terms(groups: tuple[tuple[Term, ...], ...]) -> tuple[tuple[Term, ...], ...]:
    room = MAX_TERMS
    kept = []
    for group in groups:
        kept.append(group[:room])
        room -= len(kept[-1])
    return tuple(filter(None, kept))


def _period(reading: Reading) -> Period:
    first, last = reading.since.first, reading.until.last
    if not (first and last) or first <= last:
        return Period(first, last)
    reading.repairs.append("The first day was after the last; they were exchanged.")
    return Period(reading.until.first, reading.since.last)


def _take(reading: Reading, item: re.Match[str]) -> None:
    operator = (item["operator"] or "").replace("||", "|")
    minus = bool(item["minus"])
    if operator in {"OR", "|"} and not minus:
        _take_or(reading)
    elif operator in {"AND", "NOT"} and not minus:
        reading.negate = reading.negate or operator == "NOT"
    elif item["name"]:
        _take_field(reading, item, excluded=minus or reading.negate)
    else:
        _take_words(reading, item, excluded=minus or reading.negate)


def _take_or(reading: Reading) -> None:
    if not reading.joinable:
        reading.repairs.append("OR needs a word on both sides; one was left out.")
    reading.either = reading.joinable


def _take_words(reading: Reading, item: re.Match[str], *, excluded: bool) -> None:
    if item["open"]:
        reading.repairs.append("A quotation mark without its partner was left out.")
        return
    if item["phrase"] is not None:
        terms = list(_exact(item["phrase"]))
    else:
        written = item["chunk"] or item["operator"]
        if "(" in written and not excluded:
            reading.repairs.append("Brackets do not group words; they were left out.")
        terms = list(_terms(written, reading.repairs))
    if terms:
        _add(reading, terms, excluded=excluded)


def _add(reading: Reading, terms: list[Term], *, excluded: bool) -> None:
    if excluded:
        reading.excluded += terms
    elif reading.either:
        reading.groups[-1] += (terms[0],)
        reading.groups += [(term,) for term in terms[1:]]
    else:
        reading.groups += [(term,) for term in terms]
    reading.either = reading.negate = False
    reading.joinable = not excluded


def _exact(text: str) -> Iterator[Term]:
    if forms := tuple(word.form for word in typed_words(text)):
        yield Term(Form.PHRASE, forms, " ".join(text.split()))


def _terms(chunk: str, repairs: list[str]) -> Iterator[Term]:
    """Yield the terms of one typed chunk; words joined by a hyphen stay together."""
    for part in _joined(chunk):
        text, starred = chunk[part[0] : part[1]], chunk[part[1] : part[1] + 1] == "*"
        forms = tuple(word.form for word in typed_words(text))
        if len(forms) > 1:
            yield Term(Form.PHRASE, forms, text)
        elif starred and len(forms[0]) >= MIN_PREFIX:
            yield Term(Form.PREFIX, forms, text)
        else:
            if starred:
                repairs.append(f"{text}* is too short to complete; {text} was looked for.")
            yield Term(Form.WORD, forms, text)


def _joined(chunk: str) -> Iterable[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for word in typed_words(chunk):
        if parts and chunk[parts[-1][1] : word.start] in _JOINS:
            parts[-1] = (parts[-1][0], word.end)
        else:
            parts.append((word.start, word.end))
    return parts


def _take_field(reading: Reading, item: re.Match[str], *, excluded: bool) -> None:
    typed = item["quoted"] if item["quoted"] is not None else item["value"]
    reading.either = reading.negate = reading.joinable = False
    words = take_field(reading, item["name"], typed, excluded=excluded)
    if terms := list(_terms(words, reading.repairs)):
        _add(reading, terms, excluded=excluded)
