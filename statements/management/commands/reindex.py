from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from statements import search, sums
from statements.importing.copies import link_copies
from statements.importing.executors import start_workers
from statements.importing.marking import keep_marks, made_marks
from statements.management.counts import counted
from statements.management.cures import RecordCommand
from statements.models import Article, SpeakerName, Statement

ARTICLES = 50  # with their texts in memory
BATCH = 10_000  # keys read at once
FEW = 5_000  # statements; for fewer no process is started


class Command(RecordCommand):
    help = "Make the search index anew from the statements and the names, and mend what is counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only-missing", action="store_true", help="leave entries that are there"
        )

        parser.add_argument(
            "--copies",
            action="store_true",
            help="also look again for the same text under another outlet",
        )

        add_workers(parser)

    def handle(
        self, *, only_missing: bool, copies: bool, workers: int, **options: Any
    ) -> str:
        search.install(connection)
        rows = _statements(only_missing=only_missing)
        many = bool(rows[FEW : FEW + 1])
        with start_workers(workers) if many and workers else nullcontext() as executor:
            count = sum(search.index_many(_keys(rows), executor))
            mark_articles(executor)
        with transaction.atomic():
            search.index_names(SpeakerName.objects.all())
        if not only_missing:
            search.mark_complete(connection)
        search.tidy(connection)
        sums.tidy(connection)
        if copies:
            _link_articles()
        return f"{counted(count, 'statement')} indexed"


def add_workers(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--workers",
        type=int,
        default=max(1, (os.cpu_count() or 1) - 1),
        help="processes that make entries of many statements (default: one less than"
        " there are processors; 0: this one does)",
    )


def mark_articles(executor: Executor | None = None) -> None:
    """Mark the texts by which copies are found, where an article came without marks."""
    for marks in made_marks(_articles(Article.objects.filter(marks=None)), executor):
        with transaction.atomic():
            keep_marks(marks)


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


def _statements(*, only_missing: bool) -> QuerySet[Statement, int]:
    """Return the keys of the statements to index."""
    rows = Statement.objects.order_by("pk").values_list("pk", flat=True)
    return rows.filter(index_entry=None) if only_missing else rows


def _keys(rows: QuerySet[Statement, int]) -> Iterator[int]:
    """Yield these keys, never all at once, in the order of the index: so it grows at its end.

    A statement that leaves its day meanwhile is indexed by whoever moves it.
    """
    by_day = rows.order_by(F("latest").asc(nulls_first=True))
    for day in by_day.values_list("latest", flat=True).distinct():
        of_day = rows.filter(latest=day)
        batch = list(of_day[:BATCH])
        while batch:
            yield from batch
            batch = list(of_day.filter(pk__gt=batch[-1])[:BATCH])
