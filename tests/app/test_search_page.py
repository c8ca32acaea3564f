from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.search import finding
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def page_of(client: Client, **parameters: str) -> str:
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def words_in(page: str) -> list[str]:
    """Return the words of each card, without marks and tags."""
    found = re.findall(r"<blockquote.*?</blockquote>", page)
    return [re.sub("<[^>]*>|[“”,]", "", words) for words in found]


@pytest.fixture
def some(db: None) -> None:
    tass, apa = make_outlet("TASS"), make_outlet("APA News")
    putin, aliyev = make_speaker("Vladimir Putin"), make_speaker("Ilham Aliyev")
    call = make_briefing("Phone call", kind="phone-call", held="2021-08-19")
    for text, speaker, said, outlet, more in (
        ("“Weapons for peace,”", putin, "2021-08-19", tass, {"briefing": call}),
        ("Peace comes first", aliyev, "2021-08-14", apa, {"kind": "indirect"}),
        ("an “overall peace”", putin, "2020-02", tass, {"kind": "mixed"}),
        ("“No weapons,”", aliyev, "", apa, {"state": "candidate"}),
        ("“A week in peace,”", aliyev, "2021-07-30/2021-08-02", apa, {}),
    ):
        article = make_article(f"{text} was said.", outlet=outlet)
        make_statement(text, speaker=speaker, said=said, article=article, **more)


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "weapons"}, ["Weapons for peace", "No weapons"]),
        ({"q": "weapons", "sort": "oldest"}, ["Weapons for peace", "No weapons"]),
        (
            {"q": "peace", "speaker": "vladimir-putin"},
            ["Weapons for peace", "an overall peace"],
        ),
        ({"speaker": "VLADIMIR PUTIN", "until": "2020"}, ["an overall peace"]),
        ({"outlet": "APA News", "kind": "indirect"}, ["Peace comes first"]),
        ({"outlet": "apa-news", "state": "candidate"}, ["No weapons"]),
        ({"event": "phone-call"}, ["Weapons for peace"]),
        (
            {"since": "August 2021", "until": "2021"},
            ["Weapons for peace", "Peace comes first"],
        ),
        (
            {"since": "2021-08", "until": "2021-08", "days": "perhaps"},
            ["A week in peace", "No weapons"],
        ),
        ({"days": "unknown"}, ["No weapons"]),
        ({"q": "peace -weapons speaker:aliyev"}, ["Peace comes first", "A week in peace"]),
    ],
)
def test_each_field_narrows_and_all_together(
    client: Client, asked: dict[str, str], found: list[str]
) -> None:
    assert words_in(page_of(client, **asked)) == found


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"speaker": "nobody"}, "No speaker called “nobody” is on record."),
        ({"outlet": "Nowhere Times"}, "No outlet called “Nowhere Times” is on record."),
        ({"since": "yesterday"}, "could not be read as a day"),
        ({"since": "24 July"}, "could not be read as a day"),
        ({"since": "03/04/2021"}, "can be 3 April 2021 or 4 March 2021"),
        ({"since": "2021", "until": "2020"}, "This lies before the first day asked for."),
        ({"kind": "shouted"}, "Select a valid choice."),
        ({"sort": "loudest"}, "Select a valid choice."),
    ],
)
def test_an_invalid_field_says_so_and_shows_no_rows(
    client: Client, asked: dict[str, str], told: str
) -> None:
    page = page_of(client, q="peace", **asked)

    assert told in page
    assert words_in(page) == []


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    "typed",
    [
        "\0",
        "pea\0ce",
        "peace " * 2_000,
        '"' * 51,
        "((((((]]]]}}}",
        "peace AND OR NOT - * : \\ /",
        "speaker: outlet: on:9999-99-99 from:0000 to:0001-01-01",
        "on:9999 from:9999-12-31",
        "\u202e\u200b\ufeff\ud7ff\U0010ffff",
        "'; DROP TABLE statements_statement; --",
        "%00%ff{{ 7 }}{% now %}",
    ],
)
@pytest.mark.parametrize("view", ["list", "context", "speaker", "nonsense"])
def test_nothing_typed_is_an_error(client: Client, typed: str, view: str) -> None:
    page = page_of(client, q=typed, view=view, place="nonsense")

    assert "could not be searched for" not in page


@pytest.mark.usefixtures("some")
def test_what_matched_is_marked_and_escaped(client: Client) -> None:
    make_statement("“<i>Weapon</i> & all,”", speaker="Sergey Shoigu", said="2022-01-01")

    page = page_of(client, q="weapons")

    assert "&lt;i&gt;<mark>Weapon</mark>&lt;/i&gt; &amp; all" in page
    assert "<mark>Weapons</mark> for peace" in page


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "Everything on record"),
        (
            {"q": "peace -war", "speaker": "ilham-aliyev"},
            "by Ilham Aliyev containing peace",
        ),
        ({"kind": "indirect", "since": "2021"}, "Reported statements, from 1 January 2021"),
        ({"q": '"open end'}, "A quotation mark without its partner"),
        ({"q": "speaker:nobody"}, "Nobody on record is called “nobody”"),
        ({"q": "outlet:none"}, "No outlet on record is called “none”"),
        ({"q": "what about peace and wepons?"}, ">peace weapons</a>"),
        ({"q": "peace weapons nonsense"}, "Without “nonsense”"),
        ({"q": "wepons"}, 'Did you mean <a href="?q=weapons">weapons</a>?'),
        ({"since": "2021-08", "until": "2021-08"}, "2 more may fall in these days"),
        ({"q": "aliyev"}, '<a class="who-name" href="/speakers/ilham-aliyev/">'),
        ({"q": "ilham aliyev"}, "Statements by Ilham Aliyev are found, too."),
        ({"q": "aliyeb"}, 'Did you mean <a href="?q=aliyev">aliyev</a>?'),
    ],
)
def test_the_page_says_what_was_read_and_offers_a_way_on(
    client: Client, asked: dict[str, str], told: str
) -> None:
    assert told in page_of(client, **asked)


@pytest.mark.usefixtures("some")
def test_a_page_without_statements_says_of_none_that_they_are_found(client: Client) -> None:
    assert "are found, too" not in page_of(client, q="aliyev nonsense")


@pytest.mark.usefixtures("some")
def test_facets_count_the_matches_and_link_into_them(client: Client) -> None:
    page = page_of(client, q="peace", kind="direct")

    facet = '<a href="?q=peace&amp;kind=direct&amp;speaker=vladimir-putin"'
    assert (
        f'{facet}><span><bdi>Vladimir Putin</bdi></span> <span class="soft">1</span>'
        in page
    )
    chosen = '<a href="?q=peace" aria-current="true"><span><bdi>Quoted</bdi></span>'
    assert chosen in page


def test_pages_follow_each_other_without_gap(client: Client) -> None:
    for number in range(45):
        make_statement(f"“word {number},”", said=f"2021-{number % 12 + 1:02}-01")

    first = page_of(client, q="word")
    second = page_of(client, q="word", place=_place("next", first))
    third = page_of(client, q="word", place=_place("next", second))

    seen = [words for page in (first, second, third) for words in words_in(page)]
    assert ["1 to 20 of 45" in first, "21 to 40 of 45" in second, "41 to 45 of 45" in third]
    assert sorted(seen) == sorted(f"word {number}" for number in range(45))
    assert words_in(page_of(client, q="word", place=_place("prev", third))) == words_in(
        second
    )


def _place(direction: str, page: str) -> str:
    match = re.search(rf'rel="{direction}" href="[^"]*place=(\w+)', page)
    assert match is not None
    return match[1]


def test_no_year_is_left_out_of_the_facets(client: Client) -> None:
    for year in range(2010, 2022):
        make_statement("“peace,”", said=f"{year}-08-19")

    page = page_of(client, q="peace")

    for year in range(2010, 2022):
        assert f'since={year}&amp;until={year}"><span><bdi>{year}</bdi>' in page


@pytest.mark.parametrize(
    ("days", "strips", "first"),
    [
        (["2021-08-19", "2021-08-20", "2021-11-05"], 2, "2021-08"),
        (
            ["2016-02-25", "2021-08-19", "2021-08-20"],
            2,
            "2016",
        ),  # years, where there are many
    ],
)
def test_the_chart_leads_into_its_months_or_years_and_the_table_into_months(
    client: Client, days: list[str], strips: int, first: str
) -> None:
    for day in days:
        make_statement("“peace,”", said=day)

    page = page_of(client, q="peace", kind="direct")

    drawing = page[page.index("<svg") : page.index("</svg>")]
    table = page[page.index('<table class="months">') : page.index("</table>")]
    link = '<a href="?q=peace&amp;kind=direct&amp;since={0}&amp;until={0}"'
    assert drawing.count("<a ") == strips
    assert link.format(first) in drawing
    assert f"{link.format('2021-08')}>2</a>" in table


@pytest.mark.usefixtures("some")
def test_words_in_context_are_sorted_by_what_follows(client: Client) -> None:
    page = page_of(client, q="peace", view="context")

    after = re.findall(r"</mark></a><span>(.*?)</span></td>", page)
    assert after == sorted(after, key=str.casefold)
    assert " comes first" in after


@pytest.mark.usefixtures("some")
def test_who_says_it_most_stands_first(client: Client) -> None:
    make_statement("“more peace,”", speaker="Vladimir Putin")

    page = page_of(client, q="peace", view="speaker")

    rows = re.findall(
        r'<th scope="row"><a href="([^"]*)"><bdi>(.*?)</bdi></a></th><td class="num">(\d+)',
        page,
    )
    assert [(name, count) for _, name, count in rows][-2:] == [
        ("Vladimir Putin", "3"),
        ("Ilham Aliyev", "2"),
    ]


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "peace"},
        {"q": "weapons OR overall", "sort": "oldest"},
        {"q": "peace", "speaker": "vladimir-putin", "since": "2021"},
        {"since": "2021-08", "until": "2021-08"},
        {"since": "2021-08", "until": "2021-08", "days": "perhaps"},
        {"days": "unknown"},
        {"state": "candidate"},
        {"kind": "mixed", "outlet": "tass"},
    ],
)
def test_page_and_data_are_the_same_statements(
    client: Client, asked: dict[str, str]
) -> None:
    page = client.get("/search/", asked).content.decode()
    data = client.get("/search.json", asked).json()

    shown = re.findall(r'id="s-(\w+)"', page)
    assert shown
    assert [row["id"] for row in data["statements"]] == shown
    assert data["count"] == len(shown)


@pytest.mark.usefixtures("some")
@given(
    asked=st.fixed_dictionaries(
        {},
        optional={
            "q": st.sampled_from(
                ["peace", "weapons OR week", "-peace", "kind:direct", "is:undated"]
            ),
            "since": st.sampled_from(["2020", "2021-07-31", "August 2021", "2022"]),
            "until": st.sampled_from(["2020", "2021-08-01", "August 2021", "2022"]),
            "days": st.sampled_from(["perhaps", "unknown"]),
            "kind": st.sampled_from(["direct", "mixed", "indirect"]),
            "speaker": st.sampled_from(["vladimir-putin", "Ilham Aliyev"]),
            "outlet": st.sampled_from(["tass", "APA News"]),
            "state": st.sampled_from(["published", "candidate"]),
            "sort": st.sampled_from(["newest", "oldest"]),
        },
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_page_and_data_agree_whatever_is_asked(
    client: Client, asked: dict[str, str]
) -> None:
    page = client.get("/search/", asked).content.decode()
    data = client.get("/search.json", asked)

    if data.status_code == 400:
        assert "could not be searched for" in page
    else:
        shown = re.findall(r'id="s-(\w+)"', page)
        assert [row["id"] for row in data.json()["statements"]] == shown


@pytest.mark.parametrize("extension", ["json", "csv", "jsonl", "atom"])
def test_data_for_a_question_that_cannot_be_read_is_refused(
    client: Client, extension: str
) -> None:
    response = client.get(f"/search.{extension}", {"since": "yesterday"})

    assert response.status_code == 400
    assert "could not be read as a day" in response.json()["errors"]["since"][0]


@pytest.mark.usefixtures("some")
def test_the_form_shows_again_what_was_asked(client: Client) -> None:
    page = page_of(client, speaker="vladimir-putin", kind="mixed", since='"><i>')

    assert (
        '<input type="text" id="id_speaker" name="speaker" value="Vladimir Putin">' in page
    )
    assert '<option value="mixed" selected>partly quoted</option>' in page
    assert page.count(" selected>") == 4  # one in each of kind, event, state and days
    invalid = 'name="since" aria-invalid="true" aria-describedby="id_since_error"'
    assert f'{invalid} value="&quot;&gt;&lt;i&gt;">' in page
    assert '<p class="field-error" id="id_since_error">' in page


def test_empty_fields_do_not_stay_in_the_address(client: Client) -> None:
    response = client.get("/search/", {"q": "peace", "speaker": "", "since": ""})

    assert response.status_code == 302
    assert response["Location"] == "/search/?q=peace"


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ({}, 4),  # edition, index, rows, names of the facets
        ({"q": "peace"}, 6),  # and other spellings of the word, and its counts if kept
        ({"q": "aliyev weapons"}, 6),  # and those of the person
        ({"q": "peace", "since": "2021", "speaker": "ilham-aliyev"}, 8),
        ({"q": "peace", "sort": "best"}, 7),
        ({"q": "peace", "view": "context"}, 6),
        ({"q": "peaec"}, 7),
    ],
)
def test_the_number_of_queries_is_bounded(
    client: Client, asked: dict[str, str], most: int
) -> None:
    for number in range(30):
        make_statement(f"“peace {number},”", speaker=f"Speaker {number}")

    with CaptureQueriesContext(connection) as captured:
        client.get("/search/", asked)

    statements = [query["sql"] for query in captured.captured_queries]
    assert len(statements) <= most, "\n".join(statements)
    assert not any('article"."text' in sql for sql in statements)


def test_a_best_match_chosen_among_the_newest_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_RANKED", 2)
    for number in range(3):
        make_statement(f"“peace {number},”")

    assert "best among the newest 2 matches" in page_of(client, q="peace", sort="best")
    assert "best among" not in page_of(client, q="peace")
