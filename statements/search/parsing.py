"""What a reader typed, read into a `Query`. Nothing raises; what was repaired is said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from statements.search.analysis import typed_words
from statements.search.periods import ALL_TIME, Period, read_period
from statements.search.query import (
    EVENTS,
    KINDS,
    MIN_PREFIX,
    Field,
    Form,
    Query,
    Term,
    value_of,
)
from statements.search.sentences import read_sentence

MAX_TYPED = 2_000  # characters
MAX_TERMS = 32

_NAMES = {"by": "speaker", "date": "on", "since": "from", "until": "to", "type": "kind"}
_FIELDS = ("speaker", "outlet", "kind", "event", "on", "from", "to", "is", *_NAMES)
_QUOTES = '"“”„‟«»＂'
_ITEM = re.compile(
    rf"""
    (?P<minus>(?<![^\s(])[-−])?
    (?: (?P<name>{"|".join(_FIELDS)}):
        (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}] | (?P<value>[^\s{_QUOTES}]*))
      | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]
      | (?P<open>[{_QUOTES}])
      | (?P<operator>OR|AND|NOT|\|\|?)(?![^\s{_QUOTES}])
      | (?P<chunk>[^\s{_QUOTES}]+)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINS = frozenset("-‐‑.")  # nagorno-karabakh and 3.5 are looked for as they stand


@dataclass(slots=True)
class _Reading:
    """The question so far, while what was typed is walked through once."""

    groups: list[tuple[Term, ...]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    since: Period = ALL_TIME
    until: Period = ALL_TIME
    undated: bool = False
    repairs: list[str] = field(default_factory=list)
    either: bool = False  # an OR waits for its right side
    negate: bool = False  # a NOT waits for its word
    joinable: bool = False  # the last item was a wanted term, so OR has a left side


def parse(typed: str) -> Query:
    """Return the question that was typed; `repairs` tells what had to be mended.

    A `sentence` is read as what it tells.

    >>> str(parse('weapons -war "balance of power" OR peac* by:Zakharova on:2021-08'))
    'weapons "balance of power" OR peac* -war speaker:zakharova on:2021-08'
    >>> parse('say "open end').repairs
    ('A quotation mark without its partner was left out.',)
    """
    if (told := read_sentence(typed)) is not None:
        return _finished(_told(told))
    reading = _Reading()
    if len(typed) > MAX_TYPED:
        reading.repairs.append(f"Only the first {MAX_TYPED:,} characters were read.")
    for item in _ITEM.finditer(typed[:MAX_TYPED]):
        _take(reading, item)
    if reading.either or reading.negate:
        reading.repairs.append("OR and NOT need a word after them; one was left out.")
    return _finished(reading)


def _told(query: Query) -> _Reading:
    days = query.period
    return _Reading(
        list(query.groups),
        list(query.excluded),
        list(query.fields),
        Period(days.first, days.first),
        Period(days.last, days.last),
        query.undated,
    )


def _finished(reading: _Reading) -> Query:
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
    return _FIELDS.index(field.name), field.excluded


def _first_terms(groups: tuple[tuple[Term, ...], ...]) -> tuple[tuple[Term, ...], ...]:
    room = MAX_TERMS
    kept = []
    for group in groups:
        kept.append(group[:room])
        room -= len(kept[-1])
    return tuple(filter(None, kept))


def _period(reading: _Reading) -> Period:
    first, last = reading.since.first, reading.until.last
    if not (first and last) or first <= last:
        return Period(first, last)
    reading.repairs.append("The first day was after the last; they were exchanged.")
    return Period(reading.until.first, reading.since.last)


def _take(reading: _Reading, item: re.Match[str]) -> None:
    operator = (item["operator"] or "").replace("||", "|")
    minus = bool(item["minus"])
    if operator in {"OR", "|"} and not minus:
        _take_or(reading)
    elif operator in {"AND", "NOT"} and not minus:
        reading.negate = reading.negate or operator == "NOT"
    elif item["name"]:
        _take_field(reading, item, excluded=minus or reading.negate)
        reading.either = reading.negate = reading.joinable = False
    else:
        _take_words(reading, item, excluded=minus or reading.negate)


def _take_or(reading: _Reading) -> None:
    if not reading.joinable:
        reading.repairs.append("OR needs a word on both sides; one was left out.")
    reading.either = reading.joinable


def _take_words(reading: _Reading, item: re.Match[str], *, excluded: bool) -> None:
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


def _add(reading: _Reading, terms: list[Term], *, excluded: bool) -> None:
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


def _take_field(reading: _Reading, item: re.Match[str], *, excluded: bool) -> None:
    name = _NAMES.get(item["name"].lower(), item["name"].lower())
    typed = item["quoted"] if item["quoted"] is not None else item["value"]
    if name in {"on", "from", "to"}:
        _take_days(reading, name, typed)
        return
    value = value_of(typed)
    if name == "is" and value in {"undated", "unknown"}:
        reading.undated = True
        return
    name = "kind" if name == "is" else name
    if known := _known(name, value):
        reading.fields.append(Field(name, known, excluded))
    else:
        reading.repairs.append(f"{name}:{typed} names nothing known; it was left out.")


def _known(name: str, value: str) -> str:
    """Return the value as the index has it, "" where no such kind or event exists."""
    if not value or name in {"speaker", "outlet"}:
        return value
    choices = KINDS if name == "kind" else EVENTS
    near = (choice for choice in choices if value in {choice, *choice.split("-")})
    return value if value in choices else next(near, "")


def _take_days(reading: _Reading, name: str, typed: str) -> None:
    period = read_period(typed)
    if period is None:
        reading.repairs.append(
            f"{name}:{typed} is no day, month or year such as 2021-08; it was left out."
        )
        return
    if name in {"on", "from"}:
        reading.since = period
    if name in {"on", "to"}:
        reading.until = period
