"""What stands above and beside the results of a search, in each of its views."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.factories import make_article, make_outlet, make_speaker, make_statement

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def page_of(client: Client, **parameters: str) -> str:
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def some(db: None) -> None:
    for text, speaker, said, outlet in (
        ("“Weapons for peace,”", "Vladimir Putin", "2021-08-19", "TASS"),
        ("“Peace comes first,”", "Ilham Aliyev", "2021-07-14", "APA News"),
        ("“overall peace”", "Vladimir Putin", "2020-02-11", "TASS"),
        ("“A week in peace,”", "Ilham Aliyev", "2021-07-30", "APA News"),
    ):
        article = make_article(f"{text} was said.", outlet=make_outlet(outlet))
        make_statement(text, speaker=make_speaker(speaker), said=said, article=article)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "heading", "orders"),
    [
        ({"q": "overall"}, "1 statement", False),
        ({"q": "peace"}, "4 statements", True),
        ({"q": "peace", "view": "speaker"}, "4 statements", False),
        ({"q": "peace", "view": "context"}, "4 statements", False),
    ],
)
def test_what_stands_on_one_page_is_counted_plainly_and_ordered_where_that_matters(
    client: Client, asked: dict[str, str], heading: str, *, orders: bool
) -> None:
    page = page_of(client, **asked)

    assert f'<h2 id="results">{heading}</h2>' in page
    assert ('aria-label="Order"' in page) == orders


def test_of_several_pages_of_words_in_context_the_order_chooses_one(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.answers.PAGE_IN_CONTEXT", 2)
    for number in range(3):
        make_statement(f"“word {number},”", said=f"2021-0{number + 1}-01")

    page = page_of(client, q="word", view="context")

    assert '<h2 id="results">1 to 2 of 3</h2>' in page
    assert 'aria-label="Order"' in page


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("view", "titles"), [("speaker", {"Outlet"}), ("outlet", {"Speaker"})]
)
def test_what_is_shown_in_full_is_not_listed_again_beside_it(
    client: Client, view: str, titles: set[str]
) -> None:
    page = page_of(client, q="peace", view=view)

    found = set(re.findall(r"<section><h3>(.*?)</h3>", page))
    assert found & {"Speaker", "Outlet"} == titles


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "ways"),
    [({"q": "peace"}, 1), ({"q": "peace", "view": "context"}, 0), ({"q": "overall"}, 0)],
)
def test_a_way_leads_down_to_what_narrows_where_there_is_something_to_narrow(
    client: Client, asked: dict[str, str], ways: int
) -> None:
    page = page_of(client, **asked)

    assert page.count('<a href="#narrow">') == ways
    assert ways <= page.count('id="narrow"')


def test_the_fields_end_with_a_button_and_say_how_a_day_is_written(client: Client) -> None:
    fields = re.search("<details.*?</details>", page_of(client))

    assert fields is not None
    assert fields[0].endswith(
        '<button class="button" type="submit">Apply</button> </details>'
    )
    assert fields[0].count('placeholder="such as Aug 2021"') == 2


def test_one_month_alone_is_not_drawn(client: Client) -> None:
    make_statement("“peace,”", said="2021-08-19")
    make_statement("“more peace,”", said="2021-08-20")

    assert "<svg" not in page_of(client, q="peace")


def test_what_is_wrong_stands_above_the_form(client: Client) -> None:
    page = page_of(client, q="peace", since="nonsense")

    assert page.index('role="alert"') < page.index('role="search"')
    assert "<h1>This could not be searched for</h1>" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"outlet": "mirror-spectator"},
        {"q": "outlet:mirror-spectator"},
        {"q": "outlet:Mirror-Spectator"},
    ],
)
def test_a_name_with_a_hyphen_is_told_with_it(
    client: Client, asked: dict[str, str]
) -> None:
    make_outlet("Mirror-Spectator")

    heading = re.search('told-sentence">(.*?)</h1>', page_of(client, **asked))

    assert heading is not None
    assert heading[1] == "Statements reported by Mirror-Spectator"


def test_as_many_are_counted_without_a_day_as_are_found_so(client: Client) -> None:
    for said in ("", "[2020-01-01..]", "[..2020-01-01]", "2020-12-30/2021-01-02", "2021"):
        make_statement("“peace,”", said=said)

    offered = re.search(
        r'href="(\?[^"]*days=unknown)">.*?>(\d+)<', page_of(client, q="peace")
    )

    assert offered is not None
    found = client.get(f"/search/{unescape(offered[1])}").content.decode()
    assert f">{offered[2]} statements</h2>" in found
