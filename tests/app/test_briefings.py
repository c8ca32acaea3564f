from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from statements.models import Briefing, Statement
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

pytestmark = pytest.mark.django_db


def test_the_list_has_the_newest_first_and_the_undated_last() -> None:
    for title, held in (("Old", "2019-01-01"), ("Undated", ""), ("New", "2021-08")):
        make_briefing(title, held=held)

    page = Client().get("/briefings/").context["page"]

    assert [briefing.title for briefing in page] == ["New", "Old", "Undated"]


def test_the_list_can_be_narrowed_to_a_kind() -> None:
    make_briefing("A call", kind="phone-call")
    make_briefing("A talk", kind="interview")

    response = Client().get("/briefings/?kind=phone-call")

    assert [briefing.title for briefing in response.context["page"]] == ["A call"]
    assert response.context["kinds"] == [
        ("interview", "interview", 1),
        ("phone-call", "phone call", 1),
    ]
    assert len(Client().get("/briefings/?kind=nonsense").context["page"]) == 2


def test_a_briefing_without_statements_is_listed_and_has_a_page() -> None:
    briefing = make_briefing(official_url="https://ministry.example/briefing")

    (entry,) = Client().get("/briefings/").context["page"]
    html = Client().get(briefing.get_absolute_url()).content.decode()

    assert entry.statement_count == 0
    assert 'href="https://ministry.example/briefing"' in html


def test_a_page_has_everything_in_order_source_by_source() -> None:
    briefing = make_briefing()
    first = make_article("She said A. Then B. Finally C.", outlet=make_outlet("Alpha News"))
    second = make_article("She said D.", outlet=make_outlet("Beta News"))
    for words, article in (("D", second), ("C", first), ("A", first), ("B", first)):
        make_statement(words, article=article, briefing=briefing)
    make_statement("From the transcript", briefing=briefing)
    Statement.objects.create(
        briefing=briefing,
        text="Typed by an editor",
        source_url="https://ministry.example/",
        speaker=make_speaker(),
    )
    make_statement("Elsewhere")

    response = Client().get(briefing.get_absolute_url())

    assert [statement.text for statement in response.context["page"]] == [
        "Typed by an editor",
        "A",
        "B",
        "C",
        "D",
        "From the transcript",
    ]
    html = response.content.decode()
    assert html.index("From the official record") < html.index("As reported by")
    portrait = response.context["portrait"]
    assert [each.statement_count for each in portrait.speakers] == [6]
    assert [each.name for each in portrait.outlets] == [
        "Alpha News",
        "Beta News",
        "The Daily Example",
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_an_official_address_that_is_not_of_the_web_is_no_link(address: str) -> None:
    briefing = make_briefing()
    Briefing.objects.filter(pk=briefing.pk).update(official_url=address)

    assert (
        f'href="{address}' not in Client().get(briefing.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("many", [1, 7])
def test_the_pages_cost_the_same_for_one_or_many(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    briefing = make_briefing(host=make_speaker("The Ministry"))
    for number in range(many):
        make_statement(f"Words {number}", briefing=briefing, speaker=f"Speaker {number}")
        make_briefing(f"Briefing {number}")

    with django_assert_num_queries(4):  # edition, kinds, count, briefings
        Client().get("/briefings/")
    # edition, briefing, count, order, speakers, outlets, total, statements, around them
    with django_assert_num_queries(9) as queries:
        Client().get(briefing.get_absolute_url())

    assert not any('"statements_article"."text"' in each["sql"] for each in queries)
