"""Backups of SQLite: a database file of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from statements.backups.files import RefusedError

MAGIC = b"SQLite format 3\0"


def write(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Write one moment of the database; neither readers nor writers wait for it."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("VACUUM INTO %s", [str(file)])
        except OperationalError as error:
            raise RefusedError(f"The backup could not be written: {error}.") from error


def check(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Refuse a file that is no database, is damaged, or holds a row that refers to nothing."""
    with file.open("rb") as beginning:
        if beginning.read(len(MAGIC)) != MAGIC:
            raise RefusedError(
                f"{file} is no backup of SQLite. From one kind of database to the other go "
                "export_statements and load_statements."
            )
    try:
        with closing(_open(file)) as database:
            damage = database.execute("PRAGMA integrity_check(3)").fetchall()
            dangling = database.execute("PRAGMA foreign_key_check").fetchmany(3)
    except sqlite3.DatabaseError as error:
        raise RefusedError(f"{file} is damaged: {error}.") from error
    if damage != [("ok",)] or dangling:
        raise RefusedError(f"{file} is damaged: {[*damage, *dangling]}.")


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the database has no table yet."""
    return not connection.introspection.table_names()


def read(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Copy the file into the database in one transaction."""
    connection.ensure_connection()
    with closing(_open(file)) as backup:
        backup.backup(connection.connection)


def _open(file: Path) -> sqlite3.Connection:
    # Immutable: to look at a file must not leave files of SQLite's beside it.
    return sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)
