"""The five seed articles in the database: who said what, when and where, and what nobody said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from statements.extraction.spans import Span, join_spans
from statements.importing.run import Orders, import_inputs
from statements.importing.store import Outcome
from statements.importing.walking import find_inputs
from statements.models import Article, Briefing, Outlet, Speaker, Statement

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def seeds(module_record: None) -> None:
    reports = list(import_inputs(find_inputs([SEEDS]), Orders()))

    assert [report.outcome for report in reports] == [Outcome.IMPORTED] * 5


def test_every_statement_says_what_stands_at_its_place() -> None:
    for statement in Statement.objects.select_related("article"):
        assert statement.article is not None
        text = statement.article.text
        spans = [Span(*span) for span in statement.spans]
        assert join_spans(text, spans) == statement.text
        assert statement.speaker_as_written in text
        assert statement.rule
        assert statement.reason


@pytest.mark.parametrize(
    ("outlet", "day", "statements"),
    [
        ("The Armenian Mirror-Spectator", date(2021, 8, 19), 10),
        ("Asbarez", date(2016, 2, 25), 4),
        ("OC Media", date(2025, 3, 20), 8),
        ("Caliber.Az", date(2025, 7, 24), 8),
    ],
)
def test_the_ministrys_briefings_are_found_with_what_zakharova_said_there(
    outlet: str, day: date, statements: int
) -> None:
    briefing = Briefing.objects.get(
        host__slug="russian-foreign-ministry", kind="press-briefing", earliest=day
    )
    said = briefing.statements.filter(
        speaker__slug="maria-zakharova", article__outlet__name=outlet
    )

    assert briefing.title == "Press briefing of the Russian Foreign Ministry"
    assert briefing.slug == f"russian-foreign-ministry-press-briefing-{day}"
    assert said.count() >= statements
    assert set(said.values_list("edtf", flat=True)) == {day.isoformat()}
    behalf = set(said.values_list("on_behalf_of__slug", flat=True))
    assert behalf == {"russian-foreign-ministry"}


def test_others_spoke_on_days_of_their_own() -> None:
    said = Statement.objects.filter(article__outlet__name="The Armenian Mirror-Spectator")
    aliyev = said.filter(speaker__slug="ilham-aliyev", briefing__kind="interview")
    putin = said.get(speaker__slug="vladimir-putin", text__startswith="“Steps")

    assert set(aliyev.values_list("edtf", flat=True)) == {"2021-08-14"}
    assert (putin.edtf, putin.via) == ("2021-08-19", ["Kremlin"])


def test_the_written_statement_is_the_ministrys() -> None:
    statements = Statement.objects.filter(article__outlet__name="TASS")

    assert statements.count() >= 7
    for statement in statements.filter(briefing__isnull=False):
        assert statement.speaker is not None
        assert statement.speaker.kind == Speaker.Kind.INSTITUTION
        assert statement.edtf == "2021-11-05"


@pytest.mark.parametrize("name", ["joe", "Telo", "Mirzoyan", "Ararat Mirzoyan", "Vahram"])
def test_readers_and_other_stories_have_no_say(name: str) -> None:
    assert not Statement.objects.filter(speaker__name__iexact=name).exists()


def test_speakers_and_outlets_are_each_there_once() -> None:
    names = list(Speaker.objects.exclude(kind="anonymous").values_list("name", flat=True))

    assert len(names) == len(set(names))
    assert Speaker.objects.get(slug="hikmet-hajiyev").names.filter(name="Khikmet Gadzhiev")
    assert set(Outlet.objects.values_list("name", flat=True)) == {
        "Asbarez",
        "Caliber.Az",
        "OC Media",
        "TASS",
        "The Armenian Mirror-Spectator",
    }
    agency = Article.objects.get(outlet__name="Asbarez").agency
    assert agency is not None
    assert (agency.name, agency.domain) == ("TASS", "tass.com")


def test_a_second_import_adds_nothing() -> None:
    before = [model.objects.count() for model in (Article, Statement, Speaker, Briefing)]

    again = list(import_inputs(find_inputs([SEEDS]), Orders()))

    assert {report.outcome for report in again} == {Outcome.UNCHANGED}
    after = [model.objects.count() for model in (Article, Statement, Speaker, Briefing)]
    assert after == before
