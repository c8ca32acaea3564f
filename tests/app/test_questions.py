"""Questions put into words once answer as the ORM does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import FieldFetchBlocked
from django.db import connection
from django.db.models import Count, Max, QuerySet
from django.test.utils import CaptureQueriesContext

from statements.asking import ask
from statements.models import Article, Briefing, Statement
from statements.models.questions import Blank, Keys, Tree, composed_once
from tests.factories import make_statement

pytestmark = pytest.mark.django_db

TREE = Tree(
    Statement,
    "speaker",
    "briefing",
    "article",
    "article__outlet",
    without=["article__text"],
)


@composed_once
def texts_by() -> QuerySet[Any, Any]:
    said = Statement.objects.public().filter(speaker__name=Blank("name"))
    return said.order_by("text").values_list("text", "latest")


@composed_once
def last_days() -> QuerySet[Any, Any]:
    rows = Statement.objects.order_by().values_list("speaker__name")
    return rows.annotate(last=Max("latest"), count=Count("pk")).order_by("speaker__name")


@composed_once
def trees() -> QuerySet[Any, Any]:
    return Statement.objects.order_by("pk").values_list(*TREE.columns)


def test_a_question_is_asked_again_with_other_values() -> None:
    for name in ("Anna Alpha", "Berta Beta"):
        make_statement(f"First of {name}", speaker=name)
        make_statement(f"Second of {name}", speaker=name)

    for name in ("Anna Alpha", "Berta Beta", "Nobody"):
        said = Statement.objects.filter(speaker__name=name).order_by("text")
        assert texts_by(name=name) == list(said.values_list("text", "latest"))
        assert texts_by.column(name=name) == list(said.values_list("text", flat=True))
        assert texts_by.first(name=name) == said.values_list("text", flat=True).first()
        assert texts_by.part(1, 1, name=name) == list(
            said.values_list("text", "latest")[1:2]
        )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does this itself")
def test_postgresql_plans_a_question_once() -> None:
    for name in ("Anna", "Berta", "Carla"):
        texts_by(name=name)

    assert ask(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
        ['%"statements_statement"."text"%ORDER BY%'],
    ) == [(1,)]


def test_what_is_public_is_part_of_a_question(settings: LazySettings) -> None:
    make_statement("Reviewed", speaker="Anna Alpha")
    make_statement("Waiting", speaker="Anna Alpha", state=Statement.State.CANDIDATE)

    shown = []
    for settings.PUBLISH_UNREVIEWED in (True, False, True):
        shown.append(texts_by.column(name="Anna Alpha"))

    assert shown == [["Reviewed", "Waiting"], ["Reviewed"], ["Reviewed", "Waiting"]]


def test_values_are_those_of_python_on_either_database() -> None:
    make_statement("Said then", speaker="Anna Alpha", edtf="2021-08-19")

    (row,) = last_days()

    assert row == ("Anna Alpha", date(2021, 8, 19), 1)


def test_keys_are_asked_for_page_by_page() -> None:
    for number in range(5):
        make_statement(f"Number {number}", speaker="Anna Alpha")
    keys = Keys(texts_by, 5, {"name": "Anna Alpha"})

    with CaptureQueriesContext(connection) as asked:
        assert (len(keys), keys[2:4]) == (5, ["Number 2", "Number 3"])
    assert len(asked) == 1


def test_a_tree_is_what_select_related_gives() -> None:
    make_statement("With all around it", speaker="Anna Alpha")
    Statement.objects.create(
        text="Without an article",
        source_url="https://example.org/",
        briefing=Briefing.objects.create(title="A talk"),
    )
    around = ("speaker", "briefing", "article__outlet")

    with CaptureQueriesContext(connection) as asked:
        made = [TREE.made_of(row) for row in trees()]
        names = [
            (s.speaker and s.speaker.name, s.article and s.article.outlet.name)
            for s in made
        ]
    assert len(asked) == 1

    rows = list(Statement.objects.order_by("pk").select_related(*around))
    assert names == [
        (s.speaker and s.speaker.name, s.article and s.article.outlet.name) for s in rows
    ]
    assert list(map(columns_of, made)) == list(map(columns_of, rows))


def test_what_a_tree_did_not_ask_for_raises_an_error() -> None:
    make_statement("With an article")
    (row,) = trees()
    article = TREE.made_of(row).article

    assert isinstance(article, Article)
    with pytest.raises(FieldFetchBlocked):
        article.text  # noqa: B018


def columns_of(statement: Statement) -> dict[str, Any]:
    return {
        f.attname: getattr(statement, f.attname) for f in Statement._meta.concrete_fields
    }
