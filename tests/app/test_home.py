from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_statement

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_empty_record_says_so(client: Client) -> None:
    assert b"Nothing is on record yet" in client.get("/").content


def test_the_latest_days_come_first_and_no_more_than_three(client: Client) -> None:
    for day in ("2021-08-14", "2025-07-24", "2016-02-25", "2021-11-05"):
        make_statement(f"“Said on {day},”", said=day)

    page = client.get("/").content.decode()

    places = [
        page.index(f"Said on {day},") for day in ("2025-07-24", "2021-11-05", "2021-08-14")
    ]
    assert places == sorted(places)
    assert "Said on 2016-02-25" not in page


def test_a_long_day_shows_what_was_quoted_and_leads_to_the_rest(client: Client) -> None:
    for number in range(6):
        make_statement(f"reported {number}", kind="indirect")
    make_statement("“quoted,”")

    page = client.get("/").content.decode()

    assert "quoted," in page
    assert "All 7 statements of 19 August 2021" in page


def test_a_record_without_any_day_still_shows_the_way(client: Client) -> None:
    make_statement(said="XXXX-07-24")

    assert b'href="/dates/undated/"' in client.get("/").content


def test_what_is_rejected_or_replaced_is_not_shown(client: Client) -> None:
    make_statement("“rejected,”", state="rejected")
    make_statement("“replaced,”", current=False)

    page = client.get("/").content

    assert b"rejected," not in page
    assert b"replaced," not in page


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    for day in range(1, 9):
        make_statement(f"“{day},”", speaker=f"Speaker {day}", said=f"2021-08-0{day}")
        make_statement(f"“also {day},”", speaker=f"Speaker {day}", said=f"2021-08-0{day}")

    with CaptureQueriesContext(connection) as captured:
        client.get("/")

    # edition, counts, each latest day, their statements, what these point to
    assert len(captured) <= 8
    assert not any('article"."text' in query["sql"] for query in captured.captured_queries)


def test_what_is_counted_once_is_counted_again_after_a_change(client: Client) -> None:
    make_statement(said="2021-08-19")
    assert b"1 statement<" in client.get("/").content

    make_statement(said="2021-08-19")

    assert b"2 statements<" in client.get("/").content


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"kind": "direct"}, '<span class="hang">“</span>It is <b>our</b> right,”'),
        ({"kind": "indirect"}, "<p>“It is <b>our</b> right,”</p>"),
        ({"state": "candidate"}, "Not yet reviewed"),
        ({"via": ["Kremlin", "TASS"]}, "via <bdi>Kremlin</bdi>, via <bdi>TASS</bdi>"),
        ({"speaker": None}, "Speaker not known"),
        ({"basis": "year-inferred"}, "Year worked out"),
    ],
)
def test_a_card_tells_what_is_known(
    client: Client, fields: dict[str, object], shown: str
) -> None:
    make_statement("“It is <b>our</b> right,”", **fields)  # type: ignore[arg-type]

    page = client.get("/").content.decode()

    assert shown.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;") in page


def test_a_partly_quoted_sentence_sets_the_quoted_words_apart(client: Client) -> None:
    make_statement("an “overall stable situation” in the region", kind="mixed")

    page = client.get("/").content.decode()

    assert 'an <span class="run">“overall stable situation”</span> in the region' in page
