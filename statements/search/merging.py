"""Putting FTS5 in order in short steps, because other writers wait while one is under way."""

from itertools import batched
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

PAGES = 250  # written in one step
TERMS = 2_000  # counted in one step
PAGES_A_WRITE = 4  # merged by each who writes, and one more for each entry: enough
# Left to itself FTS5 merges after each 64 pages: 20 ms of work for one writer in sixty. So it
# is told not to, and whoever writes merges a little, where a level has eight segments. A
# "crisis", in which one writer merges all, would be that the writers do not keep up.
_SETTINGS = {"automerge": 0, "usermerge": 8, "crisismerge": 64}


def install(cursor: "CursorWrapper") -> None:
    """Have FTS5 merge when it is told to. The settings stay in the database."""
    cursor.execute("SELECT k, v FROM statement_fts_config")
    if not _SETTINGS.items() <= dict(cursor.fetchall()).items():
        cursor.executemany(
            "INSERT INTO statement_fts (statement_fts, rank) VALUES (%s, %s)",
            list(_SETTINGS.items()),
        )


def merge_a_little(cursor: "CursorWrapper", entries: int) -> None:
    """Merge as much as so many new entries will need, in the transaction that writes them."""
    _merge(cursor, PAGES_A_WRITE + entries)


def merge(cursor: "CursorWrapper") -> None:
    """Merge the posting lists into one segment, as "optimize" does in one long step."""
    pages = -PAGES  # a negative number begins with all segments, any other goes on
    while True:
        before = _changes(cursor)
        _merge(cursor, pages)
        if _changes(cursor) - before <= 1:  # only the command itself
            return
        pages = PAGES


def _merge(cursor: "CursorWrapper", pages: int) -> None:
    cursor.execute(
        "INSERT INTO statement_fts (statement_fts, rank) VALUES ('merge', %s)", [pages]
    )


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
