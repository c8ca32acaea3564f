"""Measure on both databases: `python -m tests.benchmarks [STATEMENTS]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgresql import server

SIZE = "20000"


def measure(address: str, size: str) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.pages", size]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)


def main(size: str) -> None:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        print("SQLite", flush=True)
        measure(f"sqlite:///{Path(folder) / 'db.sqlite3'}", size)
    with server() as address:
        measure(address, size)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else SIZE)
