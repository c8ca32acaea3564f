"""A question on its way through the index of one database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import connections

from statements.search.backends import backend_of
from statements.search.entries import LAST_KEY, UNDATED_END
from statements.search.facets import Matches
from statements.search.looking import MOST_COMPLETIONS, looked_up
from statements.search.lookup import Lookup
from statements.search.matching import Atom, Filters, Match, make_match
from statements.search.names import name_what_is_named
from statements.search.query import Query
from statements.search.ranking import best_first
from statements.search.stored import Kept, read
from statements.search.stretches import Order, Stretch, near, stretches

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

type Walked = tuple[Match, Stretch]


@dataclass(frozen=True, slots=True)
class Walk:
    """What to match, where, and on which database."""

    query: Query
    match: Match
    stretches: list[Stretch]
    connection: "BaseDatabaseWrapper"
    unknown: tuple[str, ...]  # names typed that nobody bears
    cut: tuple[str, ...]  # beginnings with more words than were looked for

    def first(self, limit: int) -> Matches:
        """Return the first `limit` matches in order."""
        return self.along(self.stretches, limit)

    def along(self, stretches: Sequence[Stretch], limit: int) -> Matches:
        """Return the first `limit` matches along these stretches."""
        backend = backend_of(self.connection)
        found = Matches()
        with self.connection.cursor() as cursor:
            for stretch in stretches:
                if stretch.low < stretch.high and len(found) < limit:
                    found += backend.hits(cursor, self.match, stretch, limit - len(found))
        return found

    def kept(self) -> Kept:
        """Return what was counted before of this question."""
        newest_first = all(stretch.newest_first for stretch in self.stretches)
        unchanged = backend_of(self.connection).unchanged()
        with self.connection.cursor() as cursor:
            return read(cursor, self.match, unchanged, newest_first=newest_first)

    def without(self, atom: Atom) -> "Walk":
        """Return the walk past all that have a term."""
        match = replace(self.match, excluded=(*self.match.excluded, atom))
        return replace(self, match=match)

    def count(self) -> int:
        """Return how many statements match, all of them."""
        walks = [(self.match, stretch) for stretch in self.stretches]
        if not walks:
            return 0
        with self.connection.cursor() as cursor:
            return backend_of(self.connection).count(cursor, walks, LAST_KEY)

    def perhaps(self) -> list[Walked]:
        """Return where these are met, nothing where there are none."""
        if not self.stretches or not self.match.period or self.match.perhaps:
            return []
        within, beyond, recurring = self.match.perhaps_parts()
        return [
            (within, near(self.match.period)),
            (beyond, Stretch(0, LAST_KEY, newest_first=True)),
            (recurring, Stretch(0, UNDATED_END, newest_first=True)),
        ]

    def ranked(self, keys: Sequence[int]) -> list[int]:
        """Return these keys, the best match first."""
        if not keys:
            return []
        with self.connection.cursor() as cursor:
            texts = backend_of(self.connection).stems(cursor, keys)
        return best_first(texts, self.query)


def begin(query: Query, filters: Filters, order: Order, using: str) -> Walk:
    """Return the walk for a question, with names resolved and spellings added."""
    (query,) = looked_up([query], using)
    return lay_out(query, filters, order, using)


def lay_out(query: Query, filters: Filters, order: Order, using: str) -> Walk:
    """Return the walk for a question that was looked up."""
    found = query.lookup or Lookup()
    named = name_what_is_named(query, found)
    match, cut = _completed(make_match(query, named, filters, pairs=found.pairs), found)
    walked = [] if match.hopeless else stretches(match, order)
    return Walk(query, match, walked, connections[using], named.unknown, cut)


def _completed(match: Match, found: Lookup) -> tuple[Match, tuple[str, ...]]:
    """Return the match with beginnings of words replaced by the words there are.

    Of too many words for one beginning the most frequent are taken, and it is said.
    """
    beginnings = {atom for group in match.groups for atom in group if atom.prefix}
    known = {atom: found.completions.get(atom.terms[0][1:], ()) for atom in beginnings}
    groups = tuple(
        tuple(
            full
            for atom in group
            for full in ([Atom((f"={form}",)) for form in known[atom][:MOST_COMPLETIONS]]
                         if atom in known else [atom])
        )
        for group in match.groups
    )  # fmt: skip
    cut = (atom for atom, forms in known.items() if len(forms) > MOST_COMPLETIONS)
    full = replace(match, groups=groups) if beginnings else match
    return full, tuple(sorted(f"{a.terms[0][1:]}*" for a in cut))
