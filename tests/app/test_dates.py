from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_briefing, make_speaker, make_statement

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("said", "address", "shown"),
    [
        ("2021-08-19", "/2021/08/19/", True),
        ("2021-08-19", "/2021/08/", False),  # the month lists speakers, not words
        ("2021-08", "/2021/08/", True),
        ("2021-08", "/2021/08/19/", True),  # as one that may be of that day
        ("2021", "/2021/", True),
        ("2021", "/2021/08/", False),
        ("2021-08-19/2021-08-21", "/2021/08/20/", True),
        ("2021-08-19/2021-08-21", "/2021/08/", True),
        ("2021-07-30/2021-08-02", "/2021/", True),
        ("XXXX-07-24", "/dates/undated/", True),
        ("[2024-03-14..]", "/dates/undated/", True),
        ("", "/dates/undated/", True),
        ("2021-08-19", "/dates/undated/", False),
    ],
)
def test_words_stand_where_their_day_puts_them(
    client: Client, said: str, address: str, *, shown: bool
) -> None:
    make_statement("“Said then,”", said=said)
    make_statement("“Another thing,”", said="2021-08-20")
    make_statement("“A third thing,”", said="2021-05-01")

    assert ("Said then," in text_of(client, address)) is shown


def test_a_day_lists_its_briefings_first_and_then_who_spoke_by_name(client: Client) -> None:
    make_briefing("The weekly briefing", held="2021-08-19")
    make_statement("“Second,”", speaker="Vladimir Putin")
    make_statement("“First,”", speaker="Ilham Aliyev")
    make_statement("“Last,”", speaker=None)

    page = text_of(client, "/2021/08/19/")
    page = page[page.index("<main") :]

    wanted = ["The weekly briefing", "Ilham Aliyev", "First", "Vladimir Putin", "Second"]
    places = [page.index(words) for words in [*wanted, "Speaker not known", "Last"]]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("address", "before", "after"),
    [
        ("/2021/08/19/", "/2021/08/14/", "/2021/11/05/"),
        ("/2021/08/", "/2020/02/", "/2021/11/"),
        ("/2021/", "/2020/", "/2025/"),
        ("/2020/02/", None, "/2021/08/"),
        ("/2025/07/24/", "/2021/11/05/", None),
    ],
)
def test_steps_lead_to_the_next_page_that_has_statements(
    client: Client, address: str, before: str | None, after: str | None
) -> None:
    for said in ("2020-02", "2021-08-14", "2021-08-19", "2021-11-05", "2025-07-24", "2024"):
        if said != "2024":
            make_statement(said=said)

    page = text_of(client, address)

    assert (f'rel="prev" href="{before}"' if before else 'rel="prev"') in page or not before
    assert (f'rel="next" href="{after}"' if after else 'rel="next"') in page or not after
    assert ('rel="prev"' in page, 'rel="next"' in page) == (bool(before), bool(after))


def test_a_day_shows_the_other_days_of_its_month(client: Client) -> None:
    for said in ("2021-08-14", "2021-08-19", "2021-08-31", "2021-08-19"):
        make_statement(said=said)

    page = text_of(client, "/2021/08/14/")

    assert '<b aria-current="date">14</b>' in page
    assert 'href="/2021/08/19/" title="2 statements">19</a>' in page
    assert 'href="/2021/08/31/" title="1 statement">31</a>' in page
    assert 'href="/2021/08/14/" title="1 statement">14</a>' in text_of(
        client, "/2021/08/31/"
    )


@pytest.mark.parametrize(
    "address",
    ["/9999/", "/9999/12/", "/9999/12/31/", "/0001/", "/0001/01/", "/0001/01/01/"],
)
def test_the_ends_of_the_calendar_are_days_like_others(
    client: Client, address: str
) -> None:
    text_of(client, address, status=404)
    make_statement(said="9999-12-31")
    make_statement(said="0001-01-01")

    text_of(client, address)


@pytest.mark.parametrize("address", ["/2021/08/20/", "/2021/09/", "/2022/"])
def test_a_page_without_statements_is_not_found_and_shows_the_nearest(
    client: Client, address: str
) -> None:
    make_statement(said="2021-08-19")

    page = text_of(client, address, status=404)

    assert 'rel="prev" href="/2021/' in page
    assert 'action="/search/"' in page


@pytest.mark.parametrize("address", ["/0000/", "/2021/13/", "/2021/02/30/", "/2021/00/01/"])
def test_a_day_that_no_calendar_has_is_not_found(client: Client, address: str) -> None:
    make_statement(said="2021-02-28")

    assert 'href="/2021/02/28/"' in text_of(client, address, status=404)


def test_the_calendar_counts_only_what_is_certain(client: Client) -> None:
    for said in (
        "2021-08-19",
        "2021-08-19",
        "2021-08",
        "2021",
        "2021-07-30/2021-08-02",
        "",
    ):
        make_statement(said=said)

    page = text_of(client, "/dates/")

    assert 'title="August 2021">3</a>' in page
    assert 'title="5 statements">2021</a>' in page
    assert "1 statement</a> can be put on no calendar page" in page


def test_undated_statements_are_grouped_by_what_is_known(client: Client) -> None:
    make_statement("“a,”", said="XXXX-07-24")
    make_statement("“b,”", said="", weekday=3)
    make_statement("“c,”", said="[2024-03-14..]")
    make_statement("“d,”", said="")

    page = text_of(client, "/dates/undated/")

    for heading in (
        "24 July, year unknown",
        "A Thursday",
        "14 March 2024 or later",
        "Date not known",
    ):
        assert f"<h2>{heading}</h2>" in page


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ("XXXX-07-24", "ab"),
        ("Thursday", "c"),
        ("nothing", "d"),
        ("nonsense", ""),
        (None, "abcd"),
    ],
)
def test_undated_statements_can_be_narrowed_to_what_is_known(
    client: Client, known: str | None, shown: str
) -> None:
    for words, said, weekday in (
        ("“d,”", "", None),
        ("“a,”", "XXXX-07-24", None),
        ("“b,”", "XXXX-07-24", None),
        ("“c,”", "", 3),
    ):
        make_statement(words, said=said, weekday=weekday)

    page = client.get("/dates/undated/", {"known": known} if known else {}).content.decode()

    found = [words for words in "abcd" if f"{words},”</p>" in page]
    assert found == list(shown)
    assert [page.index(f"{words},”</p>") for words in found] == sorted(
        page.index(f"{words},”</p>") for words in found
    )


@pytest.mark.parametrize(
    ("page", "count"),
    [("/2021", 3), ("/2021/08", 2), ("/2021/08/19", 1), ("/dates/undated", 1)],
)
@pytest.mark.parametrize("extension", ["json", "csv", "jsonl", "atom"])
def test_a_date_page_is_also_data(
    client: Client, page: str, count: int, extension: str
) -> None:
    for said in ("2021-08-19", "2021-08", "2021-01-01", "XXXX-08-19"):
        make_statement(said=said)

    shown = client.get(f"{page}/").content.decode()
    response = client.get(f"{page}.{extension}")

    assert f'href="{page}.{extension}"' in shown
    assert response.status_code == 200
    if extension == "json":
        assert response.json()["count"] == count


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/dates/", 3),  # edition, counts
        ("/2021/", 9),  # edition, coverage, counts, before, after, roughly dated and around
        ("/2021/08/", 12),  # and speakers, briefings
        ("/2021/08/19/", 14),  # and the page and its number
        ("/dates/undated/", 6),  # edition, groups, number, order, statements, around
    ],
)
def test_the_number_of_queries_does_not_grow(
    client: Client, address: str, most: int
) -> None:
    _say(1)
    few = _queries(client, address)
    _say(5)  # which also makes a new state of the record
    many = _queries(client, address)

    assert len(many) == len(few) <= most, "\n".join(many)
    assert not any('article"."text' in sql for sql in many)


def _say(times: int) -> None:
    for number in range(times):
        who = make_speaker(f"Speaker {times} {number}")
        briefing = make_briefing(held="2021-08-19", host=who)
        for said in ("2021-08-19", "2021-08", "2021", "XXXX-08-19"):
            make_statement(
                f"“{times} {number},”", speaker=who, said=said, briefing=briefing
            )


def _queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]
