from __future__ import annotations

import logging
import time
from argparse import BooleanOptionalAction
from concurrent.futures import BrokenExecutor
from typing import Any

from django.core.management.base import CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections
from django.db.models import QuerySet
from django.utils import timezone

from statements import search
from statements.importing.executors import NoClusterError
from statements.importing.interrupting import Interruption
from statements.importing.orders import find_given, read_orders
from statements.importing.run import import_inputs
from statements.importing.shares import NotOpenError
from statements.management.cures import RecordCommand, is_older
from statements.models import ImportRun

PAUSE = 1.0  # seconds between two looks for work
LONG_PAUSE = 5.0  # while the database is away

logger = logging.getLogger(__name__)


class Command(RecordCommand):
    help = (
        "Work on the imports that staff start, until interrupted. Any number may run."
        " While there are none, count anew how often frequent words are said."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--workers",
            type=int,
            default=0,
            metavar="N",
            help="extract in so many processes; this one stores",
        )
        parser.add_argument(
            "--dask", default="", metavar="ADDRESS", help="extract on this Dask cluster"
        )
        parser.add_argument(
            "--wait",
            action=BooleanOptionalAction,
            default=True,
            help="go on waiting when nothing is left to do",
        )

    def handle(self, *, workers: int, dask: str, wait: bool, **options: Any) -> None:
        upkeep = search.Upkeep()
        with Interruption() as interruption:
            while not interruption.asked:
                try:
                    worked = work_on_next(workers, dask, interruption)
                    if not worked and wait:
                        upkeep.while_idle(lambda: interruption.asked or is_awaited())
                except (OperationalError, InterfaceError) as error:
                    if is_older():  # no waiting would mend that
                        raise
                    logger.error("The database failed: %s", error)
                    close_old_connections()
                    time.sleep(LONG_PAUSE)
                    continue
                if not worked and not wait:
                    return
                if not worked:
                    time.sleep(PAUSE)


def work_on_next(workers: int, cluster: str, interruption: Interruption) -> bool:
    """Take part in the oldest run that waits, else help with one; returns whether there was one."""
    run = find_work()
    if run is None:
        return False
    orders = read_orders(run.orders, workers=workers, cluster=cluster)
    logger.info("%s begins", run)
    try:
        for _ in import_inputs(
            find_given(orders), orders, stop=lambda: interruption.asked, run=run
        ):
            pass
    except (NotOpenError, NoClusterError, BrokenExecutor, OSError) as error:
        logger.error("%s: %s", run, error)
    if interruption.asked:  # not the run is to end, only this worker: the next one goes on
        stopped = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.STOPPED)
        stopped.update(state=ImportRun.State.WAITING)
    run.refresh_from_db()
    logger.info("%s is %s", run, run.get_state_display())
    return True


def is_awaited() -> bool:
    """Return whether a run waits for a worker."""
    return _waiting().exists()


def find_work() -> ImportRun | None:
    """Return the oldest run that waits, else one of the staff's with files nobody has yet."""
    ImportRun.objects.give_up(timezone.now())
    # What somebody started elsewhere by hand may lie on a disk that is not ours.
    helped = ImportRun.objects.filter(
        state=ImportRun.State.RUNNING,
        started_by__isnull=False,
        waiting_files__claimed_by=None,
        waiting_files__isnull=False,
    )
    return _waiting().order_by("pk").first() or helped.order_by("pk").first()


def _waiting() -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(state=ImportRun.State.WAITING)
