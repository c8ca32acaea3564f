"""The words of each entry on PostgreSQL, in a table of their own, in the order of the index.

Beside the numbers of an entry they would make its row wide, and counting slow. Moved out of
the row by PostgreSQL itself they lie in pieces, each behind a second index: to look at the
words of ten thousand statements takes most of a second there, and a tenth of that here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

TABLE, WORDS = "statements_statementindex", "statement_words"

# Entries of older programs have their words in the row, until `reindex` makes them anew.
CREATE = (
    f"""
    CREATE TABLE IF NOT EXISTS {WORDS}
    (sort_key bigint PRIMARY KEY, stems text NOT NULL, forms text NOT NULL)
    """,
    f"""
    CREATE OR REPLACE FUNCTION statement_words_go_with_their_entry() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE {WORDS};
        ELSE
            DELETE FROM {WORDS} AS w USING gone WHERE w.sort_key = gone.sort_key;
        END IF;
        RETURN NULL;
    END $$
    """,  # noqa: S608
    f"""
    CREATE OR REPLACE TRIGGER statement_words_go_with_their_entry
    AFTER DELETE ON {TABLE} REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION statement_words_go_with_their_entry()
    """,
    f"""
    CREATE OR REPLACE TRIGGER statement_words_go_with_all_entries
    AFTER TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION statement_words_go_with_their_entry()
    """,
)


def saying(phrases: Sequence[str]) -> str:
    """Return the condition that an entry `i` holds all of these, as its values.

    It takes one more value: a tsquery for older entries, whose words are not in the table.
    """
    # Not LIKE, which looks at every character: this finds a phrase in half the time.
    held = " AND ".join(["strpos(' ' || w.forms || ' ', %s) > 0"] * len(phrases))
    return (
        f"coalesce((SELECT {held} FROM {WORDS} AS w"  # noqa: S608
        " WHERE w.sort_key = i.sort_key), i.vector @@ %s::tsquery)"
    )


def stems(cursor: "CursorWrapper", keys: Sequence[int]) -> dict[int, str]:
    """Return the stems of each of these entries, in the order of the text."""
    found: dict[int, str] = {}
    for table in (WORDS, TABLE):
        if left := [key for key in keys if key not in found]:
            # One value for all rows, as in plans.py; no stem holds the end of a line.
            cursor.execute(
                "SELECT string_agg(sort_key::text, ','), string_agg(stems, chr(10))"  # noqa: S608
                f" FROM {table} WHERE sort_key = ANY (%s::bigint[])",
                [f"{{{','.join(map(str, left))}}}"],
            )
            met, texts = cursor.fetchone()
            if met:
                found.update(zip(map(int, met.split(",")), texts.split("\n"), strict=True))
    return found


def strays(cursor: "CursorWrapper", most: int = 10) -> list[int]:
    """Return keys under which there are words and no entry."""
    cursor.execute(
        f"SELECT sort_key FROM {WORDS} AS w WHERE NOT EXISTS"  # noqa: S608
        f" (SELECT FROM {TABLE} AS i WHERE i.sort_key = w.sort_key) LIMIT %s",
        [most],
    )
    return [key for (key,) in cursor.fetchall()]
