"""Importers that die, or come many at once, leave whole articles or nothing."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from statements import proof
from statements.importing.orders import Orders
from statements.importing.run import make_run
from statements.importing.sources import About
from statements.models import Article, Importer, ImportRun, ListedFile, Statement
from statements.models.runs import LEASE
from tests.importing.children import (
    kill_within,
    start_import,
    start_importer,
    time_work,
    write_articles,
)

pytestmark = pytest.mark.django_db(transaction=True)
NEW = 6  # articles a round
WORK, WITH_WORKERS = 0.5, 3.0  # seconds in which some articles are imported
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
    """Let one importer finish, then kill so many; returns what was there after each."""
    chance, seen = random.Random(kills), []  # noqa: S311 - the same kills every time
    work = 0.0
    for number in range(kills + 1):
        part = folder / f"{number:03}"  # by itself, so that the known ones take no time
        write_articles(part, number * NEW, NEW)
        child = start_import(part, *options)
        if number:
            kill_within(child, chance.random() * work)
            seen.append(counts())
        else:
            work = time_work(child)
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

    assert len(finished) == Article.objects.count() == (kills + 1) * NEW
    # Where a kill lands is chance: of a few, all may come before or after the work.
    assert kills == FEW_KILLS or NEW < len(seen[-1]) < kills * NEW
    for present in seen:  # what was there had all of its statements already
        assert present.items() <= finished.items()
    assert flaws_before == []
    assert flaws() == []
    assert counts() == finished
    assert Counter(
        line.partition('"outcome": ')[2][:11] for line in again.splitlines()
    ) == {'"unchanged"': (kills + 1) * NEW}


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


@pytest.mark.parametrize(
    ("importers", "files"),
    [(2, 12), pytest.param(IMPORTERS, FILES, marks=pytest.mark.torture)],
)
def test_importers_that_share_a_run_import_each_file_once(
    tmp_path: Path, importers: int, files: int
) -> None:
    folder = tmp_path / "articles"
    write_articles(folder, 0, files)
    run = make_run(Orders(About(outlet="Torture"), paths=(folder,)))

    children = [start_importer("--resume", str(run.pk)) for _ in range(importers)]
    told = [child.communicate() for child in children]

    # Who comes when all is done is told so.
    assert {child.returncode for child in children} <= {0, 2}, [err for _, err in told]
    assert sum(len(out.splitlines()) for out, _ in told) == files
    check_whole(run, files)


@pytest.mark.parametrize(
    ("kills", "options"),
    [
        (FEW_KILLS, ()),
        pytest.param(MANY_KILLS, (), marks=pytest.mark.torture),
        pytest.param(MANY_KILLS // 4, ("--workers", "2"), marks=pytest.mark.torture),
    ],
)
def test_a_run_whose_importers_are_killed_is_finished_by_the_next(
    tmp_path: Path, kills: int, options: tuple[str, ...]
) -> None:
    folder, files = tmp_path / "articles", kills * (NEW if kills == FEW_KILLS else 20)
    write_articles(folder, 0, files)
    run = make_run(Orders(About(outlet="Torture"), paths=(folder,)))
    chance = random.Random(kills)  # noqa: S311 - the same kills every time

    killed = 0
    while (killed < kills and ListedFile.objects.exists()) or not killed:
        killed += 1
        child = start_importer("--resume", str(run.pk), *options)
        kill_within(child, chance.random() * (WITH_WORKERS if options else WORK))
        lapse()
    last = start_importer("--resume", str(run.pk), *options)
    _, told = last.communicate()

    assert last.returncode == 0 or "is finished" in told
    check_whole(run, files)


def lapse() -> None:
    """Let it be so long ago that anything was heard of the importers that were killed."""
    Importer.objects.update(heard_from_at=timezone.now() - 2 * LEASE)


def check_whole(run: ImportRun, files: int) -> None:
    """See that a run is finished and each of its files imported once, and by nobody twice."""
    run.refresh_from_db()
    names = Counter(run.files.values_list("name", flat=True))
    assert run.state == ImportRun.State.FINISHED
    assert (len(names), set(names.values())) == (files, {1})
    assert run.imported_count == len(counts()) == Article.objects.count() == files
    assert run.statement_count == Statement.objects.count()
    assert not ListedFile.objects.exists()
    assert not Importer.objects.exists()
    assert flaws() == []


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
