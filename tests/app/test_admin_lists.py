"""The lists of the admin, and pages with many rows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from statements.models import Statement
from tests.factories import make_briefing, make_speaker, make_statement

pytestmark = pytest.mark.django_db

LISTS = [
    "statements/outlet", "statements/article", "statements/speaker",
    "statements/speakername", "statements/briefing", "statements/statement",
    "statements/importrun", "auth/user", "auth/group", "mfa/authenticator",
]  # fmt: skip


@pytest.fixture
def desk() -> Client:
    """The browser of a signed-in administrator."""
    client = Client()
    client.force_login(User.objects.create_superuser("anna", password="secret"))
    return client


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_filters_and_searches(desk: Client, name: str) -> None:
    make_statement(briefing=make_briefing(host=make_speaker("Host")))

    answers = [
        desk.get(f"/admin/{name}/{query}").status_code
        for query in ("", "?q=a+b", "?o=-1.2")
    ]

    assert answers == [200, 200, 200]


@pytest.mark.parametrize("name", LISTS[:6])
def test_every_link_of_a_list_leads_somewhere(desk: Client, name: str) -> None:
    make_statement(briefing=make_briefing(host=make_speaker("Host")), rule="after-cue")
    page = desk.get(f"/admin/{name}/").content.decode()
    links = re.findall(r'href="(\?[^"]*)"', page)

    answers = {
        link: desk.get(f"/admin/{name}/{link.replace('&amp;', '&')}") for link in links
    }

    assert len(links) > 2
    assert [link for link, answer in answers.items() if answer.status_code != 200] == []


@pytest.mark.parametrize("name", LISTS[:6])
def test_every_row_opens(desk: Client, name: str) -> None:
    make_statement(briefing=make_briefing(host=make_speaker("Host")))
    page = desk.get(f"/admin/{name}/").content.decode()
    row = re.search(rf'href="(/admin/{name}/\d+/change/)[^"]*"', page)

    assert row
    assert desk.get(row[1]).status_code == 200


def test_the_list_of_statements_needs_a_constant_number_of_queries(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        make_statement(briefing=make_briefing())

    # session, user; count, rows, 2 ends and days of the date links, filters of rule and outlet
    with django_assert_max_num_queries(10):
        desk.get("/admin/statements/statement/")


def test_a_briefing_of_many_statements_needs_as_many_queries_as_one_of_few(
    desk: Client,
) -> None:
    questions = []
    for count in (1, 12):
        briefing = make_briefing(f"Of {count}", official_url="https://mid.example/1")
        for number in range(count):
            speaker = make_speaker(f"Speaker {count} {number}")
            Statement.objects.create(
                text=f"No. {number}", briefing=briefing, speaker=speaker,
                speaker_as_written=speaker.name, on_behalf_of=make_speaker("Ministry"),
            )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            page = desk.get(f"/admin/statements/briefing/{briefing.pk}/change/")
        assert f'value="Speaker {count} 0"' in page.content.decode()
        questions.append(len(asked))

    assert questions[0] == questions[1]
