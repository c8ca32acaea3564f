"""Prove that the record says what its sources say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from statements import proof
from statements.management.counts import counted
from statements.management.cures import RecordCommand
from statements.models import Article, Statement

SHOWN = 1_000  # lines; more of them say nothing new


class Command(RecordCommand):
    help = "Prove that spans, digests, zones, the search index and counts say what they should."

    def handle(self, **options: Any) -> str:
        self.count = 0
        self._tell(proof.index_damage())
        with proof.snapshot(connection):
            articles = counted(Article.objects.count(), "article")
            size = f"{articles}, {counted(Statement.objects.count(), 'statement')}"
            withheld = Article.objects.filter(text="").count()
            self._tell(proof.find_flaws())
        if withheld:
            self.stdout.write(
                f"Loaded without text to compare with: {counted(withheld, 'article')}."
            )
        if self.count:
            raise CommandError(f"{size}: {counted(self.count, 'flaw')}.")
        return f"{size}: nothing is wrong."

    def _tell(self, flaws: Iterable[proof.Flaw]) -> None:
        for flaw in flaws:
            self.count += 1
            if self.count <= SHOWN:
                self.stdout.write(str(flaw))
