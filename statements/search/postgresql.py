"""The index on PostgreSQL: a tsvector under a GIN index, and the key to walk it by day."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from statements.search.days import days_condition
from statements.search.entries import STATES, Entry
from statements.search.matching import Atom, Match
from statements.search.stretches import Stretch

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

TABLE = "statements_statementindex"
# The terms lie apart from the row, which so stays narrow to count and to walk.
_INSTALL = (
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS stems text NOT NULL DEFAULT ''",
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS vector tsvector NOT NULL DEFAULT ''",
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"CREATE INDEX IF NOT EXISTS statement_by_terms ON {TABLE} USING gin (vector)",
)
_ANY = tuple(Atom((f":t{state}",)) for state in STATES)


def install(connection: "BaseDatabaseWrapper") -> None:
    """Create the posting lists. Running it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('statement_by_terms')")
        if cursor.fetchone() == (None,):
            # A table that was written to in this transaction could not be altered.
            for statement in _INSTALL:
                cursor.execute(statement)


def write(cursor: "CursorWrapper", entries: Sequence[Entry]) -> None:
    """Store entries of statements that have none."""
    cursor.executemany(
        f"INSERT INTO {TABLE}"  # noqa: S608
        " (sort_key, statement_id, facts, first_day, last_day, stems, vector)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s::tsvector)",
        [
            (
                e.sort_key,
                e.statement,
                e.facts,
                e.first_day,
                e.last_day,
                e.stems,
                to_vector(e),
            )
            for e in entries
        ],
    )


def tidy(cursor: "CursorWrapper") -> None:
    """Merge what was written lately into the index, and count its rows."""
    cursor.execute("SELECT gin_clean_pending_list('statement_by_terms')")
    cursor.execute(f"ANALYZE {TABLE}")


def hits(
    cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int
) -> list[tuple[int, int]]:
    """Return sort key and facts of the first matches in one stretch of the index."""
    where, values = "TRUE", []
    if expression := to_tsquery(match):
        where, values = "i.vector @@ %s::tsquery", [expression]
    days, ordinals = days_condition(match)
    cursor.execute(
        f"SELECT i.sort_key, i.facts FROM {TABLE} AS i"  # noqa: S608
        f" WHERE {where} AND i.sort_key >= %s AND i.sort_key < %s AND {days}"
        f" ORDER BY i.sort_key {stretch.direction} LIMIT %s",
        [*values, stretch.low, stretch.high, *ordinals, limit],
    )
    found: list[tuple[int, int]] = cursor.fetchall()
    return found


def condition(match: Match) -> tuple[str, list[str]] | None:
    """Return a question for all matching sort keys and its values, None if all match."""
    if expression := to_tsquery(match):
        return f"SELECT sort_key FROM {TABLE} WHERE vector @@ %s::tsquery", [expression]  # noqa: S608
    return None


def stems(cursor: "CursorWrapper", keys: Sequence[int]) -> dict[int, str]:
    """Return the stems of each of these entries, in the order of the text."""
    cursor.execute(
        f"SELECT sort_key, stems FROM {TABLE} WHERE sort_key = ANY(%s)",  # noqa: S608
        [list(keys)],
    )
    return dict(cursor.fetchall())


def to_vector(entry: Entry) -> str:
    """Return an entry's terms as a tsvector is written. Only forms need their places."""
    places: dict[str, list[str]] = {}
    for word in entry.words:
        places.setdefault(f"={word.form}", []).append(str(word.position + 1))
    placed = [f"{_quoted(term)}:{','.join(at)}" for term, at in places.items()]
    unplaced = [
        _quoted(term) for term in {w.stem for w in entry.words}.union(entry.filters)
    ]
    return " ".join(placed + unplaced)


def to_tsquery(match: Match) -> str:
    """Return the tsquery for a match, "" where everything matches.

    >>> to_tsquery(Match(((Atom(("weapon",)), Atom(("=arm",), True)),), (Atom((":s1",)),)))
    "('weapon' | '=arm':*) & !(':s1')"
    """
    groups = match.groups or ((_ANY,) if match.excluded else ())
    parts = [_either(group) for group in groups]
    if match.excluded:
        parts.append("!" + _either(match.excluded))
    return " & ".join(parts)


def _either(atoms: Iterable[Atom]) -> str:
    return f"({' | '.join(map(_phrase, atoms))})"


def _phrase(atom: Atom) -> str:
    phrase = " <-> ".join(map(_quoted, atom.terms)) + (":*" if atom.prefix else "")
    return f"({phrase})" if len(atom.terms) > 1 else phrase


def _quoted(term: str) -> str:
    # Terms hold no backslash: see the tests of analysis.
    return "'" + term.replace("'", "''") + "'"
