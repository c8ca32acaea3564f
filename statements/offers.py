"""What is offered where a question found nothing, or few: other questions that find more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import F

from statements import search
from statements.filters import StatementFilter
from statements.models import Statement
from statements.offices import holders
from statements.rewording import (
    at_occasion,
    day_without_year,
    loosened,
    reworded,
    runs,
    telling_words,
    untitled,
    without_words,
)
from statements.search.matching import Filters
from statements.search.periods import ALL_TIME, Period
from statements.search.query import Field, Names, Query
from statements.search.suggesting import Known

MOST_RUNS = 6  # ways to take words for a name that are tried
MOST_LEFT_OUT = 8  # words
YEARS = range(1900, 2101)  # of a day that was typed without one
MOST_YEARS = 3


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
    query, choices = found.query, asked.choices
    plain = reworded(query)
    mended, known = search.suggest_from(plain)
    near = _others(query, _near(plain, mended, known))
    fewer = [
        less
        for less in _with_less(mended, plain)
        if less.query and less.query not in {query, *near}
    ]
    either = _others(query, _any_word(loosened(mended)))
    # The words alone, where something was chosen beside them.
    alone = Filters(states=choices.states)
    words = [query] if query and choices != alone else []
    tried = [(one, choices) for one in (*near, *(less.query for less in fewer), *either)]
    tried += [(one, alone) for one in words]
    counts = dict(zip(tried, search.count_each(tried), strict=True))
    meant = [_offer(asked, one, n) for one in near if (n := counts[one, choices])]
    left = [
        Offer(less.told, _address(asked, less.query), n)
        for less in fewer
        if (n := counts[less.query, choices])
    ]
    most = max((offer.count for offer in (*meant, *left)), default=0)
    left += [
        Offer("Any of these words, the best match first", _address(asked, one, "best"), n)
        for one in either
        if (n := counts[one, choices]) > most and not meant
    ]
    left += [
        Offer("The same words without the other conditions", _alone(asked), n)
        for one in words
        if (n := counts[one, alone])
    ]
    return Offers(meant[0] if meant else None, tuple(left))


def fuller_than(asked: StatementFilter, found: search.Found) -> Offer | None:
    """Return a plainer question that finds more than the few that were found."""
    plain = reworded(found.query)
    near = (plain, untitled(plain), loosened(plain, quoted=False))
    # Words that a hyphen joined are hardly names: nobody is looked up for them.
    names = found.query.names or Names(frozenset(), ())
    forms = (form for one in near for term in one.terms for form in term.forms)
    known = replace(found.query, names=names._replace(words=names.words.union(forms)))
    others = _others(known, near)
    counts = search.count_each([(one, asked.choices) for one in others])
    for one, count in zip(others, counts, strict=True):
        if count > found.count:
            return _offer(asked, one, count)
    return None


def _near(plain: Query, mended: Query, known: Known) -> Iterator[Query]:
    """Yield questions that may have been meant, the nearest first."""
    yield mended
    yield plain
    if dated := list(_dated(plain)):
        yield from dated
        return
    yield at_occasion(mended)
    yield from _naming(plain, known)
    yield from _held(plain)
    yield untitled(mended)
    yield loosened(mended)
    yield from _naming(untitled(plain), known)


def _naming(plain: Query, known: Known) -> Iterator[Query]:
    """Yield the question with words of it taken for an outlet, or for a speaker."""
    for name, words in (("outlet", known.outlets), ("speaker", known.names)):
        for value, rest in islice(runs(plain, words), MOST_RUNS):
            yield replace(rest, fields=(*rest.fields, Field(name, value)))


def _held(plain: Query) -> Iterator[Query]:
    """Yield the question with an office taken for who holds it."""
    for slug, words in holders(telling_words(plain)):
        rest = without_words(plain, words)
        yield replace(rest, fields=(*rest.fields, Field("speaker", slug)))


def _dated(plain: Query) -> Iterator[Query]:
    """Yield the question with a day typed without its year, in years on record."""
    if not (typed := day_without_year(plain)):
        return
    month, day, rest = typed
    days = [date(year, month, day) for year in YEARS if _is_day(year, month, day)]
    known = Statement.objects.public().filter(earliest__in=days, latest=F("earliest"))
    newest = known.order_by("-earliest").values_list("earliest", flat=True).distinct()
    for found in newest[:MOST_YEARS]:
        yield replace(rest, period=Period(found, found))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _with_less(mended: Query, plain: Query) -> Iterator[_Less]:
    """Yield the question with one condition less; words are called as they were typed."""
    several = mended.groups[1:] or mended.fields or mended.period
    same = len(mended.groups) == len(plain.groups)
    for number, group in enumerate(mended.groups[:MOST_LEFT_OUT] if several else ()):
        rest = tuple(other for other in mended.groups if other != group)
        word = " or ".join(map(str, plain.groups[number] if same else group))
        told = f"Without {word}" if '"' in word else f"Without “{word}”"
        yield _Less(told, replace(mended, groups=rest))
    for field in mended.fields:
        others = tuple(other for other in mended.fields if other != field)
        yield _Less(f"Without {field}", replace(mended, fields=others))
    if mended.period:
        yield _Less("On any day", replace(mended, period=ALL_TIME))
    if mended.excluded:
        told = " or ".join(map(str, mended.excluded))
        yield _Less(f"With “{told}” as well", replace(mended, excluded=()))


def _any_word(query: Query) -> Iterator[Query]:
    """Yield the question for any of its words, where there are several."""
    if query.groups[1:]:
        every = dict.fromkeys(term for group in query.groups for term in group)
        yield replace(query, groups=(tuple(every),))


def _others(query: Query, others: Iterable[Query]) -> list[Query]:
    """Return other questions than this one, each once; none of them asks for everything."""
    # As they will be typed; what is known of names stays known.
    read = (replace(search.parse(str(one)), names=query.names) for one in others)
    return [one for one in dict.fromkeys(read) if one and one != query]


def _offer(asked: StatementFilter, query: Query, count: int) -> Offer:
    plain = not (query.fields or query.period or query.undated)
    told = str(query) if plain else search.sentence(query)
    return Offer(told, _address(asked, query), count)


def _address(asked: StatementFilter, query: Query, order: str = "") -> str:
    ordered = {"sort": order} if order else {}
    return asked.parameters.changed({"q": str(query)} | ordered)


def _alone(asked: StatementFilter) -> str:
    chosen: dict[str, None] = {name: None for name in asked.form.fields if name != "q"}
    return asked.parameters.changed(chosen)
