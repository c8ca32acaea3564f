"""What is offered where a question found nothing, or few: other questions that find more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils import timezone

from statements import search
from statements.filters import StatementFilter
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
from statements.search.query import Field, Query, value_of
from statements.search.suggesting import Known
from statements.typed_addresses import address_in, article_at
from statements.yearless import with_year, years_on_record

MOST_RUNS = 6  # ways to take words for a name that are tried
MOST_LEFT_OUT = 8  # words


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question, and how many statements it finds: `MOST_TRIED` may be more."""

    told: str
    address: str
    count: int

    @property
    def number(self) -> str:
        """Return how many, in words."""
        if self.count >= search.MOST_TRIED:
            return f"{search.MOST_TRIED} statements or more"
        return f"{self.count} statement{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Offers:
    """What was meant, perhaps, and what is found where a condition goes."""

    meant: Offer | None = None
    fewer: tuple[Offer, ...] = ()


class _Less(NamedTuple):
    """A question with a condition less, and what that is."""

    told: str
    query: Query


def offers_for(asked: StatementFilter, found: search.Found) -> Offers:
    """Return what finds something where nothing was found."""
    if address := address_in(asked.chosen("q") or ""):
        offer = _of_article(address) or _of_outlet(asked, address)
        return Offers(fewer=(offer,) if offer else ())
    choices, alone = asked.choices, Filters(states=asked.choices.states)
    query, plain = found.query, reworded(found.query)
    mended, known = search.suggest_from(plain, "default", *_beside(plain))
    near = _others(query, (*_of_today(query), *_near(plain, mended, known)))
    less = [_with_less(query, one) for one in dict.fromkeys((plain, mended))]
    either = _others(query, _any_word(loosened(plain)))
    words = [query] if query and choices != alone else []
    tried = dict.fromkeys(
        (one, choices)
        for one in (*near, *(one.query for each in less for one in each), *either)
    )
    asks = [*tried, *((one, alone) for one in words)]
    counted = dict(zip(asks, search.count_each(asks), strict=True))
    meant = [_offer(asked, met) for one in near if (met := counted[one, choices]).count][:1]
    most = max((offer.count for offer in meant), default=0)
    fewer = next(filter(None, (_left(asked, each, counted, most) for each in less)), [])
    most = max((offer.count for offer in fewer), default=most)
    fewer += [
        Offer(
            "Any of these words, the best match first",
            _address(asked, met.query, "best"),
            met.count,
        )
        for one in either
        if (met := counted[one, choices]).count > most and not meant
    ]
    fewer += [
        Offer("The same words without the other conditions", _alone(asked), met.count)
        for one in words
        if (met := counted[one, alone]).count
    ]
    return Offers(meant[0] if meant else None, tuple(fewer))


def _left(
    asked: StatementFilter,
    less: Iterable[_Less],
    counted: Mapping[tuple[Query, Filters], search.Counted],
    most: int,
) -> list[Offer]:
    """Return those that find more than so many."""
    return [
        Offer(one.told, _address(asked, met.query), met.count)
        for one in less
        if (met := counted[one.query, asked.choices]).count > most
    ]


def plainer(query: Query) -> list[Query]:
    """Return plainer questions, to be counted where little is found."""
    plain = reworded(query)
    others = (plain, untitled(plain), loosened(plain, quoted=False))
    return _others(query, (*_of_today(query), *others))


def fuller_than(asked: StatementFilter, found: search.Found) -> Offer | None:
    """Return a plainer question that finds more than the few that were found.

    Where days as seen from today were typed, what was said then is worth knowing, be it less.
    """
    days = {one.period for one in _of_today(found.query)}
    more = (
        _offer(asked, one)
        for one in found.near
        if one.count > (0 if one.query.period in days else found.count)
    )
    return next(more, None)


def _of_today(query: Query) -> Iterator[Query]:
    """Yield the question with days as they are seen from today as dates."""
    if dated := with_days_from(query, timezone.localdate()):
        yield reworded(dated)


def _of_article(address: str) -> Offer | None:
    """Return the article at an address, where it has statements."""
    if not (found := article_at(address)):
        return None
    article, count = found
    return Offer(f"The article “{article}”", article.get_absolute_url(), count)


def _of_outlet(asked: StatementFilter, address: str) -> Offer | None:
    """Return the question for the outlet at an address."""
    value = value_of((urlsplit(address).hostname or "").removeprefix("www."))
    query = Query(fields=(Field("outlet", value),)) if value else Query()
    for found in search.count_each([(query, asked.choices)] if query else []):
        if found.count:
            told = search.sentence(search.as_on_record(found.query))
            return Offer(f"All {told}", _address(asked, found.query), found.count)
    return None


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


def _with_less(known: Query, query: Query) -> list[_Less]:
    """Return other questions than the one known, with one condition less."""
    read = ((told, _as_typed(known, one)) for told, one in _left_out(query))
    return [_Less(told, one) for told, one in read if one and one != known]


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


def _offer(asked: StatementFilter, found: search.Counted) -> Offer:
    query = search.as_on_record(found.query)
    plain = not (query.fields or query.period or query.undated)
    told = str(query) if plain else search.sentence(query)
    return Offer(told, _address(asked, query), found.count)


def _address(asked: StatementFilter, query: Query, order: str = "") -> str:
    ordered = {"sort": order} if order else {}
    return asked.parameters.changed({"q": str(search.as_on_record(query))} | ordered)


def _alone(asked: StatementFilter) -> str:
    chosen: dict[str, None] = {name: None for name in asked.form.fields if name != "q"}
    return asked.parameters.changed(chosen)
