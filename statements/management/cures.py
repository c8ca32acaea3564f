"""What a command says when the database fails it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor


class RecordCommand(BaseCommand):
    """A command on the record, which names the cure where the database lacks what it needs."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it; raise CommandError where the database is older than the program."""
        try:
            return super().execute(*args, **options)
        except (Error, CommandError) as error:
            if _is_of_database(error) and is_older():
                raise CommandError(
                    "The database is not up to date. Run: manage.py migrate", returncode=2
                ) from error
            raise


def _is_of_database(error: BaseException | None) -> bool:
    while error and not isinstance(error, Error):
        error = error.__cause__
    return error is not None


def is_older() -> bool:
    """Tell whether the database lacks a migration of the program."""
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error:  # it cannot be asked any more: what failed first is the thing to tell
        return False
