"""How fast articles come in: `python -m tests.benchmarks.importing ARTICLES [WORKERS]`.

The articles are the seeds, each copy with a line of its own, so that none is known already.
The database is the one that DATABASE_URL names, and it must be empty.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from statements.models import Statement  # noqa: E402

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


def write_articles(folder: Path, size: int) -> None:
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number in range(size):
        text = f"{seeds[number % len(seeds)]}\n\nPrinted in edition {number}.\n"
        (folder / f"{number:06}.txt").write_text(text, "utf-8")


def timed_import(folder: Path, workers: int) -> float:
    start = perf_counter()
    call_command(
        "import_articles", str(folder), outlet="Benchmark", workers=workers, verbosity=0
    )
    return perf_counter() - start


def main(size: int, workers: int) -> None:
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as name:
        write_articles(Path(name), size)
        first, again = (timed_import(Path(name), workers) for _ in range(2))
    stored = Statement.objects.count()
    print(
        f"imported:           {size} articles, {stored} statements, {size / first:.0f} a second"
        f" with {workers} workers, {getrusage(RUSAGE_SELF).ru_maxrss // 1024} MB"
    )
    print(f"imported once more: {first / again:.0f} times faster")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2)
