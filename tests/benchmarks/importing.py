"""How fast articles come in: `python -m tests.benchmarks.importing ARTICLES [WORKERS]`.

The articles are the seeds, each copy with a line of its own, so that none is known already.
The database is the one that DATABASE_URL names, and it must be empty. Starting costs about
as much as three hundred files that are known: take thousands to see what one of them costs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from operator import sub
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

# As in manage.py: the workers read this file, too, and need no Django.
if __name__ != "__mp_main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

    from django.conf import settings
    from django.core.management import call_command

    from statements.models import Statement

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


def write_articles(folder: Path, size: int) -> None:
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number in range(size):
        text = f"{seeds[number % len(seeds)]}\n\nPrinted in edition {number}.\n"
        (folder / f"{number:06}.txt").write_text(text, "utf-8")


@dataclass(frozen=True, slots=True)
class Cost:
    """What an import took, in seconds: by the clock, of the processor here and in workers."""

    clock: float
    here: float
    workers: float


def timed_import(folder: Path, workers: int) -> Cost:
    before = _clocks()
    call_command(
        "import_articles", str(folder), outlet="Benchmark", workers=workers, verbosity=0
    )
    return Cost(*map(sub, _clocks(), before))


def _clocks() -> tuple[float, float, float]:
    here, workers = map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN))
    return (
        perf_counter(),
        here.ru_utime + here.ru_stime,
        workers.ru_utime + workers.ru_stime,
    )


def main(size: int, workers: int) -> None:
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as name:
        write_articles(Path(name), size)
        first, again = (timed_import(Path(name), workers) for _ in range(2))
    stored = Statement.objects.count()
    a_file = 1000 / size
    print(
        f"imported:           {size} articles, {stored} statements,"
        f" {size / first.clock:.0f} a second with {workers} workers,"
        f" {getrusage(RUSAGE_SELF).ru_maxrss // 1024} MB"
    )
    print(
        f"processor:          {first.here * a_file:.1f} ms an article here,"
        f" {first.workers * a_file:.1f} ms in the workers"
    )
    print(
        f"imported once more: {first.clock / again.clock:.0f} times faster,"
        f" {again.clock * a_file:.2f} ms a file"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2)
