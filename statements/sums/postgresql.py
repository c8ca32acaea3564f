"""The sums on PostgreSQL, where many write at once and none is to wait for another.

Who waits for the number of a day or a speaker until another commits may wait for a whole article,
and two for each other. So each adds to a row of the key that nobody holds, and where there is none
puts one beside: all rows of a key together are its number. Only the row of an article has to be
waited for; two seldom write to one.
"""

from collections.abc import Iterator
from itertools import product

from statements.sums.tables import (
    ARTICLES,
    BY_ARTICLE,
    DAYS,
    OF_ARTICLE,
    OF_STATEMENT,
    SPEAKERS,
    STATEMENTS,
    STATES,
    TABLES,
    Articles,
    Sums,
    sums_of,
    trigger,
)

SUMS = sums_of(day="({0} - DATE '0001-01-01' + 1)")
OF_ARTICLES = Articles(
    month="CAST(extract(year FROM {0}) * 12 + extract(month FROM {0}) AS integer)"
)
_NUMBERS = "published integer NOT NULL DEFAULT 0, candidate integer NOT NULL DEFAULT 0"
_ROOM = "WITH (fillfactor = 50)"  # for a changed row beside the old one
_TABLES = (
    f"CREATE TABLE {DAYS} (earliest integer, latest integer, {_NUMBERS}) {_ROOM}",
    f"CREATE INDEX {DAYS}_keys ON {DAYS} (earliest, latest)",
    f"CREATE TABLE {SPEAKERS} (speaker bigint, {_NUMBERS}) {_ROOM}",
    f"CREATE INDEX {SPEAKERS}_keys ON {SPEAKERS} (speaker)",
    f"""
    CREATE TABLE {BY_ARTICLE} (article bigint PRIMARY KEY,
    outlet bigint NOT NULL DEFAULT 0, month integer NOT NULL DEFAULT 0, {_NUMBERS})
    """,
)


def _added(sums: Sums, rows: str) -> str:
    """Return what adds these statements to a table whose keys may have several rows."""
    more = ", ".join(f"{state} = s.{state} + free.{state}" for state in STATES)
    same = " AND ".join(f"s.{key} = more.{key}" for key in sums.keys)
    # A row that another has just let go is found but not changed: then there is one row more.
    return f"""
    WITH more AS ({sums.counted(rows)}), free AS (
        SELECT * FROM more CROSS JOIN LATERAL (
            SELECT s.ctid AS place FROM {sums.table} AS s WHERE {same}
            LIMIT 1 FOR UPDATE SKIP LOCKED
        ) AS one
    ), changed AS (
        UPDATE {sums.table} AS s SET {more} FROM free WHERE s.ctid = free.place
        RETURNING {", ".join(f"s.{key}" for key in sums.keys)}
    )
    INSERT INTO {sums.table} ({sums.columns}) SELECT {sums.columns} FROM more
    WHERE ({sums.names}) NOT IN (TABLE changed)
    """  # noqa: S608


def _joined(sums: Sums) -> str:
    """Return what makes one row of those that a key has, but leaves rows that others hold."""
    several = (
        f"SELECT {sums.names} FROM {sums.table} GROUP BY {sums.names} HAVING count(*) > 1"  # noqa: S608
    )
    numbers = ", ".join(f"sum({state})" for state in STATES)
    return f"""
    WITH free AS (
        SELECT ctid AS place FROM {sums.table} WHERE ({sums.names}) IN ({several})
        FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM {sums.table} AS s USING free WHERE s.ctid = free.place
        RETURNING {sums.columns}
    )
    INSERT INTO {sums.table} ({sums.columns})
    SELECT {sums.names}, {numbers} FROM taken GROUP BY {sums.names}
    """  # noqa: S608


_NEW, _OLD = "NEW TABLE AS new_rows", "OLD TABLE AS old_rows"
_SEEN = {
    "INSERT": f"REFERENCING {_NEW}",
    "UPDATE": f"REFERENCING {_OLD} {_NEW}",
    "DELETE": f"REFERENCING {_OLD}",
    "TRUNCATE": "",
}


def _trigger(event: str, table: str, *steps: str) -> Iterator[str]:
    name = trigger(table, event)
    yield f"""
    CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
    -- A few of many rows are looked up, whatever the planner takes their number to be.
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
    BEGIN
        {" ".join(f"{step};" for step in steps)}
        RETURN NULL;
    END $$
    """
    yield (
        f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} {_SEEN[event]}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _triggers() -> Iterator[str]:
    columns, days, speakers, articles = ", ".join(OF_STATEMENT), *SUMS
    new = f"SELECT {columns}, 1 AS sign FROM new_rows"  # noqa: S608
    old = f"SELECT {columns}, -1 AS sign FROM old_rows"  # noqa: S608
    for event, rows in (
        ("INSERT", new),
        ("UPDATE", f"{old} UNION ALL {new}"),
        ("DELETE", old),
    ):
        # In one order, so that two who write to the same articles do not wait for each other.
        by_article = articles.added(f"{articles.counted(rows)} ORDER BY 1")
        steps = (_added(days, rows), _added(speakers, rows), by_article)
        yield from _trigger(event, STATEMENTS, *steps)
    placed = OF_ARTICLES.placed(f"SELECT {', '.join(OF_ARTICLE)} FROM new_rows")  # noqa: S608
    # Not deleted, so that it does not matter whether its statements went before.
    gone = (
        f"UPDATE {BY_ARTICLE} SET outlet = 0, month = 0 FROM old_rows"  # noqa: S608
        " WHERE article = old_rows.id"
    )
    for event, step in (("INSERT", placed), ("UPDATE", placed), ("DELETE", gone)):
        yield from _trigger(event, ARTICLES, step)
    none = f"UPDATE {BY_ARTICLE} SET published = 0, candidate = 0"  # noqa: S608
    yield from _trigger("TRUNCATE", STATEMENTS, f"TRUNCATE {DAYS}, {SPEAKERS}", none)
    yield from _trigger("TRUNCATE", ARTICLES, f"TRUNCATE {BY_ARTICLE}")


TRIGGERS = tuple(
    product((STATEMENTS, ARTICLES), ("INSERT", "UPDATE", "DELETE", "TRUNCATE"))
)
_NO_TABLES = tuple(f"DROP TABLE IF EXISTS {table}" for table in TABLES)
REMOVE = (
    *(f"DROP TRIGGER IF EXISTS {trigger(*each)} ON {each[0]}" for each in TRIGGERS),
    *(f"DROP FUNCTION IF EXISTS {trigger(*each)}" for each in TRIGGERS),
    *_NO_TABLES,
)
# Triggers are replaced, not dropped: readers would have to wait until the end of that.
CREATE = (*_NO_TABLES, *_TABLES, *_triggers())
THERE = (
    "SELECT count(*) FROM pg_trigger WHERE tgname LIKE '%_sums_%'"  # noqa: S608
    f" AND tgrelid IN ('{STATEMENTS}'::regclass, '{ARTICLES}'::regclass)"
)
TIDY = tuple(_joined(sums) for sums in SUMS[:2])
LOCK = f"LOCK TABLE {STATEMENTS}, {ARTICLES} IN SHARE ROW EXCLUSIVE MODE"
