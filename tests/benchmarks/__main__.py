"""Measure on both databases: `python -m tests.benchmarks [STATEMENTS]`.

An import of articles, pages on a record of so many statements, then the index alone on
entries of its own, and the same questions to tantivy where that is installed (see
`comparison`); and extraction beside textacy (see `extraction`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tests.postgresql import server

SIZE, ARTICLES = "20000", "500"


def measure(program: str, address: str, size: str) -> None:
    command = [sys.executable, "-m", f"tests.benchmarks.{program}", size]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)


def main(size: str) -> None:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        print("SQLite", flush=True)
        measure("importing", f"sqlite:///{Path(folder) / 'import.sqlite3'}", ARTICLES)
        measure("pages", f"sqlite:///{Path(folder) / 'db.sqlite3'}", size)
        measure("search", f"sqlite:///{Path(folder) / 'index.sqlite3'}", size)
    with server() as address:
        measure("importing", another_database(address, "articles"), ARTICLES)
        measure("pages", address, size)
        measure("search", another_database(address, "entries"), size)
    measure("comparison", "", size)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.extraction"], check=True)


def another_database(address: str, name: str) -> str:
    """Make a database beside the one of `address`, and return its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres?", f"/{name}?")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else SIZE)
