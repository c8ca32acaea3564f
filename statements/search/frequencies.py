"""How common terms are on PostgreSQL: it has to be told a plan, and that depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from time import monotonic
from typing import TYPE_CHECKING

from statements.search.analysis import stem
from statements.search.fts import is_phrase
from statements.search.matching import Atom, Match
from statements.search.words import TABLE

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

FEW = 2_000  # matches that are collected at once
_KEPT_FOR = 300  # seconds


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many rows there are, and what part of them has each of the commonest terms."""

    rows: int
    shares: Mapping[str, float]
    read_at: float

    def share(self, match: Match) -> float:
        """Return about which part of the rows matches, 0 where that is a small one."""
        # The words of a phrase do not come together by chance: the rarest tells how often.
        phrases = [group for group in match.groups if is_phrase(group)]
        together = min((self._share(atom) for (atom,) in phrases), default=1.0)
        others = (group for group in match.groups if group not in phrases)
        return together * prod(min(1.0, sum(map(self._share, group))) for group in others)

    def _share(self, atom: Atom) -> float:
        if atom.prefix:
            begins = (
                share for t, share in self.shares.items() if t.startswith(atom.terms[0])
            )
            return sum(begins)
        return min(self.shares.get(term, 0.0) for term in (*atom.terms, *atom.pairs))


_known: dict[str, Statistics] = {}


def statistics(cursor: "CursorWrapper") -> Statistics:
    """Return what is known of terms: by PostgreSQL, and of words by who counted them last.

    PostgreSQL knows the commonest few thousand, and most of these are pairs. Old news only
    costs time, never rows.
    """
    database = str(cursor.db.settings_dict["NAME"])
    known = _known.get(database)
    if known and monotonic() - known.read_at < _KEPT_FOR:
        return known
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [TABLE])
    rows = max(0, int(cursor.fetchone()[0]))
    cursor.execute(
        "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats"
        " WHERE schemaname = ANY (current_schemas(false))"
        " AND tablename = %s AND attname = 'vector' AND most_common_elems IS NOT NULL",
        [TABLE],
    )
    found: tuple[list[str], list[float]] = cursor.fetchone() or ([], [])
    terms, parts = found
    shares = {**_counted(cursor, rows), **dict(zip(terms, parts, strict=False))}
    _known[database] = Statistics(rows, shares, monotonic())
    return _known[database]


def _counted(cursor: "CursorWrapper", rows: int) -> dict[str, float]:
    """Return which part of the rows has the forms that not just a few have, and their stems."""
    cursor.execute("SELECT term, count FROM statements_indexterm WHERE count > %s", [FEW])
    shares: dict[str, float] = {}
    for form, count in cursor.fetchall():
        share = min(1.0, count / max(1, rows))
        shares[f"={form}"] = share
        shares[stem(form)] = min(1.0, shares.get(stem(form), 0.0) + share)
    return shares
