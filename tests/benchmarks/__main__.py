"""Measure on both databases: `python -m tests.benchmarks [STATEMENTS]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgresql import server

STATEMENTS, ARTICLES = "20000", "500"


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        print("SQLite", flush=True)
        yield f"sqlite:///{Path(folder) / 'db.sqlite3'}"


def measure(benchmark: str, size: str) -> None:
    """Run one benchmark on an empty database of each kind."""
    command = [sys.executable, "-m", f"tests.benchmarks.{benchmark}", size]
    for database in (sqlite, server):
        with database() as address:
            environment = {**os.environ, "DATABASE_URL": address}
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    measure("importing", ARTICLES)
    measure("pages", sys.argv[1] if len(sys.argv) > 1 else STATEMENTS)
