"""What a file says about a known article now, and texts that come back, are heeded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from statements.importing.run import Orders, import_inputs
from statements.importing.sources import About
from statements.importing.store import Outcome
from statements.importing.undoing import take_back
from statements.importing.walking import find_inputs
from statements.importing.writing import Report
from statements.models import Action, Article, ImportRun, Outlet, Statement
from statements.models.history import record, undo
from tests.importing.made import extract_quotes

pytestmark = pytest.mark.django_db

URL = "https://tass.com/1"
FIRST = "“We stay,” Anna Arden said."
SECOND = "Corrected. “We stay,” Anna Arden said. “We hope,” Anna Arden said."


def say(folder: Path, **facts: str) -> None:
    (folder / "a.json").write_text(json.dumps(facts))


def run(folder: Path, text: str = FIRST, **about: str) -> Report:
    (folder / "a.txt").write_text(text)
    (report,) = import_inputs(find_inputs([folder]), Orders(About(**about)), extract_quotes)
    return report


@pytest.mark.parametrize(
    ("before", "after", "column", "value"),
    [
        ({"outlet": "Tas"}, {"outlet": "TASS"}, "outlet__name", "TASS"),
        (
            {"outlet": "Tas", "url": URL},
            {"outlet": "TASS", "url": URL},
            "outlet__name",
            "TASS",
        ),
        ({"outlet": "TASS"}, {"outlet": "TASS", "url": URL}, "url", URL),
        ({"published": "2021-08-02"}, {"published": "2021-08-20"}, "edtf", "2021-08-20"),
        ({"outlet": "TASS"}, {"published": "2021-08-20"}, "edtf", "2021-08-20"),
        ({"headline": "One"}, {"headline": "Two"}, "headline", "Two"),
        ({"language": "en"}, {"language": "ru"}, "language", "ru"),
        (
            {"published": "2021-08-20"},
            {"published": "2021-08-20", "known_from": "the page"},
            "known_from",
            "the page",
        ),
    ],
)
def test_a_corrected_fact_takes_the_place_of_the_old_one(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], column: str, value: str
) -> None:
    say(tmp_path, **before)
    run(tmp_path)
    say(tmp_path, **after)

    report = run(tmp_path)
    again = run(tmp_path)

    assert (report.outcome, again.outcome) == (Outcome.CHANGED, Outcome.UNCHANGED)
    assert Article.objects.values_list(column, flat=True).get() == value
    assert Statement.objects.count() == 1
    assert ImportRun.objects.order_by("pk")[1].imported_count == 1


def test_a_correction_is_on_record_and_can_be_taken_back(tmp_path: Path) -> None:
    say(tmp_path, headline="One", outlet="TASS")
    run(tmp_path)
    say(tmp_path, headline="Two", outlet="TASS")
    run(tmp_path)

    action = Action.objects.get()
    assert (action.verb, action.by) == (Action.Verb.AMENDED, None)
    assert action.reason.endswith("a.txt says")
    undo(action, None)
    assert Article.objects.get().headline == "One"
    # What an editor took back, no import does again.
    assert run(tmp_path).outcome == Outcome.UNCHANGED
    assert Article.objects.get().headline == "One"


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        ({"headline": "By hand"}, {"headline": "Two"}),
        ({"earliest": "2021-08-01"}, {"published": "2021-08-20"}),
    ],
)
def test_what_an_editor_set_stands(
    tmp_path: Path, edited: dict[str, Any], said: dict[str, str]
) -> None:
    say(tmp_path, outlet="TASS", published="2021-08-02/2021-08-03", headline="One")
    run(tmp_path)
    with record(User.objects.create(username="editor"), Action.Verb.EDITED) as log:
        log.update(Article.objects.all(), **edited)
    before = Article.objects.values().get()
    say(tmp_path, outlet="TASS", language="ru", **said)

    run(tmp_path)

    after = Article.objects.values().get()
    assert after == before | {"language": "ru"}


def test_an_outlet_that_an_editor_renamed_keeps_its_articles(tmp_path: Path) -> None:
    say(tmp_path, outlet="Tass", url=URL)
    run(tmp_path)
    outlet = Outlet.objects.get()
    outlet.name = "TASS News Agency"
    with record(User.objects.create(username="editor"), Action.Verb.EDITED) as log:
        log.save(outlet)

    assert run(tmp_path).outcome == Outcome.UNCHANGED
    assert Outlet.objects.count() == 1


def test_an_outlet_is_corrected_in_all_versions(tmp_path: Path) -> None:
    say(tmp_path, outlet="Tas", url=URL)
    run(tmp_path)
    run(tmp_path, SECOND)
    say(tmp_path, outlet="TASS", url=URL)

    assert run(tmp_path, SECOND).outcome == Outcome.CHANGED
    assert set(Article.objects.values_list("outlet__name", flat=True)) == {"TASS"}


def test_the_same_text_from_elsewhere_is_another_article(tmp_path: Path) -> None:
    say(tmp_path, outlet="TASS")
    run(tmp_path)
    (tmp_path / "b").mkdir()
    say(tmp_path / "b", outlet="Other")

    assert run(tmp_path / "b").outcome == Outcome.IMPORTED
    assert Article.objects.count() == 2


def test_a_text_that_goes_back_is_the_present_one_again(tmp_path: Path) -> None:
    say(tmp_path, outlet="TASS", url=URL)
    first = run(tmp_path)
    second = run(tmp_path, SECOND)

    back = run(tmp_path)

    assert (back.outcome, back.article) == (Outcome.CHANGED, first.article)
    assert Article.objects.current().get().pk == first.article
    (stays,) = Statement.objects.filter(current=True)
    assert (stays.article_id, stays.replaced_by) == (first.article, None)
    later = Statement.objects.filter(article=second.article).order_by("start")
    assert [(one.current, one.replaced_by) for one in later] == [
        (False, stays),
        (False, None),
    ]
    assert run(tmp_path).outcome == Outcome.UNCHANGED
    assert run(tmp_path, SECOND).outcome == Outcome.CHANGED
    assert Article.objects.current().get().pk == second.article
    assert Statement.objects.filter(current=True).count() == 2
    assert Statement.objects.count() == 3


def test_what_an_editor_decided_comes_back_with_the_text(tmp_path: Path) -> None:
    say(tmp_path, outlet="TASS", url=URL)
    run(tmp_path)
    run(tmp_path, SECOND)
    rejected = Statement.objects.filter(current=True).earliest("start")
    rejected.state = Statement.State.REJECTED
    rejected.save()

    back = run(tmp_path)

    statement = Statement.objects.get(article=back.article)
    assert (statement.state, statement.current) == (Statement.State.REJECTED, True)


def test_three_versions_stay_one_line_when_the_middle_one_comes_back(
    tmp_path: Path,
) -> None:
    say(tmp_path, outlet="TASS", url=URL)
    for text in (FIRST, SECOND, f"{SECOND} End.", SECOND, FIRST):
        last = run(tmp_path, text)

    present = Article.objects.current().get()
    line = [present.pk]
    while present.supersedes:
        present = present.supersedes
        line.append(present.pk)
    assert line[0] == last.article
    assert len(line) == Article.objects.count() == 3


def test_two_files_with_two_versions_take_no_turns(tmp_path: Path) -> None:
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text)
        (tmp_path / f"{name}.json").write_text(json.dumps({"outlet": "TASS", "url": URL}))

    for expected in ({Outcome.IMPORTED, Outcome.NEW_VERSION}, {Outcome.UNCHANGED}):
        found = import_inputs(find_inputs([tmp_path]), Orders(), extract_quotes)
        assert {report.outcome for report in found} == expected


def test_taking_back_the_run_of_a_correction_removes_nothing(tmp_path: Path) -> None:
    say(tmp_path, outlet="TASS", headline="One")
    run(tmp_path)
    say(tmp_path, outlet="TASS", headline="Two")
    run(tmp_path)

    take_back(ImportRun.objects.latest("pk"), User.objects.create(username="editor"))

    assert Article.objects.count() == Statement.objects.count() == 1
