"""Migrations of large tables, while others write to them."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

from statements.migrations import __file__ as folder
from statements.models import Statement
from tests.benchmarks.corpus import fill

LARGE = {"statement", "article", "statementindex"}
FIRST = 3  # the tables are empty before it
STALL = 0.5  # seconds
MANY = 50_000  # statements


def test_no_migration_makes_an_index_on_a_large_table_in_the_way_of_writers() -> None:
    loader = MigrationLoader(None)
    loud = [
        f"{name}: {operation.describe()}"
        for (app, name), migration in loader.disk_migrations.items()
        if app == "statements" and int(name[:4]) >= FIRST
        for operation in migration.operations
        if isinstance(operation, migrations.AddIndex)
        and operation.model_name in LARGE
        and (operation.atomic or migration.atomic)
    ]

    assert list(Path(folder).parent.glob("0003_*.py"))
    assert loud == []


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


@pytest.mark.torture
@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_while_others_write() -> None:
    fill(MANY)
    [operation] = (
        MigrationLoader(connection).get_migration_by_prefix("statements", "0003").operations
    )
    loader = MigrationLoader(connection)
    before = loader.project_state(("statements", "0002_roles"))
    after = before.clone()
    operation.state_forwards("statements", after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("statements", editor, after, before)

    with Writer() as writer:
        writer.wait_for(50)
        with connection.schema_editor(atomic=False) as editor:
            operation.database_forwards("statements", editor, before, after)
        writer.wait_for(50)

    assert len(writer.times) >= 100
    assert max(writer.times) <= STALL
    with connection.cursor() as cursor:
        made = connection.introspection.get_constraints(cursor, Statement._meta.db_table)
    assert "statement_by_rough_days" in made
