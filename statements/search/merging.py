"""Putting FTS5 in order in short steps, because other writers wait while one is under way."""

from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

PAGES = 250  # written in one step
TERMS = 2_000  # counted in one step


def merge(cursor: "CursorWrapper") -> None:
    """Merge the posting lists into one segment, as "optimize" does in one long step."""
    pages = -PAGES  # a negative number begins with all segments, any other goes on
    while True:
        before = _changes(cursor)
        cursor.execute(
            "INSERT INTO statement_fts (statement_fts, rank) VALUES ('merge', %s)", [pages]
        )
        if _changes(cursor) - before <= 1:  # only the command itself
            return
        pages = PAGES


def _changes(cursor: "CursorWrapper") -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])


def count_terms(cursor: "CursorWrapper", table: str) -> None:
    """Enter in `table` in how many statements each form stands."""
    cursor.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.statement_terms"
        " USING fts5vocab(main, statement_fts, row)"
    )
    cursor.execute(
        "SELECT substr(v.term, 2), v.doc FROM temp.statement_terms AS v"  # noqa: S608
        f" LEFT JOIN {table} AS t ON t.term = substr(v.term, 2)"
        " WHERE v.term > '=' AND v.term < '>' AND t.count IS NOT v.doc"
    )
    for some in batched(cursor.fetchall(), TERMS, strict=False):
        with transaction.atomic(cursor.db.alias):
            cursor.executemany(
                f"INSERT INTO {table} (term, count) VALUES (%s, %s)"  # noqa: S608
                " ON CONFLICT (term) DO UPDATE SET count = excluded.count",
                list(some),
            )
