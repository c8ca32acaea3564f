"""Many new rows of one table at once. What a row's own `save` does besides is up to the caller."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState

from statements.asking import AMONG, one_value

type Columns = Mapping[str, Any]  # by attribute, such as speaker_id
type Value = str | int | float | bool | date | None


def make[Row: models.Model](model: type[Row], **columns: Any) -> Row:
    """Return a row, not stored yet, in a fraction of the time that naming its columns costs.

    References are given by attribute, such as `speaker_id`.
    """
    plain, missing = _left_out(model, tuple(columns))
    # As a row comes back from a pickle: nobody listens for rows that are made.
    row = model.__new__(model)
    values = vars(row)
    values["_state"] = ModelState()
    values |= plain
    for name, find in missing:
        values[name] = find()
    values |= columns
    return row


@cache
def _left_out(
    model: type[models.Model], given: tuple[str, ...]
) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """Return what the columns that are not given hold, and how that of others is found."""
    plain, made = _defaults(model)
    if unknown := set(given) - plain.keys() - made.keys():
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}.")
    missing = [(name, find) for name, find in made.items() if name not in given]
    return plain, missing


@cache
def _defaults(
    model: type[models.Model],
) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """Return, for each column, what it holds where nothing is given, or how that is found."""
    columns = model._meta.concrete_fields
    made = {
        column.attname: column.default
        for column in columns
        if column.has_default() and callable(column.default)
    }
    plain = {c.attname: c.get_default() for c in columns if c.attname not in made}
    return plain, made


def insert(rows: Sequence[models.Model]) -> None:
    """Store new rows of one model and give them their keys, in the caller's transaction."""
    if not rows:
        return
    model = type(rows[0])
    for row, key in zip(rows, take_keys(model, len(rows)), strict=True):
        row.pk = key
    insert_columns(model, [vars(row) for row in rows])
    alias = router.db_for_write(model)
    for row in rows:
        row._state.adding, row._state.db = False, alias


def insert_columns(model: type[models.Model], rows: Sequence[Columns]) -> None:
    """Store new rows given as their columns, keys included.

    The constraints of the database hold as always; nothing else is checked.
    """
    _insert(model, model._meta.concrete_fields, rows)


def insert_unkeyed(model: type[models.Model], rows: Sequence[Columns]) -> None:
    """Store new rows given as their columns; the database gives them keys nobody waits for."""
    columns = [one for one in model._meta.concrete_fields if not one.primary_key]
    _insert(model, columns, rows)


def _insert(
    model: type[models.Model],
    columns: Sequence[models.Field[Any, Any]],
    rows: Sequence[Columns],
) -> None:
    connection = _connection_for(model)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(column.column or column.attname) for column in columns)
    forms = [(column.attname, _form_of(column, connection.vendor)) for column in columns]
    values = [
        [form(row[name]) if form else row[name] for name, form in forms] for row in rows
    ]
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)  # noqa: S608


def find_by(
    model: type[models.Model], name: str, values: Collection[str | int], *wanted: str
) -> list[tuple[Any, ...]]:
    """Return columns of the rows that have one of very many values in a column of text or keys.

    They travel as one value: a question with a place for each takes longer to write than to answer.
    """
    connection = _connection_for(model)
    quote = connection.ops.quote_name
    columns = [quote(_column_of(model, one)) for one in (name, *wanted)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(columns[1:])} FROM {quote(model._meta.db_table)}"  # noqa: S608
            f" WHERE {columns[0]} {AMONG[connection.vendor]}",
            [one_value(values, connection.vendor)],
        )
        return list(cursor.fetchall())


def _column_of(model: type[models.Model], name: str) -> str:
    columns = {one.attname: one.column or name for one in model._meta.concrete_fields}
    return columns[name]


def set_column(
    model: type[models.Model], name: str, values: Sequence[tuple[int | None, int]]
) -> None:
    """Set a reference in many rows: to which key, in the row with which key."""
    connection = _connection_for(model)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {quote(name)} = %s WHERE id = %s",  # noqa: S608
            values,
        )


def take_keys(model: type[models.Model], count: int) -> list[int]:
    """Return so many keys that no row of the model had before, in order."""
    connection = _connection_for(model)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Keys are taken in a transaction.")
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                # Looked up once: as a text, the name would be for each key.
                "SELECT nextval(s.name) FROM (SELECT"
                " pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) AS s,"
                " generate_series(1, %s)",
                [table, count],
            )
            return [key for (key,) in cursor.fetchall()]
        # Whoever writes on SQLite is alone until the end of the transaction.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + count))


def _connection_for(model: type[models.Model]) -> BaseDatabaseWrapper:
    return connections[router.db_for_write(model)]


def _form_of(column: models.Field[Any, Any], vendor: str) -> Callable[[Any], Value] | None:
    """Return how values of a column are given to the database; None where as they are."""
    if isinstance(column, models.JSONField):
        return _json
    if vendor == "sqlite" and isinstance(column, models.DateTimeField):
        return _moment
    if vendor == "sqlite" and isinstance(column, models.DateField):
        return _day
    return None


def _json(value: Any) -> str | None:
    if value == []:  # as most lists are
        return "[]"
    return None if value is None else json.dumps(value)


def _moment(value: datetime | None) -> str | None:
    """SQLite keeps instants in UTC, without saying so."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ") if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
