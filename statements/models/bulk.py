"""Many new rows of one table at once. What a row's own `save` does besides is up to the caller."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

type Value = str | int | float | bool | date | None


def insert(rows: Sequence[models.Model]) -> None:
    """Store new rows of one model and give them their keys, in the caller's transaction."""
    if not rows:
        return
    model = type(rows[0])
    connection = connection_for(model)
    columns = model._meta.concrete_fields
    forms = [_form_of(type(column), connection.vendor) for column in columns]
    names = [column.attname for column in columns]
    for row, key in zip(rows, take_keys(model, len(rows)), strict=True):
        row.pk = key
    insert_values(
        model,
        [
            [
                form(values[name]) if form else values[name]
                for name, form in zip(names, forms, strict=True)
            ]
            for values in map(vars, rows)
        ],
    )
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def insert_values(model: type[models.Model], rows: Sequence[Sequence[Value]]) -> None:
    """Store rows given as values of all columns in the order of the model, in the form of `kept`.

    The constraints of the database hold as always; nothing else is checked.
    """
    connection = connection_for(model)
    quote = connection.ops.quote_name
    columns = [quote(c.column or c.attname) for c in model._meta.concrete_fields]
    table, names = quote(model._meta.db_table), ", ".join(columns)
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608


def take_keys(model: type[models.Model], count: int) -> list[int]:
    """Return so many keys that no row of the model had before, in order."""
    connection = connection_for(model)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Keys are taken in a transaction.")
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(s.name) FROM pg_get_serial_sequence(%s, 'id') AS s (name),"
                " generate_series(1, %s)",
                [table, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # Whoever writes on SQLite is alone until the end of the transaction.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + count))


def connection_for(model: type[models.Model]) -> BaseDatabaseWrapper:
    """Return the connection that new rows of the model are written through."""
    return connections[router.db_for_write(model)]


def kept(column: models.Field[Any, Any], value: Any) -> Value:
    """Return a value of a column in the form in which `insert_values` takes it."""
    form = _form_of(type(column), connection_for(column.model).vendor)
    return form(value) if form else value


def _form_of(
    kind: type[models.Field[Any, Any]], vendor: str
) -> Callable[[Any], Value] | None:
    """Return how values of such a column are kept; None where as they are."""
    if issubclass(kind, models.JSONField):
        return _json
    if vendor == "sqlite" and issubclass(kind, models.DateTimeField):
        return _moment
    if vendor == "sqlite" and issubclass(kind, models.DateField):
        return _day
    return None


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)


def _moment(value: datetime | None) -> str | None:
    """SQLite keeps instants in UTC, without saying so."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ") if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
