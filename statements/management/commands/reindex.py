from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from statements import search
from statements.importing.copies import link_copies, mark
from statements.management.cures import RecordCommand
from statements.models import Article, SpeakerName, Statement

ARTICLES = 50  # with their texts in memory
BATCH = 1_000  # statements in one transaction, so that others can write between


class Command(RecordCommand):
    help = "Make the search index anew from the statements and the names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only-missing", action="store_true", help="leave entries that are there"
        )

        parser.add_argument(
            "--copies",
            action="store_true",
            help="also look again for the same text under another outlet",
        )

    def handle(self, *, only_missing: bool, copies: bool, **options: Any) -> str:
        search.install(connection)
        count = 0
        for batch in _batches(only_missing=only_missing):
            with transaction.atomic():
                search.index_pks(batch)
            count += len(batch)
        with transaction.atomic():
            search.index_names(SpeakerName.objects.all())
        if not only_missing:
            search.mark_complete(connection)
        search.tidy(connection)
        mark_articles()
        if copies:
            _link_articles()
        return f"{count} statements indexed"


def mark_articles() -> None:
    """Mark the texts by which copies are found, where an article came without marks."""
    for batch in _articles(Article.objects.filter(marks=None)):
        with transaction.atomic():
            mark(batch)


def _link_articles() -> None:
    """Link the copies that two importers stored at the same moment, unseen by each other."""
    for batch in _articles(Article.objects.current()):
        with transaction.atomic():
            link_copies(batch, new=False)


def _articles(rows: QuerySet[Article]) -> Iterator[list[Article]]:
    batch = list(rows.order_by("pk")[:ARTICLES])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk).order_by("pk")[:ARTICLES])


def _batches(*, only_missing: bool) -> Iterator[list[int]]:
    """Yield the keys of the statements, never all of them at once."""
    rows = Statement.objects.order_by("pk").values_list("pk", flat=True)
    if only_missing:
        rows = rows.filter(index_entry=None)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1])[:BATCH])
