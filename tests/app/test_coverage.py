from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from statements.models import Article
from tests.factories import make_article, make_outlet, make_statement

pytestmark = pytest.mark.django_db


def make_reported(published: str, outlet: str, state: str = "published") -> Article:
    article = make_article("He said yes.", outlet=make_outlet(outlet), published=published)
    make_statement("yes", article=article, state=state)
    return article


def test_it_counts_articles_and_statements_by_outlet_and_month() -> None:
    make_reported("2021-08-19", "Alpha News")
    make_reported("2021-08", "Alpha News", state="candidate")
    make_reported("", "Alpha News", state="rejected")
    make_reported("2025-03-31/2025-04-01", "Beta News")

    data = Client().get("/about/coverage.json").json()

    assert (data["articles"], data["statements"], data["unreviewed"]) == (4, 3, 1)
    assert [(outlet["name"], outlet["months"]) for outlet in data["outlets"]] == [
        (
            "Alpha News",
            [
                {"month": "2021-08", "articles": 2, "statements": 2, "unreviewed": 1},
                {"month": None, "articles": 1, "statements": 0, "unreviewed": 0},
            ],
        ),
        (
            "Beta News",
            [{"month": None, "articles": 1, "statements": 1, "unreviewed": 0}],
        ),
    ]


def test_an_old_version_is_not_counted_again() -> None:
    old = make_reported("2021-08-19", "Alpha News")
    make_article("He said no.", outlet=old.outlet, url=old.url, supersedes=old)

    assert Client().get("/about/coverage.json").json()["articles"] == 1


def test_the_page_shows_the_same_numbers() -> None:
    make_reported("2021-08-19", "Alpha News")
    make_reported("2021-10-02", "Beta News", state="candidate")

    response = Client().get("/about/coverage/")
    html = response.content.decode()

    assert "2 articles of 2 outlets, with 2 statements by 1 speaker" in html
    assert html.count("<rect") == 2  # a bar for each month
    assert html.count('<path class="histogram-bar" d="M') == 2  # a chart for each outlet
    assert 'href="/about/coverage.json"' in html


def test_the_months_of_one_outlet_can_be_asked_for() -> None:
    for number in range(13):
        make_reported("2021-08-19", f"Outlet {number:02}")

    assert "Month by month" not in Client().get("/about/coverage/").content.decode()
    html = Client().get("/about/coverage/?outlet=outlet-07").content.decode()
    assert html.count("<details") == 1
    assert "<bdi>Outlet 07</bdi>" in html.split("<details")[1]


def test_an_empty_archive_has_a_page() -> None:
    assert (
        "No article has been imported yet"
        in Client().get("/about/coverage/").content.decode()
    )


@pytest.mark.parametrize("many", [1, 6])
def test_it_costs_five_queries(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        make_reported(f"2021-0{number + 1}", f"Outlet {number}")

    # edition, superseded articles, months, speakers and undated, outlets
    with django_assert_num_queries(5):
        Client().get("/about/coverage/")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/2021/08/19/", "2 outlets imported for this day, 1 statement awaits review."),
        ("/2021/08/", "3 outlets imported for this month, 2 statements await review."),
        ("/2021/", "3 outlets imported for this year, 2 statements await review."),
    ],
)
def test_a_date_page_tells_what_stands_behind_it(address: str, told: str) -> None:
    for name, said, state in (
        ("Alpha News", "2021-08-19", "candidate"),
        ("Beta News", "2021-08-19", "published"),
        ("Gamma News", "2021-08", "candidate"),
    ):
        article = make_article("He said yes.", outlet=make_outlet(name))
        make_statement("yes", article=article, said=said, state=state)

    page = Client().get(address).content.decode()
    link = re.search(r'<a href="([^"]*)">\d outlets</a>', page)
    assert link is not None
    listed = Client().get(unescape(link[1])).content.decode()

    assert told in re.sub("</?a[^>]*>", "", page)
    assert told.startswith(f"{listed.count('<svg class="bar"')} outlets")
