"""The index on PostgreSQL: a tsvector under a GIN index, and the key to walk it by day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from statements.search import stored
from statements.search.entries import Entry
from statements.search.pending import limit_list, loading, merge
from statements.search.plans import condition, count, count_each, hits
from statements.search.sheets import Sheet, sheet_of
from statements.search.vectors import COLUMNS, to_file, to_row, to_vector, words_row
from statements.search.words import CREATE, TABLE, WORDS, stems, strays

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

TERMS, CHANGES = "statements_indexterm", "statement_changes"
COUNTED = 100_000  # rows

# PostgreSQL moves long values out of a row only where the row is longer than 2,000 bytes,
# and facets are counted by visiting rows: eight times as many fit on a page without their
# words. So each row gets a filler that makes it long enough, and itself shrinks to nothing.
_INSTALL = (
    (
        f"ALTER TABLE {TABLE}"
        " ADD COLUMN IF NOT EXISTS stems text NOT NULL DEFAULT '',"
        " ADD COLUMN IF NOT EXISTS vector tsvector NOT NULL DEFAULT '',"
        " ADD COLUMN IF NOT EXISTS filler text NOT NULL DEFAULT repeat(' ', 2048)"
    ),
    (
        f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128),"
        " ALTER COLUMN stems SET STORAGE EXTERNAL,"
        " ALTER COLUMN vector SET STORAGE EXTERNAL,"
        # Of so many more terms the planner knows how common they are, and so does plans.py.
        " ALTER COLUMN vector SET STATISTICS 300"
    ),
    f"CREATE INDEX IF NOT EXISTS statement_by_terms ON {TABLE} USING gin (vector)",
)
# A note of each transaction that changed the index, for counts that were stored before.
_NOTE_CHANGES = (
    f"CREATE TABLE IF NOT EXISTS {CHANGES} (xid xid8 PRIMARY KEY DEFAULT pg_current_xact_id())",
    f"""
    CREATE OR REPLACE FUNCTION statement_index_notes_changes() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO {CHANGES} DEFAULT VALUES ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$
    """,  # noqa: S608
    f"""
    CREATE OR REPLACE TRIGGER statement_index_notes_changes
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION statement_index_notes_changes()
    """,
    stored.CREATE,
)
# A dump may be restored on another server, whose transactions have other numbers.
_SERVER = "(SELECT system_identifier::text FROM pg_control_system())"
_COUNTED_AT = f"split_part({stored.VERSION}, ' ', 2)::pg_snapshot"
_UNSEEN = f"SELECT FROM {CHANGES} WHERE NOT pg_visible_in_snapshot(xid, {_COUNTED_AT})"


def install(connection: "BaseDatabaseWrapper") -> None:
    """Create the posting lists. Running it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass(%s) IS NOT NULL AND EXISTS (SELECT FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attname = 'filler')"
            " AND to_regclass(%s) IS NOT NULL",
            [stored.TABLE, TABLE, WORDS],
        )
        if cursor.fetchone() == (False,):
            # A table that was written to in this transaction could not be altered.
            for statement in (*_INSTALL, *_NOTE_CHANGES, *CREATE):
                cursor.execute(statement)


def version(cursor: "CursorWrapper") -> str:
    """Return which transactions of which server are over."""
    cursor.execute(f"SELECT {_SERVER} || ' ' || pg_current_snapshot()::text")
    return str(cursor.fetchone()[0])


def unchanged() -> str:
    """Return the condition that no entry was written or deleted since counts were stored."""
    return f"split_part({stored.VERSION}, ' ', 1) = {_SERVER} AND NOT EXISTS ({_UNSEEN})"


def forget_changes(cursor: "CursorWrapper") -> None:
    """Throw away the notes of changes that the counts just stored know of."""
    cursor.execute(
        f"DELETE FROM {CHANGES}"  # noqa: S608
        f" WHERE pg_visible_in_snapshot(xid, {_COUNTED_AT})"
    )


def texts_of(entry: Entry) -> tuple[bytes, bytes]:
    """Return the row of an entry and that of its words as COPY takes them."""
    return to_row(entry), words_row(entry)


def write(cursor: "CursorWrapper", entries: Sequence[Entry]) -> None:
    """Store entries of statements that have none."""
    limit_list(cursor, len(entries))
    store(cursor, sheet_of(entries, texts_of))


def store(cursor: "CursorWrapper", sheet: Sheet) -> None:
    """Store the entries of a sheet, whose statements have none."""
    for place, table in enumerate((f"{TABLE} ({COLUMNS})", WORDS)):
        with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(to_file(rows[place] for rows in sheet.texts))
    # In one order, so that two who add the same terms at once do not wait for each other.
    cursor.execute(
        f"INSERT INTO {TERMS} (term, count) SELECT unnest(%s::text[]), 0"
        " ON CONFLICT DO NOTHING",
        [sheet.forms],
    )


def tidy(cursor: "CursorWrapper") -> None:
    """Merge what was written lately into the index, and count rows and terms.

    Terms of a large record are counted in a part of it.
    """
    merge(cursor)
    cursor.execute(f"ANALYZE {TABLE}")
    cursor.execute(f"SELECT count(*) FROM {TABLE}")  # noqa: S608
    part = min(100.0, 100 * COUNTED / max(1, cursor.fetchone()[0]))
    cursor.execute(
        f"INSERT INTO {TERMS} (term, count)"  # noqa: S608
        f" SELECT substr(word, 2), ndoc * {100 / part}"
        f" FROM ts_stat('SELECT vector FROM {TABLE} TABLESAMPLE SYSTEM ({part})')"
        " WHERE word LIKE '=%%' ON CONFLICT (term) DO UPDATE SET count = excluded.count"
    )


def completions(beginning: str, limit: int) -> tuple[str, list[str | int]]:
    """Return the question for the forms that begin so, the most frequent first, and its values."""
    question = f"SELECT term, count FROM {TERMS} WHERE term LIKE %s"  # noqa: S608
    order = 'ORDER BY count DESC, term COLLATE "C" LIMIT %s'
    return f"{question} {order}", [f"{beginning}%", limit]


def differing(cursor: "CursorWrapper", entries: Sequence[Entry]) -> set[int]:
    """Return the sort keys of entries whose terms and words are not there just so."""
    columns = [(e.sort_key, e.stems, e.forms, to_vector(e)) for e in entries]
    cursor.execute(
        "SELECT e.key FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])"  # noqa: S608
        " AS e (key, stems, forms, vector)"
        f" LEFT JOIN {TABLE} AS i ON i.sort_key = e.key"
        f" LEFT JOIN {WORDS} AS w ON w.sort_key = e.key"
        " WHERE (w.stems, w.forms, i.vector)"
        " IS DISTINCT FROM (e.stems, e.forms, e.vector::tsvector)",
        [list(values) for values in zip(*columns, strict=True)] or [[]] * 4,
    )
    return {key for (key,) in cursor.fetchall()}


def damage(cursor: "CursorWrapper") -> list[str]:
    """Return what is wrong with the index as a whole: words without an entry."""
    return [f"terms under the key {key} belong to no statement" for key in strays(cursor)]
