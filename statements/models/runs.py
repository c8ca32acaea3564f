"""What each import did, file by file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def abandoned(self, now: datetime) -> Self:
        """Runs that were never ended, and of which nothing was heard for ten minutes."""
        silent = now - timedelta(minutes=10)
        return self.filter(state=ImportRun.State.RUNNING, heard_from_at__lt=silent)


class ImportRun(models.Model):
    """One call of the importer and what came of it."""

    class State(models.TextChoices):
        RUNNING = "running", "running"
        FINISHED = "finished", "finished"
        STOPPED = "stopped", "stopped"

    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    source = models.TextField("paths", blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    # Saved with every batch, so it tells whether the importer still lives.
    heard_from_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    imported_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    statement_count = models.PositiveIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportedFile(models.Model):
    """The outcome of one file of a run."""

    class Outcome(models.TextChoices):
        IMPORTED = "imported", "imported"
        NEW_VERSION = "new-version", "imported as a new version"
        RENEWED = "renewed", "extracted anew"
        UNCHANGED = "unchanged", "known already"
        FAILED = "failed", "failed"

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files")
    name = models.TextField()
    outcome = models.CharField(max_length=11, choices=Outcome)
    article = models.ForeignKey(
        "statements.Article", models.SET_NULL, null=True, blank=True, related_name="imports"
    )
    statement_count = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
