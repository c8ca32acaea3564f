"""Backups of PostgreSQL, by its own pg_dump and pg_restore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from statements.backups.files import RefusedError

MAGIC = b"PGDMP"
DEBIAN = Path("/usr/lib/postgresql")


def write(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Write one moment of the database; neither readers nor writers wait for it."""
    options = ["--format=custom", "--compress=1", "--no-owner", "--no-privileges"]
    _run(connection, "pg_dump", [*options, _target(connection), f"--file={file}"])


def check(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Unpack all of it, to nowhere."""
    with file.open("rb") as beginning:
        if beginning.read(len(MAGIC)) != MAGIC:
            raise RefusedError(
                f"{file} is no backup of PostgreSQL. From one kind of database to the other "
                "go export_statements and load_statements."
            )
    _run(connection, "pg_restore", [f"--file={os.devnull}", str(file)])


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the database has no table yet."""
    return not connection.introspection.table_names()


def read(connection: BaseDatabaseWrapper, file: Path) -> None:
    """Fill the database in one transaction, and count its rows for the planner."""
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run(connection, "pg_restore", [*options, _target(connection), str(file)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


_OF_THE_DRIVER = {"pool", "prepare_threshold"}  # options that are not the server's


def _target(connection: BaseDatabaseWrapper) -> str:
    """Return the option that names the database; other users can read a command line."""
    settings = connection.settings_dict
    options = {k: v for k, v in settings["OPTIONS"].items() if k not in _OF_THE_DRIVER}
    parts: dict[str, Any] = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
    }
    named = {name: value for name, value in parts.items() if value}
    return f"--dbname={make_conninfo(dbname=settings['NAME'], **named, **options)}"


def _run(connection: BaseDatabaseWrapper, name: str, arguments: list[str]) -> None:
    program = find_program(name, _server_version(connection))
    password = connection.settings_dict["PASSWORD"]
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    done = subprocess.run(  # noqa: S603 - our own words and a path, and no shell
        [program, *arguments], env=environment, stderr=subprocess.PIPE, check=False
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RefusedError(f"{name} failed: {said}")


def _server_version(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def find_program(name: str, server: int) -> Path:
    """Return the program of that name nearest to the server's version: an older one refuses
    the server, and what a newer one writes an older server may not read.
    """
    versions = {path: _version(path) for path in _candidates(name)}
    usable = [path for path, version in versions.items() if version >= server]
    if not usable:
        found = ", ".join(f"{path} ({version})" for path, version in versions.items())
        raise RefusedError(
            f"{name} {server} or newer is needed for this server; found: {found or 'none'}. "
            f"Install it (Debian: postgresql-client-{server}) or put its folder on PATH."
        )
    return min(usable, key=versions.__getitem__)


def _candidates(name: str) -> Iterator[Path]:
    if on_path := shutil.which(name):
        yield Path(on_path)
    yield from sorted(DEBIAN.glob(f"*/bin/{name}"))


def _version(program: Path) -> int:
    answer = subprocess.run(  # noqa: S603 - a program found on this machine
        [program, "--version"], capture_output=True, text=True, check=False
    )
    number = re.search(r"\) (\d+)", answer.stdout)
    return int(number[1]) if number else 0
