from __future__ import annotations

import datetime as dt
import gzip

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from statements.models import Action, ImportRun
from statements.models.history import record
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
