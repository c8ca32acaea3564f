"""Days as seen from today are offered as dates, and never longer than until midnight."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from statements.from_today import speaks_of_today, with_days_from
from statements.search import parse, sentence
from tests.factories import make_statement

TODAY = date(2026, 3, 1)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("arms today", "arms on:2026-03-01"),
        ("Yesterday: arms", "arms on:2026-02-28"),
        ("arms this week", "arms from:2026-02-23 to:2026-03-01"),
        ("last week arms", "arms from:2026-02-16 to:2026-02-22"),
        ("arms this month", "arms on:2026-03"),
        ("arms LAST month war", "arms war on:2026-02"),
        ("arms this year", "arms on:2026"),
        ("arms last year", "arms on:2025"),
        ("yesterday", "on:2026-02-28"),
        ("arms last", ""),
        ("arms week", ""),
        ("last arms week", ""),
        ('"last week" arms', ""),
        ("last-week arms", ""),
        ("last OR week arms", ""),
        ("arms -today", ""),
        ("arms today on:2021", ""),
        ("arms yestérday", ""),
    ],
)
def test_days_as_seen_from_today_are_read_as_dates(typed: str, meant: str) -> None:
    read = with_days_from(parse(typed), TODAY)

    assert str(read or "") == meant
    if read:
        assert parse(str(read)) == parse(sentence(read)) == read


@given(
    st.lists(
        st.sampled_from("today Yesterday last -x this week MONTH year w* “a” or".split())
    ),
    st.dates(date(1, 2, 1)),
)
def test_whatever_depends_on_today_is_seen_in_the_address(
    words: list[str], today: date
) -> None:
    typed = " ".join(words)

    assert speaks_of_today(typed) or with_days_from(parse(typed), today) is None


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The day it is, which a test may change."""
    now = [TODAY]
    monkeypatch.setattr(timezone, "localdate", lambda: now[0])
    return now


def offered(client: Client, typed: str) -> list[tuple[str, str]]:
    page = client.get("/search/", {"q": typed}).content.decode()
    found = re.findall(r'href="(\?q=[^"]+)">([^<]+)</a>(?:\?? <span|s? \()', page)
    return [(unescape(address), unescape(told)) for address, told in found]


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_what_was_said_then_is_offered_where_nothing_has_these_words(
    client: Client,
) -> None:
    make_statement("“arms,”", said="2026-02-28")
    make_statement("“arms,”", said="2026-02-27")

    told = "statements containing arms, on 28 February 2026"
    assert ("?q=arms+on%3A2026-02-28", told) in offered(client, "what about arms yesterday")
    assert all("on " not in told for _, told in offered(client, "arms today"))


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
def test_it_is_offered_beside_few_that_have_these_words(client: Client) -> None:
    make_statement("“arms, today and yesterday,”", said="2021")
    make_statement("“arms, yesterday,”", said="2021")
    make_statement("“arms,”", said="2026-02-28")

    page = client.get("/search/", {"q": "arms yesterday"}).content.decode()

    assert ">2 statements</h2>" in page
    told = "Perhaps you mean <a"
    assert told in page
    assert "statements containing arms, on 28 February 2026</a> (1 statement)" in page
    assert told not in client.get("/search/", {"q": "arms today"}).content.decode()


@pytest.mark.django_db
def test_such_a_page_is_made_anew_after_midnight(client: Client, today: list[date]) -> None:
    make_statement("“arms,”", said="2026-03-01")
    addresses = ["/search/?q=arms+today", "/search/?q=arms+t%6fday", "/search/?q=arms"]
    before = [client.get(address) for address in addresses]
    assert b"on 1 March 2026" in before[0].content
    again = [
        Client().get(a, headers={"If-None-Match": p["ETag"]})
        for a, p in zip(addresses, before, strict=True)
    ]
    assert [page.status_code for page in again] == [304, 304, 304]

    today[0] = date(2026, 3, 2)

    after = [
        Client().get(a, headers={"If-None-Match": p["ETag"]})
        for a, p in zip(addresses, before, strict=True)
    ]
    assert [page.status_code for page in after] == [200, 200, 304]
    assert b"on 1 March 2026" not in Client().get(addresses[0]).content
    # Nor can it be kept by the time of the last change, which is the same.
    assert [page.has_header("Last-Modified") for page in before] == [False, False, True]
