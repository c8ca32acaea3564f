from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from statements.models import Statement
from statements.search import Filters, add_up
from tests.factories import make_article, make_outlet, make_statement

pytestmark = pytest.mark.django_db


def report(words: str, outlet: str = "OC Media", **fields: object) -> Statement:
    article = make_article(f"He said {words}.", outlet=make_outlet(outlet))
    return make_statement(words, article=article, **fields)  # type: ignore[arg-type]


def test_the_list_has_outlets_with_articles_by_name() -> None:
    report("One", "Beta News")
    report("Two", "Alpha News")
    report("Three", "Alpha News", state=Statement.State.REJECTED)
    make_outlet("Empty News")

    entries = Client().get("/outlets/").context["entries"]

    assert [(e.outlet.name, e.article_count, e.statement_count) for e in entries] == [
        ("Alpha News", 2, 1),
        ("Beta News", 1, 1),
    ]


def test_an_old_version_of_an_article_is_not_counted() -> None:
    old = report("One").article
    assert old is not None
    make_article("He said one, corrected.", outlet=old.outlet, url=old.url, supersedes=old)

    (entry,) = Client().get("/outlets/").context["entries"]

    assert entry.article_count == 1
    assert len(Client().get("/outlets/oc-media/").context["page"]) == 1


def test_a_page_tells_who_is_quoted_and_how() -> None:
    report("One", kind="direct", speaker="Anna Alpha")
    report("Two", kind="indirect", speaker="Anna Alpha")
    report("Three", kind="indirect", speaker="Bela Beta")
    report("Four", kind="mixed", speaker=None)
    report("Elsewhere", "Alpha News")

    portrait = Client().get("/outlets/oc-media/").context["portrait"]

    assert [(each.name, each.statement_count) for each in portrait.speakers] == [
        ("Anna Alpha", 2),
        ("Bela Beta", 1),
    ]
    assert [(part.kind, part.count, part.percent) for part in portrait.shares] == [
        ("direct", 1, 25),
        ("mixed", 1, 25),
        ("indirect", 2, 50),
    ]


def test_a_page_lists_the_articles_newest_first() -> None:
    outlet = make_outlet("OC Media")
    for published in ("2021-03-01", "", "2022"):
        make_article(outlet=outlet, published=published, headline=published or "undated")

    page = Client().get("/outlets/oc-media/").context["page"]

    assert [article.headline for article in page] == ["2022", "2021-03-01", "undated"]


def test_an_outlet_without_statements_has_a_page() -> None:
    make_outlet("OC Media")

    assert Client().get("/outlets/oc-media/").status_code == 200
    assert Client().get("/outlets/nowhere/").status_code == 404


@pytest.mark.parametrize("many", [1, 7])
def test_the_pages_cost_the_same_for_one_or_many(
    many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(many):
        report(f"Words {number}", speaker=f"Speaker {number}")

    add_up(Filters(outlets=(1,)))  # what PostgreSQL knows of its terms is read now and then
    with django_assert_num_queries(4):  # edition, superseded articles, counts, outlets
        Client().get("/outlets/")
    # edition, outlet, what it reports as the index has it, speakers, count, articles
    with django_assert_num_queries(6) as queries:
        Client().get("/outlets/oc-media/")

    assert not any('"statements_article"."text"' in each["sql"] for each in queries)
