"""The database in one file and back, on both databases."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from statements import backups
from statements.backups import postgresql
from statements.models import Outlet
from tests.factories import make_outlet, make_statement

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "restored_in_a_test"


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs of the server be found that the tests run on."""
    from tests.postgresql import found_binaries  # noqa: PLC0415 - asks programs for versions

    if connection.vendor == "postgresql":
        folders = ":".join(map(str, found_binaries()))
        monkeypatch.setenv("PATH", folders, prepend=":")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A second database of the same kind, with nothing in it."""
    settings: dict[str, Any] = copy.deepcopy(connection.settings_dict)
    settings["NAME"] = f"{connection.settings_dict['NAME']}_{NEW}"
    if connection.vendor == "sqlite":
        settings["NAME"] = str(tmp_path / "new.sqlite3")
    else:
        settings["OPTIONS"].pop("pool", None)
        execute(f'CREATE DATABASE "{settings["NAME"]}"')
    other: BaseDatabaseWrapper = ConnectionHandler({"default": settings})["default"]
    yield other
    other.close()
    if connection.vendor == "postgresql":
        execute(f'DROP DATABASE "{settings["NAME"]}"')


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def columns(database: BaseDatabaseWrapper, sql: str) -> list[Any]:
    with database.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_what_was_backed_up_comes_back_with_its_index(
    tmp_path: Path, empty: BaseDatabaseWrapper
) -> None:
    statement = make_statement("“Peace is near,”")
    file = tmp_path / "backup"

    call_command("backup", str(file))
    backups.restore(empty, file)

    assert columns(empty, "SELECT public_id, text FROM statements_statement") == [
        (statement.public_id, "“Peace is near,”")
    ]
    keys = "SELECT sort_key FROM statements_statementindex"
    assert columns(empty, keys) == columns(connection, keys)
    if connection.vendor == "sqlite":
        found = "SELECT count(*) FROM statement_fts WHERE statement_fts MATCH '\"peac\"'"
    else:
        found = "SELECT count(*) FROM statements_statementindex WHERE vector @@ 'peac'"
    assert columns(empty, found) == [(1,)]


def test_only_its_owner_reads_a_backup(tmp_path: Path) -> None:
    call_command("backup", str(tmp_path / "backup"))

    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("something dear")

    with pytest.raises(CommandError, match=r"backup exists, and nothing is overwritten"):
        call_command("backup", str(tmp_path / "backup"))

    assert [path.read_text() for path in tmp_path.iterdir()] == ["something dear"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"No such file or directory"):
        call_command("backup", str(tmp_path / "nowhere" / "backup"))


def test_a_database_with_tables_is_not_overwritten(tmp_path: Path) -> None:
    make_outlet("Backed up")
    call_command("backup", str(tmp_path / "backup"))
    make_outlet("Made since")

    with pytest.raises(CommandError, match=r"is not empty, and nothing is overwritten"):
        call_command("restore", str(tmp_path / "backup"))

    assert Outlet.objects.count() == 2


def test_a_backup_sees_no_half_of_a_transaction(
    tmp_path: Path, empty: BaseDatabaseWrapper
) -> None:
    make_outlet("Before")
    writer = connection.copy()
    try:
        with writer.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("UPDATE statements_outlet SET name = 'Half done'")
            backups.backup(connection, tmp_path / "backup")
            cursor.execute("ROLLBACK")
    finally:
        writer.close()
    backups.restore(empty, tmp_path / "backup")

    assert columns(empty, "SELECT name FROM statements_outlet") == [("Before",)]


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_backup_that_is_cut_short_is_refused_and_nothing_is_restored(
    tmp_path: Path, empty: BaseDatabaseWrapper, part: float
) -> None:
    for number in range(30):
        make_statement(f"“Statement {number} of many,”")
    file = tmp_path / "backup"
    call_command("backup", str(file))
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(backups.RefusedError):
        backups.restore(empty, file)

    assert empty.introspection.table_names() == []


@pytest.mark.parametrize("content", [b"", b"PGDM", b"SQLite", b"no backup at all" * 99])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)

    with pytest.raises(CommandError, match=r"is no backup of .*load_statements"):
        call_command("restore", str(tmp_path / "file"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nothing is not a file"):
        call_command("restore", str(tmp_path / "nothing"))


def test_a_row_that_refers_to_nothing_makes_a_backup_damaged(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL cannot be brought to hold such a row")
    make_statement()
    file = tmp_path / "backup"
    call_command("backup", str(file))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM statements_article")

    with pytest.raises(CommandError, match=r"backup is damaged"):
        call_command("restore", str(file))


def test_a_backup_inside_a_transaction_is_refused_with_the_reason(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump has a connection of its own")

    with transaction.atomic(), pytest.raises(CommandError, match=r"within a transaction"):
        call_command("backup", str(tmp_path / "backup"))

    assert list(tmp_path.iterdir()) == []


def program(folder: Path, version: str) -> None:
    folder.mkdir(parents=True)
    file = folder / "pg_dump"
    file.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
    file.chmod(0o755)


def test_the_program_nearest_to_the_server_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("14", "16", "18"):
        program(tmp_path / version / "bin", f"{version}.3")
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")

    assert postgresql.find_program("pg_dump", 15) == tmp_path / "16" / "bin" / "pg_dump"


@pytest.mark.parametrize(
    ("versions", "told"), [((), "found: none"), (("14",), r"pg_dump \(14\)")]
)
def test_a_missing_or_older_program_is_told_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, versions: tuple[str, ...], told: str
) -> None:
    for version in versions:
        program(tmp_path / version / "bin", f"{version}.3")
    monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(backups.RefusedError, match=f"{told}.*postgresql-client-15"):
        postgresql.find_program("pg_dump", 15)
