"""What each import did, file by file, and what it still has to do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

# Of whom nothing was heard for so long is taken for dead. One article takes seconds.
LEASE = timedelta(minutes=2)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def live(self) -> Self:
        """Runs that somebody is, or says to be, at work on."""
        return self.filter(state__in=ImportRun.LIVE)

    def silent(self, now: datetime) -> Self:
        """Runs that were never ended, and of which nothing was heard for the time of a lease."""
        return self.live().filter(heard_from_at__lt=now - LEASE)

    def give_up(self, now: datetime) -> int:
        """Call the silent runs abandoned, so that they can be resumed; returns how many."""
        return self.silent(now).update(state=ImportRun.State.ABANDONED)

    def ask_to_stop(self) -> int:
        """Let these runs end after the articles in hand; returns how many could be asked."""
        states = ImportRun.State
        waiting = self.filter(state=states.WAITING).update(state=states.STOPPED)
        return waiting + self.filter(state=states.RUNNING).update(state=states.STOPPING)

    def ask_to_go_on(self) -> int:
        """Let these runs wait for a worker to go on with them; returns how many do now."""
        return self.resumable().update(state=ImportRun.State.WAITING)

    def resumable(self) -> Self:
        """Runs with work left that nobody is at."""
        return self.filter(state__in=ImportRun.RESUMABLE)


class ImportRun(models.Model):
    """One import, however many programs work on it, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        STOPPING = "stopping", "stopping"
        STOPPED = "stopped", "stopped"
        FINISHED = "finished", "finished"
        FAILED = "failed", "failed"
        ABANDONED = "abandoned", "abandoned"

    LIVE = (State.RUNNING, State.STOPPING)
    RESUMABLE = (State.STOPPED, State.FAILED, State.ABANDONED)

    state = models.CharField(max_length=9, choices=State, default=State.RUNNING)
    source = models.TextField("paths", blank=True)
    # How it is to be done, as `importing.orders` writes it, so that anybody can go on with it.
    orders = models.TextField(default="{}", editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.TextField("why it failed", blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    # Saved with every batch, so it tells whether any importer of the run still lives.
    heard_from_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    listed_count = models.PositiveIntegerField("files found", default=0)
    listed = models.BooleanField("all files were found", default=False)
    imported_count = models.PositiveIntegerField(default=0)
    unchanged_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    statement_count = models.PositiveIntegerField(default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def article_count(self) -> int:
        """Articles whose outcome is certain."""
        return self.imported_count + self.unchanged_count + self.failed_count


class ImporterQuerySet(models.QuerySet["Importer"]):
    def alive(self, now: datetime) -> Self:
        """Those that were heard of within the time of a lease."""
        return self.filter(heard_from_at__gte=now - LEASE)

    def dead(self, now: datetime) -> Self:
        """Those whose lease has lapsed; what they had claimed is free."""
        return self.filter(heard_from_at__lt=now - LEASE)


class Importer(models.Model):
    """A program at work on a run. Its lease is as long as it is heard of."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="importers")
    host = models.CharField(max_length=255)
    process = models.PositiveIntegerField()
    lists = models.BooleanField("looks for files", default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    heard_from_at = models.DateTimeField(default=timezone.now)

    objects = ImporterQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"process {self.process} on {self.host}"


class ListedFile(models.Model):
    """A file of a run that is still to be imported. The row goes once all its outcomes are known."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="waiting_files")
    given = models.TextField()  # as `importing.orders` writes it
    done_count = models.PositiveIntegerField(default=0)  # its articles with an outcome
    claimed_by = models.ForeignKey(
        Importer, models.SET_NULL, null=True, blank=True, related_name="claims"
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["run", "id"], condition=Q(claimed_by=None), name="listed_file_free"
            )
        ]

    def __str__(self) -> str:
        return self.given


class ImportedFile(models.Model):
    """The outcome of one file of a run."""

    class Outcome(models.TextChoices):
        IMPORTED = "imported", "imported"
        NEW_VERSION = "new-version", "imported as a new version"
        RENEWED = "renewed", "extracted anew"
        CHANGED = "changed", "changed"
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
