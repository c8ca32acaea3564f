"""Importers that die, or come many at once, leave whole articles or nothing."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count

from statements import proof
from statements.models import Article, Statement
from tests.importing.children import kill_somewhere, start_import, write_articles

pytestmark = pytest.mark.django_db(transaction=True)
NEW = 6  # articles a round; fewer are imported before the kill
FEW_KILLS, MANY_KILLS = 2, 200
IMPORTERS, FILES = 8, 1_000


def counts() -> dict[str, int]:
    """Return how many statements each article has, by its digest."""
    rows = Article.objects.annotate(statement_count=Count("statements"))
    return dict(rows.values_list("digest", "statement_count"))


def flaws() -> list[str]:
    return [str(flaw) for flaw in [*proof.index_damage(), *proof.find_flaws()]]


def import_and_wait(folder: Path, *options: str) -> str:
    child = start_import(folder, *options)
    out, told = child.communicate()
    assert child.returncode == 0, told
    return out


def kill_and_look(folder: Path, kills: int, *options: str) -> list[dict[str, int]]:
    """Kill so many importers; returns what was there after each."""
    chance, seen = random.Random(kills), []  # noqa: S311 - the same kills every time
    for number in range(kills):
        write_articles(folder, number * NEW, NEW)
        kill_somewhere(folder, chance, *options)
        seen.append(counts())
    return seen


@pytest.mark.parametrize(
    ("kills", "options"),
    [
        (FEW_KILLS, ()),
        pytest.param(MANY_KILLS, (), marks=pytest.mark.torture),
        pytest.param(MANY_KILLS // 4, ("--workers", "2"), marks=pytest.mark.torture),
    ],
)
def test_a_killed_importer_leaves_whole_articles_and_the_next_one_goes_on(
    tmp_path: Path, kills: int, options: tuple[str, ...]
) -> None:
    folder = tmp_path / "articles"
    seen = kill_and_look(folder, kills, *options)
    flaws_before = flaws()

    import_and_wait(folder, *options)
    finished = counts()
    again = import_and_wait(folder, *options)

    assert len(finished) == Article.objects.count() == kills * NEW
    # Where a kill lands is chance: of a few, all may come before or after the work.
    assert kills == FEW_KILLS or any(len(present) % NEW for present in seen)
    for present in seen:  # what was there had all of its statements already
        assert present.items() <= finished.items()
    assert flaws_before == []
    assert flaws() == []
    assert counts() == finished
    assert Counter(
        line.partition('"outcome": ')[2][:11] for line in again.splitlines()
    ) == {'"unchanged"': kills * NEW}


@pytest.mark.parametrize(
    ("importers", "files"),
    [(3, 15), pytest.param(IMPORTERS, FILES, marks=pytest.mark.torture)],
)
def test_importers_over_the_same_files_neither_double_nor_lose_any(
    tmp_path: Path, importers: int, files: int
) -> None:
    folder = tmp_path / "articles"
    write_articles(folder, 0, files)

    children = [start_import(folder) for _ in range(importers)]
    told = [child.communicate()[1] for child in children]

    assert [child.returncode for child in children] == [0] * importers, told
    assert len(counts()) == Article.objects.count() == files
    assert flaws() == []
    alone = Statement.objects.count()
    call_command("import_articles", str(folder), outlet="Torture", verbosity=0)
    assert Statement.objects.count() == alone


def test_the_workers_of_a_killed_importer_end_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write_articles(folder, 0, 30)
    child = start_import(folder, "--workers", "2")
    assert child.stdout is not None
    child.stdout.readline()
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    assert len(children) >= 2

    child.kill()
    child.communicate(timeout=30)
    until = time.monotonic() + 10
    while any(map(is_alive, children)) and time.monotonic() < until:
        time.sleep(0.05)

    assert [pid for pid in children if is_alive(pid)] == []


def is_alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text() != ""  # as it is of a zombie
    except FileNotFoundError:
        return False
