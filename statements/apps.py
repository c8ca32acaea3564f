from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class StatementsConfig(AppConfig):
    name = "statements"
    verbose_name = "On the record"

    def ready(self) -> None:
        # After every migration: on SQLite a table that is altered loses its triggers.
        post_migrate.connect(install, sender=self)


def install(using: str, **_: Any) -> None:
    from statements import search, sums  # noqa: PLC0415, the models are not loaded before

    connection = connections[using]
    if "statements_statementindex" in connection.introspection.table_names():
        search.install(connection)
        sums.install(connection)
