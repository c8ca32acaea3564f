"""The queue itself: what it shows, how it is narrowed and walked, what it withstands."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from statements.models import Article, Speaker, Statement
from statements.models.columns import columns_of, fingerprint
from tests.factories import (
    make_article,
    make_briefing,
    make_outlet,
    make_speaker,
    make_statement,
)
from tests.reviewing import TEXT, do, editor, make_candidate, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Client:
    return editor()


@pytest.fixture
def candidate() -> Statement:
    return make_candidate()


def test_the_queue_is_narrowed(anna: Client, candidate: Statement) -> None:
    other = make_statement(
        "No", speaker="Ilham Aliyev", article=make_article("No", outlet=make_outlet("TASS")),
        state="candidate", rule="colon", confidence=0.95,
    )  # fmt: skip

    def shown(query: str) -> str:
        found = re.search(
            r'class="now" id="here">([^<]*)', anna.get(query).content.decode()
        )
        return found[1] if found else ""

    assert shown("/review/?outlet=tass") == "No"
    assert shown("/review/?speaker=ilham+aliyev") == "No"
    assert shown("/review/?rule=colon") == "No"
    assert shown("/review/?confidence=0.7") == "It is a lie"
    assert shown(f"/review/?article={candidate.article_id}") == "It is a lie"
    assert shown(f"/review/?article={other.article_id}&rule=after-cue") == ""
    assert shown("/review/?state=reviewed") == ""


def test_a_narrowed_queue_stays_narrowed(anna: Client, candidate: Statement) -> None:
    make_statement("No", article=make_article("No"), state="candidate", rule="colon")
    address = f"/review/{candidate.public_id}/accept/?rule=after-cue"

    response = anna.post(address, {"seen": fingerprint(candidate)}, follow=True)

    assert "All reviewed" in response.content.decode()


def test_a_filter_that_cannot_be_read_shows_nothing(
    anna: Client, candidate: Statement
) -> None:
    page = anna.get("/review/?confidence=nonsense").content.decode()

    assert "Nothing is shown" in page
    assert "It is a lie" not in page


def test_next_and_previous_walk_the_whole_queue(anna: Client) -> None:
    article = make_article(TEXT)
    words = ["it was not true", "It is a lie", "pure and simple"]
    rows = [make_statement(each, article=article, state="candidate") for each in words]
    rows.append(make_statement("No", article=make_article("No"), state="candidate"))
    typed = Statement(
        speaker=make_speaker(), text="Typed", source_url="https://a.example/",
        briefing=make_briefing(), state="candidate",
    )  # fmt: skip
    typed.save()
    rows.append(typed)

    def walk(start: Statement, rel: str) -> list[str]:
        seen, page = [start.public_id], page_of(anna, start)
        while found := re.search(rf'href="\?at=(\w+)#here" rel="{rel}"', page):
            seen.append(found[1])
            page = anna.get(f"/review/?at={found[1]}").content.decode()
        return seen

    there = [row.public_id for row in rows]
    assert walk(rows[0], "next") == there
    assert walk(rows[-1], "prev") == there[::-1]


def test_a_typed_statement_is_reviewed_without_an_article(anna: Client) -> None:
    typed = Statement(
        speaker=make_speaker(), text="Typed", source_url="https://a.example/",
        briefing=make_briefing(), state="candidate",
    )  # fmt: skip
    typed.save()

    page = anna.get("/review/").content.decode()

    assert "Typed by an editor" in page
    assert 'value="start-out"' not in page


def test_left_out_zones_are_shown_with_the_reason(anna: Client) -> None:
    zones = [[0, 32, "body", ""], [32, len(TEXT), "comment", "It is signed by a reader."]]
    article = make_article(TEXT, zones=zones)
    candidate = make_statement("it was not true", article=article, state="candidate")

    page = page_of(anna, candidate)

    assert "Comment: It is signed by a reader." in page


@pytest.mark.parametrize(
    "query",
    ["?at=nobody", "?at=%00", "?article=x", "?article=" + "9" * 30, "?speaker=%00",
     "?confidence=abc", "?outlet=x", "?at=" + "a" * 300, "?state=%ff"],
)  # fmt: skip
def test_a_malformed_address_is_no_server_error(
    anna: Client, candidate: Statement, query: str
) -> None:
    assert anna.get(f"/review/{query}").status_code in {200, 400, 404}


@pytest.mark.parametrize(
    ("deed", "typed"),
    [
        ("accept", {"seen": ""}),
        ("accept", {"since": "yesterday", "seen": "x"}),
        ("reject", {"reason": "x" * 5000}),
        ("speaker", {"speaker": "\x00"}),
        ("speaker", {"speaker": "x" * 5000}),
        ("speaker", {"speaker": "\x00", "new": "on"}),
        ("speaker", {"speaker": "]" * 50 + "[x]"}),
        ("day", {"day": "\x00"}),
        ("day", {"day": "9" * 5000}),
        ("kind", {"kind": "nonsense"}),
        ("edge", {"edge": "nonsense"}),
        ("nonsense", {}),
    ],
)
def test_a_malformed_form_is_no_server_error(
    anna: Client, candidate: Statement, deed: str, typed: dict[str, str]
) -> None:
    assert do(anna, candidate, deed, **typed).status_code in {200, 400, 404, 409}


def test_the_queue_needs_a_constant_number_of_queries(
    anna: Client, django_assert_max_num_queries: Any
) -> None:
    article = make_article(" ".join(f"Sentence {n}." for n in range(20)))
    for n in range(20):
        make_statement(
            f"Sentence {n}.", article=article, state="candidate", speaker=f"Speaker {n}"
        )

    # session, user, 2 permissions, outlets, rules, first, statements of the article, 2 counts,
    # fingerprint, before, after, names, history
    with django_assert_max_num_queries(16):
        anna.get("/review/")


def test_quality_is_counted_from_what_was_decided(anna: Client) -> None:
    article = make_article("One two three four five")
    states = [
        ("One", "published", False), ("two", "published", True), ("three", "rejected", False),
        ("four", "published", False), ("five", "candidate", False),
    ]  # fmt: skip
    for text, state, edited in states:
        make_statement(text, article=article, rule="colon", state=state, edited=edited)
    make_statement(rule="")  # typed by hand, and so not counted

    page = anna.get("/review/quality/").content.decode()
    table = anna.get("/review/quality.csv").content.decode().splitlines()

    assert "Of 4 statements reviewed so far, 50 % were right as they were found" in page
    assert "rule,colon,2,1,1,1,0.5000" in table


def test_names_are_offered_by_the_beginnings_of_their_words(anna: Client) -> None:
    make_speaker("Maria Zakharova")
    make_speaker("Zakhar Prilepin")
    Speaker.objects.create(slug="x", name="Ilham Aliyev")

    names = anna.get("/review/names.json?q=zakh").json()["names"]

    assert names == ["Maria Zakharova", "Zakhar Prilepin"]


SIGNED = (
    "Zakharova spoke on Monday, 1 March 2021.\n\n"
    "“The talks will go on next week,” Maria Zakharova said.\n\n"
)


def test_a_passage_left_out_is_put_back_and_read(anna: Client) -> None:
    first = SIGNED.index("“The")
    zones = [[0, first, "body", ""], [first, len(SIGNED), "teaser", "Looks like a teaser."]]
    article = make_article(SIGNED, zones=zones)
    before = columns_of(Article, [article.pk])
    candidate = make_statement("spoke", article=article, state="candidate")
    assert "Read this too" in page_of(anna, candidate)

    response: Any = anna.post(
        f"/review/articles/{article.pk}/rescue/",
        {"start": str(first + 5), "back": "/review/"},
        follow=True,
    )

    found = Statement.objects.get(text__startswith="“The talks")
    page = response.content.decode()
    assert "1 statement found there" in page
    assert '<mark class="now" id="here">“The talks will go on next week,”</mark>' in page
    assert "Read this too" not in page
    assert (found.state, str(found.speaker)) == ("candidate", "Maria Zakharova")
    assert article.text[found.start : found.end] == found.text

    anna.post("/review/undo/", {"back": "/review/"})
    assert not Statement.objects.filter(pk=found.pk).exists()
    assert columns_of(Article, [article.pk]) == before


@pytest.mark.parametrize("start", ["0", "-1", "x", "", "9" * 30])
def test_only_what_was_left_out_is_put_back(anna: Client, start: str) -> None:
    article = make_article(SIGNED, zones=[[0, len(SIGNED), "body", ""]])

    response: Any = anna.post(
        f"/review/articles/{article.pk}/rescue/", {"start": start, "back": "/review/"},
        follow=True,
    )  # fmt: skip

    assert "belongs to the article already" in response.content.decode()
