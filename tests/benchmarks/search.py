"""How long the index takes: `python -m tests.benchmarks.search STATEMENTS`.

The database is the one that DATABASE_URL names. If it is empty it is filled first, with
index entries only. Times are CPU milliseconds of this process and of the database's.
"""

from __future__ import annotations

import os
import sys
from statistics import quantiles
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from statements.importing.executors import start_workers  # noqa: E402
from statements.models import StatementIndex  # noqa: E402
from statements.search import Order, Paging, find, tidy  # noqa: E402
from statements.search.backends import backend_of  # noqa: E402
from statements.search.entries import make_entry  # noqa: E402
from tests.benchmarks.clocks import cpu_clock, without_foreign_keys  # noqa: E402
from tests.benchmarks.loading import load  # noqa: E402
from tests.benchmarks.questions import mix, rows  # noqa: E402

SINGLY = 300  # entries written each in its own


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
    start = perf_counter()
    with without_foreign_keys(), start_workers(1) as executor:
        load(rows(size), executor)
    print(f"indexed {size:,}: {size / (perf_counter() - start):,.0f} a second by the clock")
    tidy(connection)


if __name__ == "__main__":
    main(int(sys.argv[1]))
