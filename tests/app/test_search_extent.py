"""A page whose numbers do not speak of all that matches says of what they speak."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from statements.search import finding, stored, tidy
from tests.factories import make_statement

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    for said in (
        "2020-02",
        "2021-07-30/2021-08-02",
        "2021-08-14",
        "2021-09-05",
        "2021-10-05",
    ):
        make_statement("“Peace, again,”", said=said)

    def ask(**parameters: str) -> str:
        response = client.get("/search/", {"q": "peace", **parameters})
        return " ".join(response.content.decode().split())

    return ask


@pytest.mark.parametrize(
    ("order", "extent", "open_from"),
    [("newest", "newest 3", 0), ("oldest", "oldest 3", 190)],
)
def test_where_not_all_are_counted_the_page_says_which_are(
    page: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    order: str,
    extent: str,
    open_from: int,
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 3)

    shown = page(sort=order)

    assert f"the numbers beside the list speak of the {extent}." in shown
    assert f"By month, of the {extent} only; most in" in shown
    assert f'<rect class="histogram-open" x="{open_from}"' in shown
    assert f"Statements by month, of the {extent} only</caption>" in shown


def test_where_all_are_counted_there_is_nothing_to_be_said(
    page: Callable[..., str],
) -> None:
    shown = page()

    assert "By month; most in" in shown
    assert "histogram-open" not in shown
    assert "speak of the" not in shown


@pytest.mark.django_db(transaction=True)
def test_the_count_and_the_chart_of_a_frequent_word_are_of_all(
    page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)
    monkeypatch.setattr(stored, "FREQUENT", 2)
    tidy(connection)

    shown = page(since="2021")

    assert "4 statements</h2>" in shown
    assert "outlets and the like speak of the newest 2." in shown
    assert "By month; most in" in shown
    assert "histogram-open" not in shown
