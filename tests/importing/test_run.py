"""A whole run: every input its outcome, one bad file never another's, and no doubles in a race."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from statements.extraction.model import Extraction
from statements.importing import writing
from statements.importing.run import Orders, import_inputs
from statements.importing.sources import About, Source
from statements.importing.store import Outcome, Stored, store, store_together
from statements.importing.walking import find_inputs
from statements.importing.writing import Report
from statements.models import (
    Article,
    Briefing,
    ImportedFile,
    ImportRun,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from tests.importing.made import (
    ZAKHAROVA,
    extract_quotes,
    made_event,
    made_extraction,
    made_source,
    made_statement,
    person,
)

TASS = About(outlet="TASS")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        text = f"Report {number}. “Number {number},” Anna Arden said."
        (tmp_path / f"{number}.txt").write_text(text)
    return tmp_path


def imported(folder: Path, orders: Orders | None = None) -> list[Report]:
    return list(
        import_inputs(find_inputs([folder]), orders or Orders(TASS), extract_quotes)
    )


def outcomes(folder: Path) -> list[str]:
    return [report.outcome.value for report in imported(folder)]


@pytest.mark.django_db
def test_a_run_is_recorded_with_the_outcome_of_each_file(folder: Path) -> None:
    (folder / "1.txt").write_bytes(b"\xff\xfe\x00")

    assert outcomes(folder) == ["imported", "failed", "imported"]

    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FINISHED
    assert run.finished_at is not None
    assert (run.imported_count, run.failed_count, run.statement_count) == (2, 1, 2)
    failed = run.files.get(outcome=ImportedFile.Outcome.FAILED)
    assert failed.name == str(folder / "1.txt")
    assert failed.message.startswith(f"{failed.name}: is marked as UTF-16")
    assert Speaker.objects.get().statements.count() == 2


@pytest.mark.django_db
def test_a_second_run_extracts_nothing_and_changes_nothing(folder: Path) -> None:
    imported(folder)
    rows = [model.objects.count() for model in (Article, Statement, Speaker)]

    def refuse(source: Source) -> Extraction:
        raise AssertionError(source.name)

    again = list(import_inputs(find_inputs([folder]), Orders(TASS), refuse))

    assert {report.outcome for report in again} == {Outcome.UNCHANGED}
    assert [model.objects.count() for model in (Article, Statement, Speaker)] == rows
    assert ImportRun.objects.first() is not None
    assert [run.unchanged_count for run in ImportRun.objects.all()] == [3, 0]


@pytest.mark.django_db
def test_a_dry_run_reports_everything_and_keeps_nothing(folder: Path) -> None:
    reports = imported(folder, Orders(TASS, dry_run=True))

    assert [report.statement_count for report in reports] == [1, 1, 1]
    for model in (Article, Statement, Speaker, Outlet, ImportRun):
        assert model.objects.count() == 0


@pytest.mark.django_db
def test_what_makes_the_extractor_fail_costs_only_its_own_file(folder: Path) -> None:
    def stumble(source: Source) -> Extraction:
        if source.name.endswith("1.txt"):
            raise IndexError("tuple index out of range")
        return extract_quotes(source)

    reports = list(import_inputs(find_inputs([folder]), Orders(TASS), stumble))

    assert [report.outcome.value for report in reports] == [
        "imported",
        "failed",
        "imported",
    ]
    assert "IndexError" in reports[1].message


@pytest.mark.django_db
def test_what_the_database_refuses_costs_only_its_own_file(folder: Path) -> None:
    def overreach(source: Source) -> Extraction:
        extraction = extract_quotes(source)
        if not source.name.endswith("1.txt"):
            return extraction
        (statement,) = extraction.statements
        empty = made_statement(source.text, statement.text, statement.speaker, written="")
        backwards = tuple(reversed(empty.spans[0]))
        object.__setattr__(empty, "spans", (type(empty.spans[0])(*backwards),))
        return made_extraction(source.text, empty)

    reports = list(import_inputs(find_inputs([folder]), Orders(TASS), overreach))

    assert [report.outcome.value for report in reports] == [
        "imported",
        "failed",
        "imported",
    ]
    assert "statement_text_fills_its_range" in reports[1].message
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_a_run_that_is_closed_stops_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "TOGETHER", 1)
    reports = import_inputs(find_inputs([folder]), Orders(TASS), extract_quotes)
    next(reports)
    reports.close()

    run = ImportRun.objects.get()
    assert (run.state, run.imported_count) == (ImportRun.State.STOPPED, 1)
    assert outcomes(folder) == ["unchanged", "imported", "imported"]


@pytest.mark.django_db
def test_a_run_whose_importer_was_killed_does_not_run_for_ever(folder: Path) -> None:
    killed, alive = ImportRun.objects.create(), ImportRun.objects.create()
    long_ago = timezone.now() - timedelta(hours=1)
    ImportRun.objects.filter(pk=killed.pk).update(heard_from_at=long_ago)

    imported(folder)

    states = ImportRun.objects.in_bulk()
    assert states[killed.pk].state == ImportRun.State.ABANDONED
    assert states[alive.pk].state == ImportRun.State.RUNNING


@pytest.mark.django_db
def test_workers_give_the_same_rows_in_the_same_order(folder: Path) -> None:
    page = "<html><body><article><h1>{0}</h1><p>“{0},” said Bob Ray.</p></article></body></html>"
    for number in range(3):
        (folder / f"{number}.html").write_text(page.format(f"We are {number}"))
    lines = [json.dumps({"text": f"“Line {number},” Bob Ray said."}) for number in range(3)]
    (folder / "1a.jsonl").write_text("\n".join(lines))
    (folder / "1.txt").write_bytes(b"")
    (folder / "9.txt").symlink_to(folder / "gone.txt")

    here = list(import_inputs(find_inputs([folder]), Orders(TASS, dry_run=True)))
    elsewhere = list(import_inputs(find_inputs([folder]), Orders(TASS, workers=2)))

    assert [replace(one, article=None) for one in elsewhere] == here
    assert [one.article for one in elsewhere if one.article] == list(
        Article.objects.order_by("pk").values_list("pk", flat=True)
    )


@pytest.fixture
def together() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.mark.django_db(transaction=True)
def test_importers_at_the_same_moment_double_nothing(together: ThreadPoolExecutor) -> None:
    barrier = Barrier(4)

    def race(importer: int) -> list[Stored]:
        stored = []
        for number in range(8):
            text = f"“Number {number},” Zakharova said."
            source = made_source(text, url=f"https://tass.com/{number}")
            statement = made_statement(text, f"“Number {number},”", ZAKHAROVA, event=0)
            extraction = made_extraction(text, statement, events=(made_event(),))
            barrier.wait(30)
            stored.append(store(source, extraction))
        connection.close()
        return stored

    raced = list(together.map(race, range(4)))

    found = [one.outcome for stored in raced for one in stored]
    assert found.count(Outcome.IMPORTED) == 8
    assert found.count(Outcome.UNCHANGED) == 24
    assert (Article.objects.count(), Statement.objects.count()) == (8, 8)
    assert Speaker.objects.count() == 2
    assert (Briefing.objects.count(), Outlet.objects.count()) == (1, 1)
    assert len({one.article for stored in raced for one in stored}) == 8


@pytest.mark.django_db(transaction=True)
def test_versions_that_arrive_at_the_same_moment_make_one_line(
    together: ThreadPoolExecutor,
) -> None:
    barrier = Barrier(4)
    store(made_source("First."), made_extraction("First."))

    def race(importer: int) -> Stored:
        text = f"Version {importer % 2}."
        barrier.wait(30)
        try:
            return store(made_source(text), made_extraction(text))
        finally:
            connection.close()

    raced = list(together.map(race, range(4)))

    assert [one.outcome for one in raced].count(Outcome.NEW_VERSION) == 2
    assert Article.objects.count() == 3
    assert Article.objects.current().count() == 1


@pytest.mark.django_db(transaction=True)
def test_whole_runs_at_the_same_moment_double_nothing(
    together: ThreadPoolExecutor, tmp_path: Path
) -> None:
    for number in range(30):
        said = (
            f"“Number {number},” Anna Arden said. “And {number},” Bob Ray{number % 3} said."
        )
        (tmp_path / f"{number:02}.txt").write_text(said)
    inputs = list(find_inputs([tmp_path]))
    barrier = Barrier(4)

    def race(importer: int) -> list[Report]:
        barrier.wait(30)
        try:
            return list(import_inputs(inputs, Orders(TASS), extract_quotes))
        finally:
            connection.close()

    raced = list(together.map(race, range(4)))

    found = [report.outcome for reports in raced for report in reports]
    assert found.count(Outcome.IMPORTED) == 30
    assert found.count(Outcome.UNCHANGED) == 90
    assert (Article.objects.count(), Statement.objects.count()) == (30, 60)
    assert sorted(Speaker.objects.values_list("slug", flat=True)) == [
        "anna-arden",
        "bob-ray0",
        "bob-ray1",
        "bob-ray2",
    ]
    counts = ImportRun.objects.values_list("imported_count", "unchanged_count")
    assert sum(imported for imported, _ in counts) == 30
    assert {sum(pair) for pair in counts} == {30}


def rows() -> set[tuple[object, ...]]:
    columns = (
        "article__digest",
        "text",
        "edtf",
        "speaker__slug",
        "speaker__institution__slug",
    )
    names = SpeakerName.objects.values_list(
        "speaker__slug", "name", "key", "state", "source"
    )
    return {*Statement.objects.values_list(*columns, "briefing__title", "context"), *names}


@pytest.mark.django_db
def test_articles_stored_together_are_as_if_stored_one_by_one() -> None:
    items = []
    for number in range(4):
        text = f"“Yes {number},” Zakharova said. “No,” she said. “Well,” Bob Ray said."
        said = [
            made_statement(text, f"“Yes {number},”", ZAKHAROVA, event=0),
            made_statement(text, "“No,”", person("Мария Захарова"), written="she", event=0),
            made_statement(text, "“Well,”", person(f"Bob Ray {number // 2}"), event=1),
        ]
        source = made_source(text, url=f"https://tass.com/{number}")
        events = (made_event(), made_event(known="", title="a talk"))
        items.append((source, made_extraction(text, *said, events=events)))

    tried = store_together(items, keep=False)
    assert rows() == set()
    with transaction.atomic():  # taken back at its end
        one_by_one = [store(source, found) for source, found in items]
        expected = rows()
        transaction.set_rollback(True)
    stored = store_together(items)

    assert stored is not None
    assert rows() == expected
    assert tried == [replace(one, article=None) for one in one_by_one]
    assert [one.statement_count for one in stored] == [3] * 4
