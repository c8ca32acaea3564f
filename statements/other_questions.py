"""Other questions than one that found nothing, or little: they are counted before they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from django.utils import timezone

from statements import search
from statements.from_today import with_days_from
from statements.offices import descriptions, holders
from statements.rewording import (
    at_occasion,
    closed_up,
    is_quoted,
    loosened,
    reworded,
    runs,
    telling_words,
    untitled,
    without_words,
)
from statements.search.matching import Filters
from statements.search.periods import ALL_TIME
from statements.search.query import Field, Query
from statements.search.suggesting import Known
from statements.yearless import with_year, years_on_record

MOST_RUNS = 6  # ways to take words for a name that are tried
MOST_LEFT_OUT = 8  # words

type Asked = tuple[Query, Filters]


class Less(NamedTuple):
    """A question with a condition less, and what that is."""

    told: str
    query: Query


@dataclass(frozen=True, slots=True)
class Tried:
    """All that may be offered where nothing was found."""

    near: Sequence[Query] = ()  # what may have been meant, the nearest first
    less: Sequence[Sequence[Less]] = ()  # the first of these with any that finds something
    either: Sequence[Query] = ()
    alone: Sequence[Asked] = ()

    def asked(self, choices: Filters) -> list[Asked]:
        """Return all these questions, each once."""
        less = (one.query for each in self.less for one in each)
        beside = ((one, choices) for one in (*self.near, *less, *self.either))
        return list(dict.fromkeys((*beside, *self.alone)))


def try_others(query: Query, choices: Filters) -> Tried:
    """Return what may be offered instead of a question that found nothing."""
    plain, alone = reworded(query), Filters(states=choices.states)
    mended, known = search.suggest_from(plain, "default", *_beside(plain))
    return Tried(
        _others(query, (*of_today(query), *_near(plain, mended, known))),
        [_with_less(query, plain), _with_less_told_whole(query, plain, mended)],
        _others(query, _any_word(loosened(plain))),
        [(query, alone)] if query and choices != alone else [],
    )


def plainer(query: Query) -> list[Query]:
    """Return plainer questions, for one that found little."""
    plain = reworded(query)
    others = (plain, untitled(plain), loosened(plain, quoted=False))
    return _others(query, (*of_today(query), *others))


def of_today(query: Query) -> Iterator[Query]:
    """Yield the question with days as they are seen from today as dates."""
    if dated := with_days_from(query, timezone.localdate()):
        yield reworded(dated)


def _near(plain: Query, mended: Query, known: Known) -> Iterator[Query]:
    """Yield questions that may have been meant, the nearest first."""
    yield mended
    yield plain
    yield closed_up(plain)
    if dated := list(with_year(plain, known.beside)):
        yield from dated
        return
    yield at_occasion(mended)
    yield from () if is_quoted(plain) else _naming(plain, known)
    yield from _held(plain, known)
    yield untitled(mended)
    yield loosened(mended)
    yield from () if is_quoted(plain) else _naming(untitled(plain), known)


def _naming(plain: Query, known: Known) -> Iterator[Query]:
    """Yield the question with words of it taken for an outlet, or for a speaker."""
    for name, words in (("outlet", known.outlets), ("speaker", known.names)):
        for value, rest in islice(runs(plain, words), MOST_RUNS):
            yield replace(rest, fields=(*rest.fields, Field(name, value)))


def _beside(plain: Query) -> list[search.Asked]:
    """Return what else has to be asked to know what may have been meant."""
    return list(filter(None, (years_on_record(plain), descriptions(telling_words(plain)))))


def _held(plain: Query, known: Known) -> Iterator[Query]:
    """Yield the question with an office taken for who holds it."""
    for slug, words in holders(telling_words(plain), known.beside):
        rest = without_words(plain, words)
        yield replace(rest, fields=(*rest.fields, Field("speaker", slug)))


def _with_less(known: Query, query: Query) -> list[Less]:
    """Return other questions than the one known, with one condition less."""
    read = ((told, _as_typed(known, one)) for told, one in _left_out(query))
    return [Less(told, one) for told, one in read if one and one != known]


def _with_less_told_whole(known: Query, plain: Query, mended: Query) -> list[Less]:
    """Return the same of a question that was mended: what is left out is not all that differs."""
    less = _with_less(known, mended) if mended != plain else []
    return [Less(str(one.query), one.query) for one in less]


def _left_out(query: Query) -> Iterator[tuple[str, Query]]:
    for group in query.groups[:MOST_LEFT_OUT]:
        rest = tuple(other for other in query.groups if other != group)
        word = " or ".join(map(str, group))
        told = f"Without {word}" if '"' in word else f"Without “{word}”"
        yield told, replace(query, groups=rest)
    for field in query.fields:
        others = tuple(other for other in query.fields if other != field)
        yield f"Without {field}", replace(query, fields=others)
    if query.period:
        yield "On any day", replace(query, period=ALL_TIME)
    if query.excluded:
        told = " or ".join(map(str, query.excluded))
        yield f"With “{told}” as well", replace(query, excluded=())


def _any_word(query: Query) -> Iterator[Query]:
    """Yield the question for any of its words, where there are several."""
    if query.groups[1:]:
        every = dict.fromkeys(term for group in query.groups for term in group)
        yield replace(query, groups=(tuple(every),))


def _others(query: Query, others: Iterable[Query]) -> list[Query]:
    """Return other questions than this one, each once; none of them asks for everything."""
    read = (_as_typed(query, one) for one in others)
    return [one for one in dict.fromkeys(read) if one and one != query]


def _as_typed(known: Query, query: Query) -> Query:
    """Return a question as it is read when it is typed, with what is known of its names."""
    return replace(search.parse(str(query)), lookup=known.lookup)
