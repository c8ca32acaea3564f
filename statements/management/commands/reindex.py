from __future__ import annotations

from argparse import ArgumentParser
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from statements import search
from statements.models import SpeakerName, Statement

BATCH = 1_000  # statements in one transaction, so that others can write between


class Command(BaseCommand):
    help = "Make the search index anew from the statements and the names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only-missing", action="store_true", help="leave entries that are there"
        )

    def handle(self, *, only_missing: bool, **options: Any) -> str:
        search.install(connection)
        count = 0
        for batch in batched(_statements(only_missing=only_missing), BATCH, strict=False):
            with transaction.atomic():
                search.index_pks(batch)
            count += len(batch)
        with transaction.atomic():
            search.index_names(SpeakerName.objects.all())
        search.tidy(connection)
        return f"{count} statements indexed"


def _statements(*, only_missing: bool) -> list[int]:
    rows = Statement.objects.order_by("pk")
    if only_missing:
        rows = rows.filter(index_entry=None)
    return list(rows.values_list("pk", flat=True))
