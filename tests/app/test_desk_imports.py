"""An import and the editors: what a person did is never lost, whatever is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from statements.models import (
    Action,
    Article,
    Briefing,
    Change,
    ImportRun,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from statements.models.columns import columns_of, fingerprint
from statements.models.history import record
from tests.factories import make_statement

pytestmark = pytest.mark.django_db

ONE = "Talks\n\n“We hope for a result,” Maria Zakharova told reporters on 5 March 2021.\n"
TWO = "War\n\n“They must stop it,” Ilham Aliyev said in an interview on 6 March 2021.\n"
COMMENTED = f"{ONE}\nComments (1)\n\nAnna Arden: {TWO[5:]}"
CHANGED = ONE.replace("Talks", "Talks go on")


@pytest.fixture
def anna() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("anna"))
    return client


def bring(folder: Path, *options: str, **files: str) -> ImportRun:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    call_command("import_articles", str(folder), "--outlet", "TASS", *options, verbosity=0)
    return ImportRun.objects.order_by("-pk")[0]


def take_back(client: Client, run: ImportRun) -> str:
    form = {"action": "take_back", "_selected_action": run.pk}
    response: Any = client.post("/admin/statements/importrun/", form, follow=True)
    page: str = response.content.decode()
    return page


def accept(client: Client, statement: Statement) -> None:
    form = {"seen": fingerprint(statement)}
    client.post(f"/review/{statement.public_id}/accept/", form)


def test_an_import_is_taken_back(anna: Client, tmp_path: Path) -> None:
    run = bring(tmp_path, one=ONE, two=TWO)
    assert (Article.objects.count(), Statement.objects.count()) == (2, 2)

    page = take_back(anna, run)

    assert "was taken back" in page
    for table in (Article, Statement, Briefing, Speaker, SpeakerName, Outlet):
        assert not table._default_manager.exists()


def test_a_speaker_whom_others_know_stays(anna: Client, tmp_path: Path) -> None:
    run = bring(tmp_path / "a", one=ONE, two=TWO)
    known = Speaker.objects.get(name="Maria Zakharova")
    edited = Speaker.objects.get(name="Ilham Aliyev")
    make_statement("Later", speaker=known)
    with record(None, Action.Verb.EDITED) as log:
        edited.description = "President"
        log.save(edited)

    page = take_back(anna, run)

    assert set(Speaker.objects.filter(kind="person")) == {known, edited}
    assert "“Ilham Aliyev” was kept" in page
    assert "“Maria Zakharova” was kept" not in page  # others need her


def test_an_outlet_that_others_use_or_an_editor_described_stays(
    anna: Client, tmp_path: Path
) -> None:
    run = bring(tmp_path, one=f"{ONE}\n(TASS)\n")
    bring(tmp_path / "other", "--outlet", "RIA", two=TWO)
    Outlet.objects.filter(name="TASS").update(country="RU")

    take_back(anna, run)

    assert {outlet.name for outlet in Outlet.objects.all()} == {"TASS", "RIA"}


def test_an_import_that_was_taken_back_can_be_done_again(
    anna: Client, tmp_path: Path
) -> None:
    take_back(anna, bring(tmp_path, one=ONE))

    bring(tmp_path)

    assert Statement.objects.count() == 1


def test_taking_an_import_back_can_be_taken_back(anna: Client, tmp_path: Path) -> None:
    run = bring(tmp_path, one=ONE, two=TWO)
    keys = list(Statement.objects.values_list("pk", flat=True))
    before = columns_of(Statement, keys)
    take_back(anna, run)

    anna.post("/review/undo/", {"action": Action.objects.get().pk})

    assert columns_of(Statement, keys) == before
    assert Article.objects.count() == 2


def test_what_an_editor_reviewed_is_kept_and_named(anna: Client, tmp_path: Path) -> None:
    run = bring(tmp_path, one=ONE, two=TWO)
    accepted = Statement.objects.get(text__contains="result")
    accept(anna, accepted)

    page = take_back(anna, run)

    assert list(Statement.objects.all()) == [accepted]
    assert Article.objects.get() == accepted.article
    assert "was kept" in page


def test_with_a_later_version_the_earlier_statements_stand_again(
    anna: Client, tmp_path: Path
) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        known = '["one.txt"]\nurl = "https://tass.example/1"\n'
        (tmp_path / name / "articles.toml").write_text(known, encoding="utf-8")
    bring(tmp_path / "a", one=ONE)
    old = Statement.objects.get()
    run = bring(tmp_path / "b", one=CHANGED)
    assert not Statement.objects.get(pk=old.pk).current

    take_back(anna, run)

    assert Statement.objects.get() == old
    assert Statement.objects.get().current


def test_an_editor_takes_no_import_back(tmp_path: Path) -> None:
    run = bring(tmp_path, one=ONE)
    client = Client()
    client.force_login(User.objects.create_user("boris", is_staff=True))

    take_back(client, run)

    assert Statement.objects.exists()


@pytest.mark.parametrize(
    ("deed", "typed"),
    [
        ("speaker", {"speaker": "Somebody Else", "new": "on"}),
        ("day", {"day": "24 July"}),
        ("edge", {"edge": "end-in"}),
        ("kind", {"kind": "mixed"}),
        ("reject", {"reason": "Wrong words"}),
    ],
)
def test_what_an_editor_changed_survives_every_later_import(
    anna: Client, tmp_path: Path, deed: str, typed: dict[str, str]
) -> None:
    bring(tmp_path, one=ONE)
    statement = Statement.objects.get()
    form = {"seen": fingerprint(statement), **typed}
    anna.post(f"/review/{statement.public_id}/{deed}/", form)
    decided = columns_of(Statement, [statement.pk])

    bring(tmp_path)
    bring(tmp_path, "--reextract")

    assert columns_of(Statement, [statement.pk]) == decided
    assert Statement.objects.count() == 1


def test_a_passage_that_was_put_back_stays_part_of_the_article(
    anna: Client, tmp_path: Path
) -> None:
    bring(tmp_path, one=COMMENTED)
    article = Article.objects.get()
    form = {"start": COMMENTED.index("Anna"), "back": "/review/"}
    anna.post(f"/review/articles/{article.pk}/rescue/", form)
    rescued = Statement.objects.get(text__contains="stop it")
    before = columns_of(Article, [article.pk]), columns_of(Statement, [rescued.pk])

    bring(tmp_path, "--reextract")

    assert (
        columns_of(Article, [article.pk]),
        columns_of(Statement, [rescued.pk]),
    ) == before
    Change.objects.all().delete()
    rescued.delete()
    bring(tmp_path, "--reextract")
    assert Statement.objects.filter(text__contains="stop it", current=True).exists()


def test_a_briefing_an_editor_corrected_stays_as_it_is(
    anna: Client, tmp_path: Path
) -> None:
    bring(tmp_path, two=TWO)
    briefing = Briefing.objects.get()
    form = {
        "kind": briefing.kind, "edtf": "7 March 2021", "title": "Corrected", "host": "",
        "place": "Baku", "official_url": "", "notes": "",
        "statements-TOTAL_FORMS": "0", "statements-INITIAL_FORMS": "0",
        "statements-2-TOTAL_FORMS": "0", "statements-2-INITIAL_FORMS": "0",
    }  # fmt: skip
    anna.post(f"/admin/statements/briefing/{briefing.pk}/change/", form)
    corrected = columns_of(Briefing, [briefing.pk])
    assert corrected[briefing.pk]["title"] == "Corrected"

    bring(tmp_path, "--reextract")

    assert columns_of(Briefing, [briefing.pk]) == corrected
