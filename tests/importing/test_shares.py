"""Several importers, one run: each file once, whoever comes, goes, or is killed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from statements.importing import shares, writing
from statements.importing.claims import claim
from statements.importing.orders import Orders, read_given, read_orders, write_given
from statements.importing.run import import_inputs, make_run
from statements.importing.shares import NotOpenError, Share
from statements.importing.sources import About, UnreadableError
from statements.importing.walking import Input, find_inputs
from statements.importing.writing import Report
from statements.models import Article, ImportedFile, Importer, ImportRun, ListedFile
from statements.models.runs import LEASE
from tests.importing.made import extract_quotes

FILES = 7
TASS = About(outlet="TASS")
State = ImportRun.State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "TOGETHER", 1)


def write(folder: Path, count: int) -> None:
    for number in range(count):
        text = f"Report {number}. “Number {number},” Anna Arden said."
        (folder / f"{number:03}.txt").write_text(text)


def new_run(folder: Path) -> ImportRun:
    return make_run(Orders(TASS, paths=(folder,)))


def go_on(run: ImportRun) -> Iterator[Report]:
    orders = read_orders(run.orders)
    return import_inputs(find_inputs(orders.paths), orders, extract_quotes, run=run)


def begin_and_stop(run: ImportRun, after: int = 2) -> list[Report]:
    reports = go_on(run)
    seen = [next(reports) for _ in range(after)]
    reports.close()  # type: ignore[attr-defined]
    return seen


def outcomes(run: ImportRun) -> Counter[str]:
    return Counter(ImportedFile.objects.filter(run=run).values_list("outcome", flat=True))


def lapse(run: ImportRun) -> None:
    """Let it be so long ago that anything was heard of a run and its importers."""
    long_ago = timezone.now() - 2 * LEASE
    Importer.objects.filter(run=run).update(heard_from_at=long_ago)
    ImportRun.objects.filter(pk=run.pk).update(heard_from_at=long_ago)


def is_whole(run: ImportRun, files: int = FILES) -> bool:
    """Tell whether a run is finished, each of its files imported once, and nothing left over."""
    run.refresh_from_db()
    names = ImportedFile.objects.filter(run=run).values_list("name", flat=True)
    counted = (run.imported_count, run.statement_count, run.listed_count)
    return (
        run.state == State.FINISHED
        and counted == (files, files, files)
        and outcomes(run) == {"imported": files}
        and len(set(names)) == Article.objects.count() == files
        and not ListedFile.objects.exists()
        and not Importer.objects.exists()
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("one_by_one")
def test_a_run_stopped_while_it_lists_its_files_imports_each_once(
    folder: Path,
) -> None:
    run = new_run(folder)
    begin_and_stop(run)
    ImportRun.objects.filter(pk=run.pk).update(listed=False)

    list(go_on(run))

    assert is_whole(run)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_by_one")
def test_a_stopped_run_goes_on_where_it_stopped(folder: Path) -> None:
    run = new_run(folder)
    before = begin_and_stop(run)
    run.refresh_from_db()
    assert (run.state, run.imported_count) == (State.STOPPED, 2)
    assert ListedFile.objects.filter(claimed_by=None).count() == FILES - 2

    after = list(go_on(run))

    assert [report.name for report in [*before, *after]] == [
        f"{folder}/{number:03}.txt" for number in range(FILES)
    ]
    assert is_whole(run)
    with pytest.raises(NotOpenError, match="is finished"):
        list(go_on(run))


@pytest.mark.django_db
@pytest.mark.usefixtures("one_by_one")
def test_a_run_that_is_stopped_from_elsewhere_ends_after_the_article_in_hand(
    folder: Path,
) -> None:
    run = new_run(folder)
    reports = go_on(run)
    next(reports)
    ImportRun.objects.update(state=State.STOPPING)

    assert list(reports) == []

    run.refresh_from_db()
    assert (run.state, run.imported_count) == (State.STOPPED, 1)
    list(go_on(run))
    assert is_whole(run)


@pytest.mark.django_db
@pytest.mark.parametrize("listed", [True, False])
def test_what_a_killed_importer_had_claimed_is_imported_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch, listed: bool
) -> None:
    monkeypatch.setattr(shares, "FIRST", FILES + 1 if listed else 2)
    run = new_run(folder)
    killed = Share(run, find_inputs([folder])).__enter__()
    next(killed.claims())
    assert ListedFile.objects.exclude(claimed_by=None).exists()
    with Share(run, []) as early:  # its lease has not lapsed yet
        assert list(claim(early.importer)) == []
    lapse(run)

    assert ImportRun.objects.give_up(timezone.now()) == 1
    assert ImportRun.objects.resumable().get() == run
    list(go_on(run))

    assert is_whole(run)


@pytest.mark.django_db
def test_who_was_taken_for_dead_records_nothing_that_others_took_over(folder: Path) -> None:
    run = new_run(folder)
    slept = Share(run, find_inputs([folder])).__enter__()
    files = list(slept.claims())
    lapse(run)
    list(go_on(run))
    assert is_whole(run)

    assert slept.held([file.listed for file in files]) == set()
    slept.record([], [file.listed for file in files])
    slept.__exit__(None, None, None)

    assert is_whole(run)


@pytest.mark.django_db(transaction=True)
def test_importers_of_one_run_divide_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "FIRST", 5)
    monkeypatch.setattr(shares, "MORE", 5)
    monkeypatch.setattr("statements.importing.claims.BATCH", 3)
    write(tmp_path, 60)
    run = new_run(tmp_path)

    def take_part(_: int) -> int:
        try:
            return len(list(go_on(run)))
        except NotOpenError:  # the others were quicker
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as importers:
        done = list(importers.map(take_part, range(4)))

    assert sum(done) == 60
    assert is_whole(run, 60)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_by_one")
def test_a_file_of_many_articles_goes_on_in_its_middle(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"“Line {number},” Bob Ray said."}) for number in range(6)]
    (tmp_path / "many.jsonl").write_text("\n".join(["{", *lines]))
    run = new_run(tmp_path)
    begin_and_stop(run, after=3)
    assert ListedFile.objects.get().done_count == 3

    list(go_on(run))

    assert outcomes(run) == {"failed": 1, "imported": 6}
    run.refresh_from_db()
    assert (run.state, run.imported_count, run.failed_count) == (State.FINISHED, 6, 1)


@pytest.mark.django_db
def test_a_run_tells_why_it_failed_and_can_be_resumed(folder: Path) -> None:
    run = new_run(folder)

    def broken(_: object) -> None:
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="gone"):
        list(import_inputs(find_inputs([folder]), Orders(TASS), broken, run=run))  # type: ignore[arg-type]

    run.refresh_from_db()
    assert (run.state, run.message) == (State.FAILED, "the disk is gone")
    list(go_on(run))
    assert is_whole(run)


@pytest.mark.parametrize(
    "given",
    [
        Input(Path("/a/b.txt"), "b.txt", About(outlet="TASS", known_from="a\nb")),
        Input(Path("/a/\udcff\udce9.txt"), "\\xff\\xe9.txt"),
        UnreadableError("a.txt", "is empty", "Fill it"),
    ],
)
def test_an_input_is_the_same_after_it_was_on_the_list(
    given: Input | UnreadableError,
) -> None:
    written = write_given(given)
    back = read_given(written)

    assert written.isascii()
    assert back == given or str(back) == str(given)
    assert type(back) is type(given)
