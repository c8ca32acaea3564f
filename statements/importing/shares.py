"""One importer's share in a run: it joins, claims files, records outcomes, and leaves."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from socket import gethostname
from typing import TYPE_CHECKING, Any, Self

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from statements.importing.claims import claim, free_the_dead, held, list_files, patiently
from statements.importing.orders import Claimed
from statements.models import ImportedFile, Importer, ImportRun, ListedFile, bulk

if TYPE_CHECKING:
    from statements.importing.orders import Given
    from statements.importing.writing import Report

FIRST, MORE = (
    100,
    1_000,
)  # files looked for before the first claim, and before each later one
PAUSE = 0.2  # seconds between two looks at a list that another importer fills

Outcome = ImportedFile.Outcome
State = ImportRun.State


class NotOpenError(ValueError):
    """A run that nobody can work on now, and why."""


class Share:
    """What one importer does in a run. As a context it joins, and in any case leaves.

    `inputs` are what the run is to import. They are looked at only where the
    list of the run is not complete and nobody else is at it. What no other
    importer could read, such as standard input, is not `listable`: each input
    is then claimed as soon as it comes.
    """

    def __init__(
        self, run: ImportRun, inputs: Iterable[Given], *, listable: bool = True
    ) -> None:
        self.run = run
        self._inputs = iter(inputs)
        self._listable = listable
        self._came = False  # all that nobody else could read
        self.finished = False  # the run, with this share

    def __enter__(self) -> Self:
        self.importer = _join(self.run)
        # Whoever listed files before may have been killed at it.
        had = ImportedFile.objects.filter(run=self.run).values_list("name", flat=True)
        self._done = set(had) if self.importer.lists else set()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: object
    ) -> None:
        failed = kind is not None and issubclass(kind, Exception)
        if self._came and not ListedFile.objects.filter(run=self.run).exists():
            self._close_list()
        problem = f"{error}" or kind.__name__ if failed and kind else ""
        self.finished = _leave(self.importer, problem)
        if self.finished:
            self.run.refresh_from_db()

    def claims(self) -> Iterator[Claimed]:
        """Yield files as they are claimed, until none is left to claim."""
        if self.importer.lists and not self._listable:
            yield from self._claim_what_comes()
            return
        size = FIRST
        while True:
            if self.importer.lists:
                self._list(size)
                size = MORE
            found = claim(self.importer)
            yield from found
            if not found and not self.importer.lists and not self._somebody_lists():
                return

    def _list(self, size: int) -> None:
        found = list(islice(self._inputs, size))
        left = [one for one in found if one.name not in self._done]
        list_files(self.run, left, done=len(found) - len(left))
        if len(found) < size:
            self._close_list()

    def _claim_what_comes(self) -> Iterator[Claimed]:
        for one in self._inputs:
            (row,) = list_files(self.run, [one], self.importer)
            yield Claimed(row.pk, one, 0)
        self._came = True

    @patiently
    def _close_list(self) -> None:
        self.importer.lists = False
        with transaction.atomic():
            Importer.objects.filter(pk=self.importer.pk).update(lists=False)
            ImportRun.objects.filter(pk=self.run.pk).update(listed=True)

    def _somebody_lists(self) -> bool:
        free_the_dead(self.run.pk)
        if ListedFile.objects.filter(run=self.run, claimed_by=None).exists():
            return True
        others = Importer.objects.filter(run=self.run, lists=True)
        if self.asked_to_stop or not others.exists():
            return False
        time.sleep(PAUSE)
        self._beat()
        return True

    def held(self, listed: Collection[int]) -> set[int]:
        """Return which of these files are still ours; asked in the transaction that writes."""
        return held(self.importer, listed)

    def record(self, reports: Sequence[tuple[int, Report]], ended: Collection[int]) -> None:
        """Record outcomes, each with the row of its file, in the transaction that stores them."""
        rows = [_outcome(self.run, report) for _, report in reports]
        bulk.insert_unkeyed(ImportedFile, rows)
        done = set(ended)
        for listed, count in Counter(listed for listed, _ in reports).items():
            if listed not in done:
                row = ListedFile.objects.filter(pk=listed)
                row.update(done_count=F("done_count") + count)
        ListedFile.objects.filter(pk__in=ended, claimed_by=self.importer).delete()
        outcomes = Counter(report.outcome for _, report in reports)
        self._beat(
            unchanged_count=F("unchanged_count") + outcomes[Outcome.UNCHANGED],
            failed_count=F("failed_count") + outcomes[Outcome.FAILED],
            imported_count=F("imported_count") + sum(map(_stores, outcomes.elements())),
            statement_count=F("statement_count")
            + sum(report.statement_count for _, report in reports),
        )

    @patiently
    def _beat(self, **counts: object) -> None:
        now = timezone.now()
        if not Importer.objects.filter(pk=self.importer.pk).update(heard_from_at=now):
            # Taken for dead, as after a long sleep of the machine: what it held is others' now.
            self.importer.heard_from_at = now
            self.importer.save(force_insert=True)
        run = ImportRun.objects.filter(pk=self.run.pk)
        run.update(heard_from_at=now, **counts)
        run.filter(state=State.ABANDONED).update(state=State.RUNNING)

    @property
    def asked_to_stop(self) -> bool:
        """Tell whether somebody has asked for the run to be stopped."""
        return ImportRun.objects.filter(pk=self.run.pk, state=State.STOPPING).exists()


@patiently
def _join(run: ImportRun) -> Importer:
    """Return a new importer of a run, which lists its files where nobody else does."""
    now = timezone.now()
    ImportRun.objects.exclude(pk=run.pk).give_up(now)
    free_the_dead(run.pk)
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state == State.FINISHED:
            raise NotOpenError(f"{run} is finished")
        others = Importer.objects.filter(run=run)
        if run.state == State.STOPPING and others.exists():
            raise NotOpenError(f"{run} is just being stopped")
        lists = not run.listed and not others.filter(lists=True).exists()
        if lists:  # from the beginning, but for what is done
            ListedFile.objects.filter(run=run, claimed_by=None).delete()
            run.listed_count = 0
        run.state, run.message, run.finished_at = State.RUNNING, "", None
        run.heard_from_at = now
        run.save()
        return Importer.objects.create(
            run=run, lists=lists, host=gethostname()[:255], process=os.getpid()
        )


@patiently
def _leave(importer: Importer, problem: str) -> bool:
    """Give back what is not done. The last to leave says how the run ended.

    Returns whether this is the last, and nothing is left to do.
    """
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().get(pk=importer.run_id)
        Importer.objects.filter(pk=importer.pk).delete()
        free_the_dead(run.pk)
        if Importer.objects.filter(run=run).exists():
            return False
        left = not run.listed or ListedFile.objects.filter(run=run).exists()
        run.state = (State.FAILED if problem else State.STOPPED) if left else State.FINISHED
        run.message = problem if left else ""
        run.finished_at = run.heard_from_at = timezone.now()
        run.save(update_fields=["state", "message", "finished_at", "heard_from_at"])
    return not left


def _stores(outcome: ImportedFile.Outcome) -> bool:
    return outcome not in {Outcome.UNCHANGED, Outcome.FAILED}


def _outcome(run: ImportRun, report: Report) -> dict[str, Any]:
    return {
        "run_id": run.pk,
        "name": report.name,
        "outcome": report.outcome,
        "article_id": report.article,
        "statement_count": report.statement_count,
        "message": report.message,
    }
