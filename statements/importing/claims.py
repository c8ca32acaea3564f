"""Who imports which file of a run: nobody two at once, and none that was left behind for ever."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from functools import wraps

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from statements.importing.orders import Claimed, Given, read_given, write_given
from statements.models import Importer, ImportRun, ListedFile, bulk

BATCH = 200  # files that are claimed at once
TRIES = 6  # for a transaction; on SQLite each waits 20 seconds for its turn
PAUSE = 0.05  # seconds before the second try, twice that before the third ...


def patiently[**Args, Done](work: Callable[Args, Done]) -> Callable[Args, Done]:
    """Return `work`, one transaction, so that it is tried again where others were in its way."""

    @wraps(work)
    def trying(*given: Args.args, **named: Args.kwargs) -> Done:
        for attempt in range(1, TRIES):
            try:
                return work(*given, **named)
            except OperationalError:
                if connection.in_atomic_block:  # it is the whole that has to be tried again
                    raise
                time.sleep(PAUSE * attempt)
        return work(*given, **named)

    return trying


@patiently
def list_files(
    run: ImportRun,
    given: Sequence[Given],
    claimed_by: Importer | None = None,
    *,
    done: int = 0,
) -> list[ListedFile]:
    """Put files on the list of a run, which is said to hold `done` more; returns their rows."""
    claimed_by_id = claimed_by.pk if claimed_by else None
    rows = [
        bulk.make(
            ListedFile, run_id=run.pk, given=write_given(one), claimed_by_id=claimed_by_id
        )
        for one in given
    ]
    with transaction.atomic():
        bulk.insert(rows)
        ImportRun.objects.filter(pk=run.pk).update(
            listed_count=F("listed_count") + len(rows) + done
        )
    return rows


@patiently
def claim(importer: Importer) -> list[Claimed]:
    """Return the next files that nobody has, now this importer's; none when all are taken."""
    free = ListedFile.objects.filter(run=importer.run_id, claimed_by=None).order_by("pk")
    with transaction.atomic():
        # PostgreSQL passes over what others are just claiming; SQLite lets one claim at a time.
        found = free.select_for_update(skip_locked=True)[:BATCH]
        rows = list(found.values_list("pk", "given", "done_count"))
        taken = ListedFile.objects.filter(pk__in=[pk for pk, _, _ in rows])
        taken.update(claimed_by=importer)
    return [Claimed(pk, read_given(given), done) for pk, given, done in rows]


def held(importer: Importer, listed: Collection[int]) -> set[int]:
    """Return which of these files are still this importer's, and keep them so until the commit."""
    mine = ListedFile.objects.filter(claimed_by=importer, pk__in=listed)
    return set(mine.select_for_update().values_list("pk", flat=True))


@patiently
def free_the_dead(run: int) -> None:
    """Free what importers of a run had claimed of whom nothing is heard any more."""
    Importer.objects.dead(timezone.now()).filter(run=run).delete()
