"""The answer to a question: a page of statements, how many there are, and of whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from statements.search.cursors import Cursor, Side, read_cursor
from statements.search.entries import KINDS, LAST_KEY, statement_of
from statements.search.facets import Facets, Matches, Numbers, count_facets, numbers
from statements.search.matching import Atom, Filters
from statements.search.query import Query
from statements.search.stored import Kept, Stored
from statements.search.stretches import Order, Stretch, after, backwards
from statements.search.times import Times
from statements.search.trying import Asked, Counted, count_beside
from statements.search.walking import Walk, begin

MOST_COUNTED = 10_000  # matches; counts and facets are exact up to here
MOST_RANKED = 1_000  # of the newest matches
MOST_PERHAPS = 1_000  # counted beside the matches
PAGE = 20

type Near = Callable[[Query, int], Asked]  # other questions than one that found so many


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page: its order, its length, and where it begins, as an earlier page said."""

    order: Order = Order.NEWEST
    cursor: str = ""
    size: int = PAGE


@dataclass(frozen=True, slots=True)
class Found:
    """One page of an answer. `query` says which spellings were added to what was typed."""

    query: Query
    statements: tuple[int, ...]  # primary keys, in order
    first: int | None  # place of the page's first statement, from 1; None if not known
    next: str  # cursor, "" where there is no such page
    previous: str
    count: int
    exact: bool  # False: there are more than `count`
    facets: Facets
    # So many, the first in order, are what the facets speak of; years and months, where the
    # count is exact, of all.
    counted: int
    perhaps: int  # statements that may fall in the period, but not for certain
    more_perhaps: bool  # there are more of these than were counted
    ranked: int  # of how many of the newest matches the best were chosen; else 0
    unknown: tuple[str, ...]  # names typed that nobody bears
    cut: tuple[str, ...]  # beginnings with more words than were looked for: "re*"
    near: tuple[Counted, ...] = ()  # other questions, where little was found


def find(
    query: Query,
    filters: Filters | None = None,
    paging: Paging | None = None,
    using: str = "default",
    near: Near | None = None,
) -> Found:
    """Return the page asked for, in a number of database queries that is bounded.

    A cursor that is none gives the first page. What is `near` to a question and how much it
    found is counted, too, where that is less than a page.
    """
    paging = paging or Paging()
    walk = begin(query, filters or Filters(), paging.order, using)
    kept = walk.kept()
    looked = _look(walk, kept, near)
    keys = _first_keys(walk, kept.stored, paging) if kept.stored else looked.keys
    counted, perhaps = looked.counted, looked.perhaps
    page = _page(walk, keys, paging, complete=counted.exact and not kept.stored)
    whole = counted if counted.exact else _in_time(counted, kept.within)
    return Found(
        walk.query,
        tuple(statement_of(key) for key in page.keys),
        page.first,
        page.next,
        page.previous,
        whole.total,
        whole.exact,
        whole.facets,
        counted.total,
        min(perhaps, MOST_PERHAPS),
        perhaps > MOST_PERHAPS,
        min(len(keys), MOST_RANKED) if paging.order is Order.BEST else 0,
        walk.unknown,
        walk.cut,
        tuple(looked.others),
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was counted, with the keys of what was met for that, and what is beside it."""

    counted: Stored
    keys: Numbers
    perhaps: int
    others: Sequence[Counted]


def _look(walk: Walk, kept: Kept, near: Near | None) -> _Looked:
    """Return what is found along a walk, and how much beside it."""
    # What has no day is in a period for certain only if that is open at its end, and seldom: so
    # it is counted with what may be in the period, and only walked for where there is any.
    certain = walk.match.period and not walk.match.perhaps
    stretches = walk.stretches[:1] if certain else walk.stretches
    matches = Matches() if kept.stored else walk.along(stretches, MOST_COUNTED + 1)
    counted = kept.stored or _count(matches)
    all_met = kept.within and kept.within.total == counted.total
    ended = kept.stored or all_met or not counted.exact
    rest = [] if ended else walk.stretches[len(stretches) :]
    asked = near(walk.query, counted.total) if near and counted.total < PAGE else ()
    perhaps, more, others = count_beside(
        walk, MOST_PERHAPS + 1, asked, kept.times, rest=rest
    )
    if more:
        matches += walk.along(rest, MOST_COUNTED + 1 - len(matches))
        counted = _count(matches)
    return _Looked(counted, matches.keys, perhaps, others)


def _count(matches: Matches) -> Stored:
    """Return what is to be told of matches that were looked for just now."""
    facets = count_facets(matches.upto(MOST_COUNTED))
    exact = len(matches) <= MOST_COUNTED
    return Stored(min(len(matches), MOST_COUNTED), facets, exact)


def _in_time(counted: Stored, within: Times | None) -> Stored:
    """Return what was counted with what is known of all matches: how many, and when."""
    if within is None:
        return counted
    known = replace(counted.facets, years=within.years, months=within.months)
    return Stored(within.total, replace(known, undated=within.undated))


def _first_keys(walk: Walk, stored: Stored, paging: Paging) -> Numbers:
    """Return as many of the first keys as a page needs whose counts are known."""
    if paging.order is Order.BEST:
        return walk.first(MOST_RANKED).keys
    if paging.cursor:
        return walk.first(MOST_COUNTED).keys
    wanted = paging.size + 1
    if paging.order is Order.NEWEST and wanted <= len(stored.newest):
        return numbers(stored.newest[:wanted])
    return walk.first(wanted).keys


@dataclass(frozen=True, slots=True)
class Sums:
    """What all that match add up to, however many they are."""

    total: int
    facets: Facets
    found: Matches  # the newest first

    def newest(self, most: int) -> list[int]:
        """Return the primary keys of the newest."""
        return [statement_of(key) for key in self.found.keys[:most].tolist()]

    def latest(self, most: int, without: str) -> list[int]:
        """Return the primary keys of those stored last that are not of a kind."""
        kinds = self.found.facts >> 2 & 3
        return self.found.where(kinds != KINDS.index(without)).latest(most)


def add_up(filters: Filters, using: str = "default") -> Sums:
    """Return what the statements chosen add up to, from the index alone."""
    found = begin(Query(), filters, Order.NEWEST, using).first(LAST_KEY)
    return Sums(len(found), count_facets(found), found)


def count_others(
    query: Query, states: tuple[str, ...], speaker: int, using: str = "default"
) -> int:
    """Return how many statements in these states match, all but those of one speaker."""
    walk = begin(query, Filters(states=states), Order.NEWEST, using)
    return walk.without(Atom((f":s{speaker}",))).count()


@dataclass(frozen=True, slots=True)
class _Page:
    keys: Sequence[int]
    first: int | None
    next: str
    previous: str


def _best_page(walk: Walk, found: Numbers, paging: Paging) -> _Page:
    keys = walk.ranked(found[:MOST_RANKED].tolist())
    place = read_cursor(paging.cursor)
    start = place.value if place and place.side is Side.OFFSET else 0
    start = start if start < len(keys) else 0
    behind = start + paging.size
    return _Page(
        keys[start:behind],
        start + 1 if keys else None,
        str(Cursor(Side.OFFSET, behind)) if behind < len(keys) else "",
        str(Cursor(Side.OFFSET, max(0, start - paging.size))) if start else "",
    )


def _page(walk: Walk, keys: Numbers, paging: Paging, *, complete: bool) -> _Page:
    if paging.order is Order.BEST:
        return _best_page(walk, keys, paging)
    place = read_cursor(paging.cursor)
    if place is None or place.side is Side.OFFSET:
        return _counted_page(keys, 0, paging.size)
    backward = place.side is Side.BEFORE
    for index in np.flatnonzero(keys == place.value).tolist():
        start = max(0, index - paging.size) if backward else index + 1
        if complete or start + paging.size < len(keys):
            return _counted_page(keys, start, paging.size)
    # Behind those that were counted, or the first match of the page is gone.
    along = backwards(walk.stretches) if backward else walk.stretches
    left = after(along, place.value)
    wanted = paging.size + 1
    found = _among(keys, left)[:wanted] if complete else walk.along(left, wanted).keys
    return _walked_page(found, paging.size, backward=backward)


def _counted_page(keys: Numbers, start: int, size: int) -> _Page:
    """Return a page of matches that were all counted."""
    shown = keys[start : start + size].tolist()
    more = start + size < len(keys)
    return _Page(
        shown,
        start + 1 if shown else None,
        str(Cursor(Side.AFTER, shown[-1])) if more else "",
        str(Cursor(Side.BEFORE, shown[0])) if start and shown else "",
    )


def _among(keys: Numbers, along: Sequence[Stretch]) -> Numbers:
    """Return which of these keys are met along a walk, in its order."""
    parts = [
        np.sort(keys[(keys >= part.low) & (keys < part.high)])[
            :: -1 if part.newest_first else 1
        ]
        for part in along
    ]
    return np.concatenate([keys[:0], *parts])


def _walked_page(found: Numbers, size: int, *, backward: bool) -> _Page:
    """Return a page of these matches, of which one may be too many."""
    more = len(found) > size
    keys = found[:size][:: -1 if backward else 1].tolist()
    return _Page(
        keys,
        None,
        str(Cursor(Side.AFTER, keys[-1])) if keys and (more or backward) else "",
        str(Cursor(Side.BEFORE, keys[0])) if keys and (more or not backward) else "",
    )
