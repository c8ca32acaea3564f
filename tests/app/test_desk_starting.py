"""Staff start imports, watch them, stop them, let them go on, and take them back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from statements.desk import starting
from statements.importing import store, writing
from statements.importing.interrupting import Interruption
from statements.management.commands import run_imports
from statements.models import Article, ImportRun, ListedFile
from statements.models.runs import LEASE

pytestmark = pytest.mark.django_db
SAID = "Talks\n\n“We hope for result {},” Maria Zakharova told reporters on 5 March 2021.\n"
State = ImportRun.State


@pytest.fixture
def anna() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("anna"))
    return client


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    settings.IMPORT_ROOT = str(tmp_path)
    folder = tmp_path / "agency" / "2021"
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.txt").write_text(SAID.format(number))
    (folder / "bad.txt").write_bytes(b"caf\xe9")
    return tmp_path


def start(client: Client, **form: Any) -> Any:
    return client.post("/review/imports/", form, follow=True)


def work() -> None:
    call_command("run_imports", wait=False)


def page(client: Client, run: ImportRun) -> str:
    return str(client.get(f"/review/imports/{run.pk}/").content.decode())


def press(client: Client, run: ImportRun, do: str) -> str:
    answer: Any = client.post(f"/review/imports/{run.pk}/{do}/", follow=True)
    run.refresh_from_db()
    return str(answer.content.decode())


def test_a_folder_is_chosen_imported_by_a_worker_and_taken_back(
    anna: Client, root: Path
) -> None:
    offered = anna.get("/review/imports/").content.decode()
    assert '<option value="agency/2021">' in offered

    shown = start(anna, folder="agency/2021", outlet="TASS").content.decode()
    assert "a worker takes it on" in shown
    assert 'data-watch="3"' in shown
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in shown
    work()

    run = ImportRun.objects.get()
    assert (run.state, run.imported_count, run.failed_count) == (State.FINISHED, 3, 1)
    assert Article.objects.get(text=SAID.format(0)).outlet.name == "TASS"
    shown = page(anna, run)
    assert "4 of 4 files" in shown
    assert "bad.txt: is not UTF-8" in shown
    assert "data-watch" not in shown
    assert "Import" in anna.get("/review/imports/").content.decode()
    assert "was taken back" in press(anna, run, "undo")
    assert not Article.objects.exists()


def test_files_are_uploaded_under_names_that_stay_where_they_belong(
    anna: Client, root: Path
) -> None:
    files = [
        SimpleUploadedFile(name, SAID.format(name).encode())
        for name in ("one.txt", "one.txt", ".hidden.txt")
    ]
    start(anna, uploads=files, published="5 March 2021")
    (folder,) = (root / "uploads").iterdir()

    work()

    assert {path.name for path in folder.iterdir()} == {
        "one.txt",
        "1-one.txt",
        "hidden.txt",
    }
    run = ImportRun.objects.get()
    assert (run.imported_count, run.unchanged_count) == (2, 1)
    assert {article.edtf for article in Article.objects.all()} == {"2021-03-05"}
    assert "given by anna" in Article.objects.all()[0].known_from


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Choose files to upload, or a folder"),
        ({"folder": "../etc"}, "is not one of the available choices"),
        ({"folder": "uploads"}, "is not one of the available choices"),
        ({"folder": "agency", "published": "soon"}, "field-error"),
    ],
)
def test_what_cannot_be_imported_is_told_and_starts_nothing(
    anna: Client, root: Path, form: dict[str, str], told: str
) -> None:
    (root / "uploads").mkdir()

    assert told in start(anna, **form).content.decode()

    assert not ImportRun.objects.exists()


def test_files_that_are_too_large_are_sent_to_a_folder_on_the_server(
    anna: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "MOST_BYTES", 10)

    shown = start(anna, uploads=[SimpleUploadedFile("large.txt", b"eleven byte")])

    assert "put them into a folder on the server" in shown.content.decode()
    assert not ImportRun.objects.exists()


def test_without_a_folder_of_its_own_nothing_can_be_started(anna: Client) -> None:
    shown = start(anna, folder="").content.decode()

    assert "IMPORT_ROOT names no folder" in shown
    assert "<form class" not in shown
    assert not ImportRun.objects.exists()


def test_a_run_is_stopped_while_it_waits_and_goes_on(anna: Client, root: Path) -> None:
    start(anna, folder="agency")
    run = ImportRun.objects.get()
    press(anna, run, "stop")
    assert run.state == State.STOPPED

    work()
    assert not Article.objects.exists()
    press(anna, run, "resume")
    work()

    run.refresh_from_db()
    assert run.state == State.FINISHED
    assert "nothing was done" in press(anna, run, "resume")
    assert "nothing was done" in press(anna, run, "stop")


def test_a_run_under_way_is_stopped_after_the_article_in_hand(
    anna: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "TOGETHER", 1)
    start(anna, folder="agency")
    run = ImportRun.objects.get()
    real: Any = store.store_together
    asked: list[str] = []

    def store_and_ask(*given: Any, **how: Any) -> Any:
        asked.append(press(anna, run, "stop"))
        assert "nothing was done" in press(anna, run, "undo")
        return real(*given, **how)

    monkeypatch.setattr(writing, "store_together", store_and_ask)
    work()

    run.refresh_from_db()
    assert (run.state, run.imported_count, len(asked)) == (State.STOPPED, 1, 1)
    assert ListedFile.objects.filter(claimed_by=None).count() == 3


def test_a_run_whose_worker_was_killed_is_shown_as_abandoned_and_goes_on(
    anna: Client, root: Path
) -> None:
    start(anna, folder="agency")
    long_ago = timezone.now() - 2 * LEASE
    ImportRun.objects.update(state=State.RUNNING, heard_from_at=long_ago)
    run = ImportRun.objects.get()

    assert "<b>Abandoned</b>" in page(anna, run)
    press(anna, run, "resume")
    work()

    run.refresh_from_db()
    assert run.state == State.FINISHED


def test_a_worker_that_is_asked_to_end_leaves_the_run_to_the_next(
    anna: Client, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "TOGETHER", 1)
    start(anna, folder="agency")
    interruption = Interruption()
    interruption.asked = True

    assert run_imports.work_on_next(0, "", interruption)

    run = ImportRun.objects.get()
    assert (run.state, run.imported_count) == (State.WAITING, 1)
    work()
    run.refresh_from_db()
    assert (run.state, run.imported_count) == (State.FINISHED, 3)


def test_an_idle_worker_helps_only_with_what_staff_started(
    anna: Client, root: Path
) -> None:
    start(anna, folder="agency")
    run = ImportRun.objects.get()
    ListedFile.objects.create(run=run, given="{}")
    ImportRun.objects.update(state=State.RUNNING)
    assert run_imports.find_work() == run

    ImportRun.objects.update(started_by=None)

    assert run_imports.find_work() is None
