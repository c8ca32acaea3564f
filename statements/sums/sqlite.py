"""The sums on SQLite, which has one writer at a time: each row that is written counts at once."""

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
    sums_of,
    trigger,
)

SUMS = sums_of(day="CAST(julianday({0}) - 1721424.5 AS integer)")
OF_ARTICLES = Articles(
    month="CAST(substr({0}, 1, 4) AS integer) * 12 + CAST(substr({0}, 6, 2) AS integer)"
)
_NUMBERS = "published integer NOT NULL DEFAULT 0, candidate integer NOT NULL DEFAULT 0"
_TABLES = (
    f"""
    CREATE TABLE {DAYS}
    (earliest integer, latest integer, {_NUMBERS}, PRIMARY KEY (earliest, latest)) WITHOUT ROWID
    """,
    f"CREATE TABLE {SPEAKERS} (speaker integer PRIMARY KEY, {_NUMBERS})",
    f"""
    CREATE TABLE {BY_ARTICLE} (article integer PRIMARY KEY,
    outlet integer NOT NULL DEFAULT 0, month integer NOT NULL DEFAULT 0, {_NUMBERS})
    """,
    f"CREATE INDEX sums_by_month ON {BY_ARTICLE} (outlet, month DESC, published, candidate)",
)


def _added(row: str, sign: str) -> Iterator[str]:
    """Yield what adds one statement, "new" or "old", to each of the tables."""
    numbers = [f"{sign}({row}.state = '{state}')" for state in STATES]
    for sums in SUMS:
        keys = (made.format(r=row) for made in sums.keys.values())
        counts = f"{row}.current AND {row}.state IN {STATES} AND {sums.which.format(r=row)}"
        yield sums.added(f"SELECT {', '.join((*keys, *numbers))} WHERE {counts}")


def _changed(names: tuple[str, ...]) -> str:
    return " OR ".join(f"new.{name} IS NOT old.{name}" for name in names)


def _trigger(event: str, table: str, names: tuple[str, ...], *steps: str) -> str:
    of, when = "", ""
    if event == "UPDATE":
        of, when = f" OF {', '.join(names)}", f" WHEN {_changed(names)}"
    return (
        f"CREATE TRIGGER {trigger(table, event)} AFTER {event}{of} ON {table}{when}"
        f" BEGIN {' '.join(f'{step};' for step in steps)} END"
    )


def _triggers() -> Iterator[str]:
    new, old = tuple(_added("new", "+")), tuple(_added("old", "-"))
    for event, steps in (("INSERT", new), ("UPDATE", old + new), ("DELETE", old)):
        yield _trigger(event, STATEMENTS, OF_STATEMENT, *steps)
    columns = ", ".join(f"new.{name} AS {name}" for name in OF_ARTICLE)
    placed = OF_ARTICLES.placed(f"SELECT {columns}")
    # Not deleted, so that it does not matter whether its statements went before.
    gone = f"UPDATE {BY_ARTICLE} SET outlet = 0, month = 0 WHERE article = old.id"  # noqa: S608
    for event, step in (("INSERT", placed), ("UPDATE", placed), ("DELETE", gone)):
        yield _trigger(event, ARTICLES, OF_ARTICLE, step)


TRIGGERS = tuple(product((STATEMENTS, ARTICLES), ("INSERT", "UPDATE", "DELETE")))
REMOVE = (
    *(f"DROP TRIGGER IF EXISTS {trigger(*each)}" for each in TRIGGERS),
    *(f"DROP TABLE IF EXISTS {table}" for table in TABLES),
)
CREATE = (*REMOVE, *_TABLES, *_triggers())
# Those that are there; Django makes a table anew to alter it, and then its triggers are gone.
THERE = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_sums_*'"
TIDY: tuple[str, ...] = ()  # each key has one row
LOCK = "SELECT 1"  # whoever writes is alone
