"""How long the index takes: `python -m tests.benchmarks.search STATEMENTS`.

The database is the one that DATABASE_URL names. If it is empty it is filled first, with
index entries only. Times are CPU milliseconds of this process and of the database's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import batched
from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time_ns

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from statements.models import StatementIndex  # noqa: E402
from statements.search import Order, Paging, find, tidy  # noqa: E402
from statements.search.backends import backend_of  # noqa: E402
from statements.search.entries import make_entry  # noqa: E402
from tests.benchmarks.questions import mix, rows  # noqa: E402

BATCH = 2_000  # entries in one transaction
SINGLY = 300  # entries written each in its own
MILLION = 1_000_000  # nanoseconds in a millisecond


def main(size: int) -> None:
    # Entries without statements, as `fill` makes them, could not be migrated.
    if "statements_statementindex" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        fill(size)
    cpu = cpu_clock()
    print(f"{connection.vendor}, {size:,} statements, CPU ms", flush=True)
    print(f"{'':<20}{'p50':>8}{'p95':>8}{'p99':>8}")
    for order in (Order.NEWEST, Order.BEST):
        everything: list[float] = []
        for name, questions in mix().items():
            if order is Order.BEST and name == "filters alone":
                continue
            times = []
            for query, filters in questions:
                find(query, filters, Paging(order))  # warm
                start = cpu()
                find(query, filters, Paging(order))
                times.append(cpu() - start)
            everything += times
            report(f"{name}" if order is Order.NEWEST else f"{name}, best", times)
        report(f"all, {order} first", everything)
    write_singly(size)


def write_singly(size: int) -> None:
    """Write entries one at a time, as an editor does, and take them out again."""
    entries = [make_entry(row._replace(pk=size + row.pk)) for row in rows(SINGLY)]
    cpu, times, slowest = cpu_clock(), [], 0.0
    with without_foreign_keys():
        for entry in entries:
            start, at = cpu(), perf_counter()
            with transaction.atomic(), connection.cursor() as cursor:
                backend_of(connection).write(cursor, [entry])
            times.append(cpu() - start)
            slowest = max(slowest, perf_counter() - at)
        StatementIndex.objects.filter(statement__gt=size)._raw_delete("default")
    report("one entry written", times)
    print(f"the slowest of {SINGLY} by the clock: {slowest * 1_000:.0f} ms", flush=True)


def report(name: str, times: list[float]) -> None:
    cuts = quantiles(times, n=100, method="inclusive")
    print(f"{name:<28}{cuts[49]:>8.2f}{cuts[94]:>8.2f}{cuts[98]:>8.2f}", flush=True)


def fill(size: int) -> None:
    """Write the entries of `size` statements, and say how fast that was."""
    start, slowest = perf_counter(), 0.0
    cpu = cpu_clock()
    begun = cpu()
    with without_foreign_keys():
        for batch in batched(rows(size), BATCH, strict=False):
            entries = sorted(map(make_entry, batch), key=lambda entry: entry.sort_key)
            at = perf_counter()
            with transaction.atomic(), connection.cursor() as cursor:
                backend_of(connection).write(cursor, entries)
            slowest = max(slowest, perf_counter() - at)
    spent = (cpu() - begun) / 1_000
    print(f"indexed {size:,}: {size / spent:,.0f} a second of CPU,", end=" ")
    print(f"{size / (perf_counter() - start):,.0f} by the clock,", end=" ")
    print(f"slowest {BATCH} {slowest * 1_000:,.0f} ms", flush=True)
    tidy(connection)


@contextmanager
def without_foreign_keys() -> Iterator[None]:
    """Let entries be written for statements that are not there."""
    off, on = "PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"
    if connection.vendor == "postgresql":
        off, on = (
            f"SET session_replication_role = {role}" for role in ("replica", "origin")
        )
    with connection.cursor() as cursor:
        cursor.execute(off)
        yield
        cursor.execute(on)


def cpu_clock() -> Callable[[], float]:
    """Return a clock of the CPU milliseconds of this process and its database backend."""
    if connection.vendor != "postgresql":
        return lambda: process_time_ns() / MILLION
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: (process_time_ns() + int(backend.read_text().split()[0])) / MILLION


if __name__ == "__main__":
    main(int(sys.argv[1]))
