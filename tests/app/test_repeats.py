from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from statements.models import Action, ImportRun
from statements.models.history import record
from statements.views.repeats import answer_at_once
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/search/?q=weapons",
    "/2021/08/19/",
    "/speakers/maria-zakharova/",
    "/speakers/maria-zakharova.json",
    "/speakers/maria-zakharova.csv",
    "/speakers/maria-zakharova.jsonl",
    "/speakers/maria-zakharova.atom",
    "/about/coverage/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_that_a_visitor_has_is_not_made_again(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_statement()
    first = Client().get(address)

    with django_assert_num_queries(1):  # edition
        again = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert again.content == b""
    assert first["Cache-Control"] == "public, no-cache"


WHOLE = [address for address in ADDRESSES if not address.endswith((".csv", ".jsonl"))]


@pytest.mark.parametrize("address", WHOLE)
def test_a_page_that_another_visitor_had_is_not_made_again(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_statement()
    first = Client().get(address)

    with django_assert_num_queries(1):  # edition
        again = Client().get(address)

    assert again.content == first.content
    assert again.headers == first.headers


def test_who_takes_compressed_pages_gets_the_same_page_compressed() -> None:
    make_statement()
    plain = Client().get("/")

    for _ in ("made", "kept"):
        small = Client().get("/", headers={"Accept-Encoding": "br, gzip"})

        assert small["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.content) == plain.content
    assert plain["Vary"] == small["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain


def test_each_address_has_a_tag_of_its_own() -> None:
    make_statement()

    tags = {Client().get(address)["ETag"] for address in ADDRESSES}

    assert len(tags) == len(ADDRESSES)


def test_a_new_statement_makes_new_pages() -> None:
    make_statement()
    tag = Client().get("/")["ETag"]

    make_statement("“More,”")

    assert Client().get("/", headers={"If-None-Match": tag}).status_code == 200


def test_what_an_editor_does_makes_new_pages() -> None:
    make_statement()
    tag = Client().get("/")["ETag"]

    speaker = make_speaker()
    speaker.name = "Mariya Zakharova"
    with record(User.objects.create_user("editor"), Action.Verb.EDITED) as log:
        log.save(speaker)

    response = Client().get("/", headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert b"Mariya Zakharova" in response.content


def test_a_new_setting_makes_new_pages(settings: Settings) -> None:
    make_statement()
    tag = Client().get("/")["ETag"]

    settings.PUBLISH_UNREVIEWED = not settings.PUBLISH_UNREVIEWED

    assert Client().get("/", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_says_when_the_record_last_changed() -> None:
    run = ImportRun.objects.create()
    since = run.started_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    before = (run.started_at - dt.timedelta(minutes=1)).strftime(
        "%a, %d %b %Y %H:%M:%S GMT"
    )

    assert Client().get("/speakers/")["Last-Modified"] == since
    for header, status in ((since, 304), (before, 200)):
        response = Client().get("/speakers/", headers={"If-Modified-Since": header})
        assert response.status_code == status


def test_signed_in_people_always_get_a_page_of_their_own(admin_client: Client) -> None:
    tag = Client().get("/speakers/")["ETag"]

    response = admin_client.get("/speakers/", headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert "ETag" not in response
    assert response["Cache-Control"] == "private"


def test_an_error_is_not_kept() -> None:
    response = Client().get("/speakers/nobody/")

    assert response.status_code == 404
    assert "ETag" not in response


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_to_a_reader_carries_all_headers(address: str) -> None:
    make_statement()
    made, kept = Client().get(address), Client().get(address)
    unchanged = Client().get(address, headers={"If-None-Match": made["ETag"]})

    of_body = {"Content-Type", "Content-Length", "Content-Disposition"}
    assert {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"} <= {
        *kept.headers
    }
    assert {*made.headers} - of_body == {*unchanged.headers} - of_body
    assert "Content-Type" not in unchanged
    assert made.headers == kept.headers


def test_only_the_page_that_a_visitor_has_need_not_be_sent() -> None:
    tag = Client().get("/")["ETag"]

    for tags, status in (
        (f'"other", {tag}', 304),
        (tag.removeprefix("W/"), 304),
        ("*", 304),
        ('"other"', 200),
        ("nonsense", 200),
    ):
        assert Client().get("/", headers={"If-None-Match": tags}).status_code == status


def test_a_page_kept_is_not_given_out_while_nobody_can_say_whether_it_still_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Client().get("/")

    def away() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("statements.views.editions.current_edition", away)
    response = Client().get("/")

    assert response.status_code == 503
    assert "Content-Security-Policy" in response


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Clock:
    """A clock by which a reader may be told what was so half a second ago."""
    settings.FRESHNESS_MS = 500
    clock = Clock()
    monkeypatch.setattr("statements.views.editions.monotonic", clock)
    return clock


def test_readers_wait_for_what_is_new_no_longer_than_allowed(
    clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = Client().get("/").content
    make_statement()

    clock.now = 0.4
    with django_assert_num_queries(0):
        assert Client().get("/").content == before
    clock.now = 0.6
    assert Client().get("/").content != before


@pytest.mark.usefixtures("clock")
def test_who_is_signed_in_does_not_wait(admin_client: Client) -> None:
    before = admin_client.get("/").content
    make_statement()

    assert admin_client.get("/").content != before


def sent(
    asked: list[str], address: str = "/", **variables: str
) -> tuple[str, dict[str, str], bytes]:
    """Return what the door for a WSGI server answers, and note what went past it to Django."""
    environ: dict[str, Any] = RequestFactory().get(address).environ | variables
    if not environ["QUERY_STRING"]:  # a server may leave it out
        del environ["QUERY_STRING"]
    started: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
        started.append((status, dict(headers)))

    def django(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        asked.append(environ["PATH_INFO"])
        response = WSGIHandler().get_response(WSGIRequest(environ))
        start(f"{response.status_code} {response.reason_phrase}", [*response.items()])
        return [response.getvalue()]

    body = b"".join(answer_at_once(django)(environ, start))
    return *started[0], body


@pytest.mark.usefixtures("clock")
def test_what_is_kept_is_answered_before_django_is_asked() -> None:
    asked: list[str] = []
    first = sent(asked)
    again = sent(asked)
    tag = first[1]["ETag"]
    unchanged = sent(asked, HTTP_IF_NONE_MATCH=tag)

    assert asked == ["/"]
    assert again == first
    assert unchanged[0] == "304 Not Modified"
    assert unchanged[2] == b""
    assert unchanged[1]["Content-Security-Policy"] == first[1]["Content-Security-Policy"]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "other",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_COOKIE": "sessionid=a"},
        {"HTTP_HOST": "other.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
        {"QUERY_STRING": "page=2"},
        {"HTTP_IF_MODIFIED_SINCE": "Thu, 19 Aug 2021 10:00:00 GMT"},
    ],
)
def test_another_question_is_never_answered_with_this_page(other: dict[str, str]) -> None:
    asked: list[str] = []
    for variables in ({}, other):
        sent(asked, **variables)

    assert asked == ["/", "/"]
