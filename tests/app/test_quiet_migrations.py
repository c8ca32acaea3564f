"""Migrations of large tables, while others write to them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from statements.migrations import __file__ as folder
from statements.models import Statement
from tests.benchmarks.corpus import fill

LARGE = {"statement", "article", "statementindex"}
FIRST = 3  # the tables are empty before it
STALL = 0.5  # seconds
MANY = 50_000  # statements


def test_no_migration_changes_the_indexes_of_a_large_table_in_the_way_of_writers() -> None:
    kinds = (migrations.AddIndex, migrations.RemoveIndex, migrations.AlterField)
    loader = MigrationLoader(None)
    loud = [
        f"{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if app == "statements" and int(name[:4]) >= FIRST
        for operation in migration.operations
        if isinstance(operation, kinds)
        and type(operation).__name__ != "AlterFieldOfSQLite"
        and operation.model_name in LARGE
        and (operation.atomic or migration.atomic)
    ]

    assert list(Path(folder).parent.glob("0003_*.py"))
    assert loud == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", [*apps.get_app_config("statements").get_models()])
def test_every_reference_is_found_by_an_index(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    usable = [one for one in found.values() if one["index"] or one["unique"]]
    first = {one["columns"][0] for one in usable if one["columns"]}
    references = {one.column for one in model._meta.concrete_fields if one.remote_field}

    assert references <= first


class Writer:
    """Somebody who changes one statement after the other, and notes how long each took."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._write)

    def __enter__(self) -> Writer:
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.ending.set()
        self.thread.join()

    def _write(self) -> None:
        pks = list(Statement.objects.values_list("pk", flat=True)[:100])
        try:
            while not self.ending.is_set():
                started = time.monotonic()
                number = len(self.times)
                Statement.objects.filter(pk=pks[number % len(pks)]).update(cue=f"{number}")
                self.times.append(time.monotonic() - started)
                self.ending.wait(0.005)
        finally:
            connection.close()

    def wait_for(self, count: int) -> None:
        wanted, until = len(self.times) + count, time.monotonic() + 30
        while len(self.times) < wanted and time.monotonic() < until:
            time.sleep(0.01)


def indexes(*tables: str) -> set[str]:
    with connection.cursor() as cursor:
        return {
            name
            for table in tables
            for name in connection.introspection.get_constraints(cursor, table)
        }


def steps_of(prefix: str) -> list[tuple[Operation, ProjectState, ProjectState]]:
    """Return the operations of a migration, each with the states before and after it."""
    loader = MigrationLoader(connection)
    migration = loader.get_migration_by_prefix("statements", prefix)
    before = loader.project_state(migration.dependencies[0])
    steps = []
    for operation in migration.operations:
        after = before.clone()
        operation.state_forwards("statements", after)
        steps.append((operation, before, after))
        before = after
    return steps


def go_back(prefix: str) -> None:
    with connection.schema_editor(atomic=False) as editor:
        for operation, before, after in reversed(steps_of(prefix)):
            operation.database_backwards("statements", editor, after, before)


def go_on(prefix: str) -> None:
    with connection.schema_editor(atomic=False) as editor:
        for operation, before, after in steps_of(prefix):
            operation.database_forwards("statements", editor, before, after)


@pytest.mark.django_db(transaction=True)
def test_indexes_that_were_dropped_come_back_with_the_migration() -> None:
    tables = [f"statements_{name}" for name in ("statement", "article", "briefing")]
    now = indexes(*tables)
    go_back("0008")
    then = indexes(*tables)
    go_on("0008")

    like = connection.vendor == "postgresql"  # which has an index more for LIKE
    assert len(then - now) == 4 + like
    assert now < then
    assert indexes(*tables) == now


@pytest.mark.torture
@pytest.mark.parametrize("prefix", ["0003", "0008"])
@pytest.mark.django_db(transaction=True)
def test_indexes_are_made_and_dropped_while_others_write(prefix: str) -> None:
    fill(MANY)
    now = indexes(Statement._meta.db_table)
    go_back(prefix)
    assert indexes(Statement._meta.db_table) != now

    with Writer() as writer:
        writer.wait_for(50)
        go_on(prefix)
        writer.wait_for(50)

    assert len(writer.times) >= 100
    assert max(writer.times) <= STALL
    assert indexes(Statement._meta.db_table) == now
