"""Questions that are written out and whose words never change, whatever they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, connections

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

# Any number of keys or words as one value, so that a question is the same whatever they are.
AMONG = {"postgresql": "= ANY(%s)", "sqlite": "IN (SELECT value FROM json_each(%s))"}


def one_value(values: Iterable[int | str], vendor: str) -> str:
    """Return the value that AMONG takes for these, in the order given.

    >>> one_value([7, 12], "postgresql"), one_value(["a, b"], "postgresql")
    ('{7,12}', '{"a, b"}')
    """
    if vendor == "postgresql":
        return f"{{{','.join(map(_element, values))}}}"
    return json.dumps(list(values))


def _element(value: int | str) -> str:
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace("\\", r"\\").replace('"', r"\"") + '"'


def ask(sql: str, values: Sequence[Any], using: str = "default") -> list[tuple[Any, ...]]:
    """Return the rows of a question whose words never change, whatever its values are.

    Either database then plans it once a connection. PostgreSQL needs to be told the values
    apart from the words for that, which Django's own cursor does not do: in other questions
    the best plan depends on the values.
    """
    with _cursor(connections[using]) as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def ask_about(question: str, values: Iterable[int | str], then: str = "") -> list[Any]:
    """Return the rows of a question that ends with the column which has one of these values."""
    vendor = connection.vendor
    return ask(f"{question} {AMONG[vendor]}{then}", [one_value(values, vendor)])


def _cursor(database: BaseDatabaseWrapper) -> CursorWrapper:
    if database.vendor != "postgresql":
        return database.cursor()
    database.ensure_connection()
    cursor = cast("Any", database).Database.Cursor(database.connection)
    logged = database.queries_logged
    return database.make_debug_cursor(cursor) if logged else database.make_cursor(cursor)
