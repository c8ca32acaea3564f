"""How fast many entries are written, and how long that keeps one of somebody else waiting.

`python -m tests.benchmarks.loading STATEMENTS` adds entries to the index that
`tests.benchmarks.search` has filled, and takes them out again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from itertools import batched, count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from statements.importing.executors import start_workers  # noqa: E402
from statements.models import StatementIndex  # noqa: E402
from statements.search.backends import backend_of  # noqa: E402
from statements.search.bulk import BATCH, sheets, without_forms  # noqa: E402
from statements.search.entries import Row, make_entry  # noqa: E402
from tests.benchmarks.clocks import cpu_clock, without_foreign_keys  # noqa: E402
from tests.benchmarks.questions import rows  # noqa: E402

ADDED = 50_000  # entries
PAUSE = 0.02  # seconds between two entries of the other writer
OTHERS = 10_000_000  # numbers below are left to those who load


def main(size: int) -> None:
    made = iter([row._replace(pk=size + row.pk) for row in rows(ADDED)])  # beforehand
    cpu = cpu_clock()
    with without_foreign_keys():
        with another_writer(size + OTHERS):
            start, begun, children = perf_counter(), cpu(), getrusage(RUSAGE_CHILDREN)
            with start_workers(1) as executor:
                load(made, executor)
            spent, used = perf_counter() - start, cpu() - begun
            made_in = getrusage(RUSAGE_CHILDREN).ru_utime - children.ru_utime
        print(f"{ADDED:,} added to {size:,}: {ADDED / spent:,.0f} a second by the clock,")
        print(f"us of CPU each: {1e6 * made_in / ADDED:.0f} in the process that makes")
        print(f"entries, {1e3 * used / ADDED:.0f} to write them", flush=True)
    StatementIndex.objects.filter(statement__gt=size)._raw_delete("default")


def load(statements: Iterator[Row], executor: Executor) -> None:
    """Write the entries of these statements as `manage.py reindex` does."""
    backend, known = backend_of(connection), set[str]()
    with connection.cursor() as cursor, backend.loading(cursor) as stored:
        batches = batched(statements, BATCH, strict=False)
        for batch, sheet in sheets(batches, executor, backend.texts_of):
            with transaction.atomic():
                backend.store(cursor, without_forms(sheet, known))
            known.update(sheet.forms)
            stored(len(batch))


@contextmanager
def another_writer(first: int) -> Iterator[None]:
    """Have another process write single entries meanwhile; print how long each took."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=write_singly, args=(there, first))
    process.start()
    here.recv()  # it is ready
    yield
    here.send("stop")
    times = sorted(here.recv())
    process.join()
    middle, high = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"meanwhile {len(times)} single entries: p50 {1_000 * middle:.0f},", end=" ")
    print(f"p99 {1_000 * high:.0f}, longest {1_000 * times[-1]:.0f} ms by the clock")


def write_singly(pipe: Connection, first: int) -> None:
    times = []
    made = (make_entry(row._replace(pk=first + row.pk)) for row in rows(OTHERS))
    with without_foreign_keys():
        for number in count():
            entry = next(made)
            start = perf_counter()
            with transaction.atomic(), connection.cursor() as cursor:
                backend_of(connection).write(cursor, [entry])
            times.append(perf_counter() - start)
            if not number:
                times.clear()  # it opened the connection
                pipe.send("ready")
            if pipe.poll(PAUSE):
                break
    pipe.send(times)


if __name__ == "__main__":
    main(int(sys.argv[1]))
