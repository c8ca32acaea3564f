"""What somebody else wrote is shown as text everywhere and runs nowhere."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.test import Client

from statements.citations import FORMATS
from statements.models import Statement
from tests.hostile import PAYLOADS
from tests.hostile_record import Rows, joined, judge, make_history, make_rows, normal

pytestmark = pytest.mark.django_db
TEXTS = list(joined(PAYLOADS))
PARTS = 4  # so that several processes share the work
LISTS = ["/", "/search/?q=alert", "/search/?q=alert&view=context", "/search/?view=speaker"]
LISTS += ["/search/?view=outlet", "/2021/08/19/", "/2021/08/", "/2021/", "/dates/"]
LISTS += ["/speakers/", "/outlets/", "/briefings/", "/about/", "/about/coverage/"]
STAFF = ["/review/", "/review/quality/", "/admin/"]
ADMIN = [
    "statement",
    "briefing",
    "speaker",
    "article",
    "outlet",
    "speakername",
    "importrun",
]


def make(part: int) -> dict[str, Rows]:
    """A part of the hostile record: each text and its rows."""
    texts = TEXTS[part::PARTS]
    made = {text: make_rows(text, number) for number, text in enumerate(texts, 1)}
    for text, rows in made.items():
        make_history(rows, text)
    return made


def open_pages(client: Client, addresses: list[str]) -> tuple[dict[str, list[str]], str]:
    """Return what is dangerous on which page, and the text of all pages."""
    dangers, read = {}, ""
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        page = judge(response.content.decode())
        read += page.text
        if page.dangers:
            dangers[address] = page.dangers
    return dangers, read


def test_there_are_two_hundred_payloads_and_the_judge_knows_markup_when_it_sees_it() -> (
    None
):
    assert len(set(PAYLOADS)) >= 200
    markup = [payload for payload in PAYLOADS if payload.startswith("<") and ">" in payload]
    assert len(markup) >= 100
    missed = [payload for payload in markup if not judge(f"<p>{payload}</p>").dangers]
    assert len(missed) <= 10, missed


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_runs_on_a_readers_page_and_everything_is_shown(
    client: Client, part: int
) -> None:
    made = make(part)

    dangers, _ = open_pages(client, LISTS)
    assert dangers == {}
    for text, rows in made.items():
        dangers, read = open_pages(client, rows.addresses())

        assert dangers == {}
        assert normal(text) in read


def admin_addresses(rows: Rows) -> list[str]:
    """Return the pages on which editors see these rows."""
    kept = {
        "statement": rows.statement,
        "briefing": rows.briefing,
        "speaker": rows.speaker,
        "article": rows.article,
        "outlet": rows.outlet,
    }
    return [
        f"/admin/statements/{name}/{row.pk}/{page}/"
        for name, row in kept.items()
        for page in ("change", "history")
    ]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="letters"))
    return client


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_runs_on_an_editors_page(editor: Client, part: int) -> None:
    made = make(part)
    lists = [f"/admin/statements/{name}/" for name in ADMIN]

    dangers, read = open_pages(editor, STAFF + lists)

    assert dangers == {}
    assert normal(next(iter(made)))[:60] in read
    for rows in list(made.values())[::5]:
        dangers, _ = open_pages(editor, rows.addresses() + admin_addresses(rows))
        assert dangers == {}


def data(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "html" not in response.headers["Content-Type"]
    return response.getvalue()


def test_data_holds_each_text_as_it_is(client: Client) -> None:
    for number, text in enumerate(TEXTS, 1):
        make_rows(text, number)
    stored = {f"“{text}”" for text in TEXTS}
    assert stored == set(Statement.objects.values_list("text", flat=True))

    lines = data(client, "/search.jsonl").decode().rstrip("\n").split("\n")
    feed = data(client, "/search.atom")
    first_page = json.loads(data(client, "/search.json"))

    assert {json.loads(line)["text"] for line in lines} == stored
    assert {row["text"] for row in first_page["statements"]} < stored
    # No browser runs what an XML reader takes for one entry with text in it.
    names = {element.tag.rpartition("}")[2] for element in ET.fromstring(feed).iter()}  # noqa: S314
    assert names <= {"feed", "title", "id", "updated", "link", "author", "name", "entry",
                     "content", "summary", "category", "published", "generator", "source",
                     "subtitle", "rights", "uri"}  # fmt: skip


FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r\n")


def test_no_cell_of_a_table_is_a_formula(client: Client) -> None:
    formulas = [
        payload for payload in PAYLOADS if payload.strip().startswith(FORMULA_SIGNS)
    ]
    assert len(formulas) >= 8
    for number, text in enumerate(formulas, 1):
        make_rows(text, number)

    written = data(client, "/search.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written, newline="")))

    assert len(rows) == len(formulas) + 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.lstrip(" \xa0").startswith(FORMULA_SIGNS)] == []
    assert {f"'{text}" for text in formulas} <= set(cells)


@pytest.mark.parametrize("form", FORMATS)
def test_a_citation_is_a_file_and_no_page(client: Client, form: str) -> None:
    rows = make_rows(TEXTS[0], 1)

    assert data(client, f"{rows.statement.get_absolute_url()}cite/{form}/")


@pytest.mark.parametrize(
    "address",
    ["/search/?q={}", "/search/?speaker={}", "/search/?since={}", "/search/?view={}",
     "/search/?place={}&q=a", "/speakers/?q={}", "/no/{}/", "/speakers/{}/"],
)  # fmt: skip
def test_what_is_typed_into_an_address_runs_nowhere(client: Client, address: str) -> None:
    dangers = {}
    for payload in [*PAYLOADS[::7], "\0"]:
        response = client.get(address.format(quote(payload, safe="")))
        assert response.status_code in {200, 301, 302, 400, 404}, payload
        if found := judge(response.content.decode()).dangers:
            dangers[payload] = found

    assert dangers == {}
