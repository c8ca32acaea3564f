"""The index on SQLite: an FTS5 table whose rowid is the sort key, so it walks by day."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError

from statements.search import merging, stored
from statements.search.entries import Entry
from statements.search.fts import to_fts
from statements.search.letting_in import Door
from statements.search.matching import Match
from statements.search.merging import count_terms, merge, merge_a_little
from statements.search.remembered import CHANGES, CREATE, forget_changes
from statements.search.sheets import Sheet, sheet_of
from statements.search.sqlite_walks import TABLE, count, count_each, hits, stems

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

__all__ = [
    "completions",
    "condition",
    "count",
    "count_each",
    "damage",
    "differing",
    "forget_changes",
    "hits",
    "install",
    "loading",
    "stems",
    "store",
    "texts_of",
    "tidy",
    "unchanged",
    "version",
    "write",
]

TERMS = "statements_indexterm"
# All but the terms' own signs and letters divides terms; what is not ASCII never does.
# Lengths of columns are not kept: they serve a ranking that is not used.
_CREATE = """
CREATE VIRTUAL TABLE IF NOT EXISTS statement_fts USING fts5(
    stems, forms, filters, tokenize = "ascii tokenchars '=:-'''", columnsize = 0
)
"""
# Django makes a table anew to alter it, and then its triggers are gone: hence each time.
_TRIGGER = f"""
CREATE TRIGGER IF NOT EXISTS statement_index_drops_its_terms
AFTER DELETE ON {TABLE}
BEGIN DELETE FROM statement_fts WHERE rowid = old.sort_key; END
"""  # noqa: S608
_LAST_CHANGE = f"(SELECT CAST(coalesce(max(seq), 0) AS TEXT) FROM {CHANGES})"  # noqa: S608


def install(connection: "BaseDatabaseWrapper") -> None:
    """Create the posting lists. Running it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        cursor.execute(_TRIGGER)
        for statement in (*CREATE, stored.CREATE):
            cursor.execute(statement)
        merging.install(cursor)


def texts_of(entry: Entry) -> tuple[str, ...]:
    """Return what the columns of FTS5 hold of an entry."""
    return entry.stems, entry.forms, " ".join(entry.filters)


def write(cursor: "CursorWrapper", entries: Sequence[Entry]) -> None:
    """Store entries of statements that have none."""
    store(cursor, sheet_of(entries, texts_of))


def store(cursor: "CursorWrapper", sheet: Sheet) -> None:
    """Store the entries of a sheet, whose statements have none."""
    cursor.executemany(
        f"INSERT INTO {TABLE} (sort_key, statement_id, facts, first_day, last_day)"  # noqa: S608
        " VALUES (%s, %s, %s, %s, %s)",
        sheet.numbers,
    )
    cursor.executemany(
        "INSERT INTO statement_fts (rowid, stems, forms, filters) VALUES (%s, %s, %s, %s)",
        [
            (key, *texts)
            for (key, *_), texts in zip(sheet.numbers, sheet.texts, strict=True)
        ],
    )
    cursor.executemany(
        f"INSERT OR IGNORE INTO {TERMS} (term, count) VALUES (%s, 0)",  # noqa: S608
        [(form,) for form in sheet.forms],
    )
    merge_a_little(cursor, len(sheet.numbers))


@contextmanager
def loading(cursor: "CursorWrapper") -> Iterator[Callable[[int], None]]:
    """Yield what is to be called between the transactions of a bulk load."""
    merging.install(cursor)
    yield Door().stored


def tidy(cursor: "CursorWrapper") -> None:
    """Merge the index into one segment, and count in how many statements each form stands."""
    merging.install(cursor)
    merge(cursor)
    count_terms(cursor, TERMS)


def version(cursor: "CursorWrapper") -> str:
    """Return the number of the last change of the index."""
    cursor.execute(f"SELECT {_LAST_CHANGE}")
    return str(cursor.fetchone()[0])


def unchanged() -> str:
    """Return the condition that no entry was written or deleted since counts were stored."""
    return f"{_LAST_CHANGE} = {stored.VERSION}"


def completions(beginning: str, limit: int) -> tuple[str, list[str | int]]:
    """Return the question for the forms that begin so, the most frequent first, and its values."""
    question = f"SELECT term, count FROM {TERMS} WHERE term GLOB %s"  # noqa: S608
    return f"{question} ORDER BY count DESC, term LIMIT %s", [f"{beginning}*", limit]


def condition(match: Match) -> tuple[str, list[str]] | None:
    """Return a question for all matching sort keys and its values, None if all match."""
    if expression := to_fts(match):
        return "SELECT rowid FROM statement_fts WHERE statement_fts MATCH %s", [expression]
    return None


def differing(cursor: "CursorWrapper", entries: Sequence[Entry]) -> set[int]:
    """Return the sort keys of entries whose columns are not there just so."""
    wanted = {e.sort_key: texts_of(e) for e in entries}
    cursor.execute(
        "SELECT f.rowid, f.stems, f.forms, f.filters FROM json_each(%s) AS k"
        " CROSS JOIN statement_fts AS f ON f.rowid = k.value",
        [f"[{','.join(map(str, wanted))}]"],
    )
    stored = {key: tuple(columns) for key, *columns in cursor.fetchall()}
    return {key for key, columns in wanted.items() if stored.get(key) != columns}


def damage(cursor: "CursorWrapper") -> list[str]:
    """Return what is wrong with the posting lists: beside their rows, or beside statements."""
    found = []
    try:
        cursor.execute(
            "INSERT INTO statement_fts (statement_fts, rank) VALUES ('integrity-check', 0)"
        )
    except DatabaseError as error:
        found.append(f"the posting lists cannot be proved: {error}")
    cursor.execute(
        f"SELECT id FROM statement_fts_content EXCEPT SELECT sort_key FROM {TABLE} LIMIT 10"  # noqa: S608
    )
    strays = [key for (key,) in cursor.fetchall()]
    return [
        *found,
        *(f"terms under the key {key} belong to no statement" for key in strays),
    ]
