"""CPU time of a process and its database, and writing where no statements are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time_ns

from django.db import connection

MILLION = 1_000_000  # nanoseconds in a millisecond


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
