from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import Settings

from statements import feeds
from statements.models import Statement
from tests.factories import make_statement

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/speakers/maria-zakharova.atom"


def read(address: str = FEED) -> ET.Element:
    response = Client().get(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 - written by us


def told(element: ET.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None
    return found.text or ""


def test_an_entry_keeps_its_identity_whatever_changes() -> None:
    statement = make_statement()
    before = told(read().findall(ATOM + "entry")[0], "id")

    statement.state = Statement.State.CANDIDATE
    statement.reason = "Corrected."
    statement.save()

    assert told(read().findall(ATOM + "entry")[0], "id") == before
    assert before == f"tag:testserver,2025:/statements/{statement.public_id}"


def test_an_entry_is_the_same_under_each_name_of_the_site(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = [".record.example", "archive.example"]
    make_statement()

    answers = [
        Client().get(FEED, headers={"host": host}).content
        for host in ("www.record.example", "archive.example")
    ]

    assert all(b"<id>tag:record.example,2025:/statements/" in answer for answer in answers)


def test_a_feed_stays_the_same_until_a_statement_changes() -> None:
    statement = make_statement()
    before = Client().get(FEED).content
    assert Client().get(FEED).content == before

    statement.save()

    assert Client().get(FEED).content != before


def test_an_entry_tells_who_when_and_who_reported_it() -> None:
    make_statement("“We agree,”", state="candidate")

    (entry,) = read().findall(ATOM + "entry")

    assert told(entry, "title") == "Maria Zakharova: “We agree,”"
    summary = told(entry, "summary")
    for part in ("“We agree,”", "19 August 2021", "The Daily Example", "not yet reviewed"):
        assert part in summary
    category = entry.find(ATOM + "category")
    assert category is not None
    assert category.get("term") == "not yet reviewed"


def test_control_characters_and_markup_leave_a_feed_well_formed() -> None:
    make_statement("<script>alert(1)</script>\x01\x0b\x1f]]>\ufffe &amp;")

    (entry,) = read().findall(ATOM + "entry")

    assert "<script>" not in told(entry, "summary")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;]]&gt; &amp;amp;" in told(entry, "summary")


def test_the_newest_on_record_come_first_and_not_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds, "LIMIT", 2)
    for words, said in (("First", "2024-01-01"), ("Second", "2020-01-01"), ("Third", "")):
        make_statement(words, said=said)

    titles = [told(entry, "title") for entry in read().findall(ATOM + "entry")]

    assert titles == ["Maria Zakharova: Third", "Maria Zakharova: Second"]


def test_an_empty_feed_is_a_feed() -> None:
    make_statement(kind="direct")

    feed = read(f"{FEED}?kind=indirect")

    assert feed.findall(ATOM + "entry") == []
    assert told(feed, "updated") == "1970-01-01T00:00:00+00:00"


def test_a_feed_names_itself_and_its_page() -> None:
    make_statement()
    links = {link.get("rel"): link.get("href") for link in read().findall(ATOM + "link")}

    assert links == {
        "alternate": "http://testserver/speakers/maria-zakharova/",
        "self": "http://testserver/speakers/maria-zakharova.atom",
    }
