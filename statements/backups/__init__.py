"""The whole database in one file and back, whichever of the two databases it is."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from statements.backups import postgresql, sqlite
from statements.backups.files import RefusedError, new_file

__all__ = ["RefusedError", "backup", "restore"]


class Kind(Protocol):
    """A module for one kind of database. Each raises RefusedError with the cure."""

    def write(self, connection: BaseDatabaseWrapper, file: Path) -> None:
        """Write what the database holds at one moment, while others go on writing."""

    def check(self, connection: BaseDatabaseWrapper, file: Path) -> None:
        """Read a backup from its first to its last byte."""

    def is_empty(self, connection: BaseDatabaseWrapper) -> bool:
        """Tell whether the database has no table yet."""

    def read(self, connection: BaseDatabaseWrapper, file: Path) -> None:
        """Fill an empty database, all of it or nothing."""


_KINDS: dict[str, Kind] = {"sqlite": sqlite, "postgresql": postgresql}


def backup(connection: BaseDatabaseWrapper, file: Path) -> int:
    """Write the database to a new file; returns its size in bytes.

    The file has its name only once it is complete and was read again.
    """
    kind = _KINDS[connection.vendor]
    with new_file(file) as partial:
        kind.write(connection, partial)
        kind.check(connection, partial)
    return file.stat().st_size


def restore(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Fill an empty database from a backup of the same kind of database."""
    if not file.is_file():
        raise RefusedError(f"{file} is not a file.")
    kind = _KINDS[connection.vendor]
    kind.check(connection, file)
    if not kind.is_empty(connection):
        name = connection.settings_dict["NAME"]
        raise RefusedError(
            f"The database {name} is not empty, and nothing is overwritten: "
            "name a new one in DATABASE_URL."
        )
    kind.read(connection, file)
