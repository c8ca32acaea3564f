"""What the database refuses, and what rows do by themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from statements.extraction import model
from statements.extraction.spans import Span
from statements.models import Article, Briefing, Statement
from statements.models.dating import Basis, Precision, describe
from tests.factories import (
    dated,
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db

DAY = date(2021, 8, 19)


@pytest.mark.parametrize(
    "columns",
    [
        {"precision": "day", "earliest": DAY, "latest": None},
        {"precision": "day", "earliest": DAY, "latest": date(2021, 8, 20)},
        {"precision": "month", "earliest": DAY, "latest": DAY},
        {"precision": "range", "earliest": None, "latest": None},
        {"precision": "range", "earliest": date(2021, 8, 20), "latest": DAY},
        {"precision": "unknown", "earliest": DAY, "latest": DAY},
        {"weekday": 7},
    ],
    ids=str,
)
def test_the_database_refuses_a_day_that_disagrees_with_itself(
    columns: dict[str, Any],
) -> None:
    statement = make_statement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(**columns)


@pytest.mark.parametrize(
    "edtf", ["2021-08-19", "2021-08", "2021", "[2024-03-14..]", "2025-03-21/2025-03-23", ""]
)
def test_the_database_takes_what_is_known_of_a_day(edtf: str) -> None:
    assert make_statement(said=edtf).date_label == describe(edtf)


@pytest.mark.parametrize(
    "columns",
    [
        {"text": "“Something else,”"},
        {"end": 10_000},
        {"start": None},
        {"spans": []},
        {"span_count": 0},
        {"article": None},
    ],
    ids=str,
)
def test_the_database_refuses_words_that_do_not_fill_their_range(
    columns: dict[str, Any],
) -> None:
    statement = make_statement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(**columns)


def test_a_broken_quotation_is_one_statement_with_two_spans() -> None:
    article = make_article("“Yes,” she said, “we agree.”")
    statement = Statement(speaker_as_written="she", **dated("2021-08-19"))

    statement.anchor([Span(0, 6), Span(17, 28)], article)
    statement.save()

    statement.refresh_from_db()
    assert statement.text == "“Yes,” … “we agree.”"
    assert statement.spans == [[0, 6], [17, 28]]


def test_the_same_place_is_recorded_once() -> None:
    article = make_article("“No,” she said.")
    make_statement("“No,”", article=article)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_statement("“No,”", article=article)


def test_the_same_text_at_the_same_address_is_one_article() -> None:
    article = make_article("Once.")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_article("Once.", url=article.url)


def test_a_copy_under_another_outlet_is_an_article_of_its_own() -> None:
    make_article("Wire copy.", url="https://a.example/1")
    make_article("Wire copy.", url="https://b.example/1", outlet=make_outlet("Other Paper"))

    assert Article.objects.count() == 2


def test_a_statement_without_article_takes_the_address_of_its_briefing() -> None:
    briefing = make_briefing(official_url="https://mid.example/briefing")

    statement = Statement.objects.create(text="“We agree.”", briefing=briefing)

    assert statement.source_url == "https://mid.example/briefing"


def test_a_statement_without_any_source_is_refused_with_the_cure() -> None:
    statement = Statement(text="“We agree.”", briefing=make_briefing())

    with pytest.raises(ValidationError, match="official address"):
        statement.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        statement.save()


def test_a_statement_without_a_day_has_the_day_of_its_briefing() -> None:
    statement = make_statement(said="", briefing=make_briefing(held="2021-08-19"))

    assert (statement.day, statement.basis) == (DAY, Basis.BRIEFING)


def test_a_briefing_hands_a_mended_day_on_to_those_who_inherit_it() -> None:
    briefing = make_briefing(held="2021-08-19")
    heir = make_statement(said="", briefing=briefing)
    other = make_statement(said="2021-08-14", briefing=briefing)

    briefing.set_day("2021-08-20")
    briefing.save()

    heir.refresh_from_db()
    other.refresh_from_db()
    assert (heir.day, heir.basis) == (date(2021, 8, 20), Basis.BRIEFING)
    assert other.day == date(2021, 8, 14)


def test_a_briefing_makes_its_address_from_its_title_and_day() -> None:
    first, second = (
        Briefing.objects.create(title="Weekly briefing", **dated("2021-08-19"))
        for _ in range(2)
    )

    assert first.slug == "weekly-briefing-2021-08-19"
    assert second.slug == "weekly-briefing-2021-08-19-2"


def test_briefings_of_one_host_kind_and_day_are_twins() -> None:
    host = make_speaker("Russian Foreign Ministry", kind="institution")
    first, second = make_briefing(host=host), make_briefing(host=host)
    make_briefing(host=host, kind="interview")
    make_briefing(host=host, held="2021-08-20")
    make_briefing()

    assert list(Briefing.objects.same_as(first)) == [second]


def test_a_month_is_never_placed_on_a_day() -> None:
    make_statement(said="2021-08")

    assert not Statement.objects.on(date(2021, 8, 1)).exists()
    assert not Statement.objects.within(date(2021, 8, 1), date(2021, 8, 19)).exists()
    assert Statement.objects.perhaps_within(date(2021, 8, 1), date(2021, 8, 19)).exists()
    assert Statement.objects.within(date(2021, 8, 1), date(2021, 8, 31)).exists()


def test_readers_see_neither_rejected_nor_replaced_statements(settings: Any) -> None:
    make_statement("“Kept.”", state="published")
    make_statement("“New.”", state="candidate")
    make_statement("“Wrong.”", state="rejected")
    make_statement("“Old.”", current=False)

    assert {row.text for row in Statement.objects.public()} == {"“Kept.”", "“New.”"}
    settings.PUBLISH_UNREVIEWED = False
    assert {row.text for row in Statement.objects.public()} == {"“Kept.”"}


def test_reviewing_changes_only_what_is_in_another_state() -> None:
    make_statement("“One.”", state="candidate")
    make_statement("“Two.”", state="published")

    assert Statement.objects.review(Statement.State.PUBLISHED) == 1
    assert set(Statement.objects.values_list("state", flat=True)) == {"published"}


def test_rows_and_extraction_share_their_vocabulary() -> None:

    assert set(Precision.values) == {member.value for member in model.Precision}
    assert set(Basis.values) == {member.value for member in model.Basis} | {"briefing"}
    assert set(Briefing.Kind.values) == {member.value for member in model.EventKind}
    assert set(Statement.Kind.values) == {member.value for member in model.StatementKind}
