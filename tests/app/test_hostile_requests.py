"""Requests that try to be taken for another site, to lead away or to write a header."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db
PAGES = ["/", "/search/?q=a", "/search.json", "/search.atom", "/dates/", "/no/such/page/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "testserver.evil.example", "testserver@evil.example", "testserver:x",
     "testserver/evil.example", "testserver#evil.example", "[::1]evil.example", " "],
)  # fmt: skip
def test_a_page_is_not_made_for_a_host_that_is_not_ours(
    client: Client, page: str, host: str
) -> None:
    response = client.get(page, headers={"host": host})

    assert response.status_code == 400
    assert b"evil" not in response.content


@pytest.mark.parametrize("name", ["x-forwarded-host", "x-original-url", "forwarded"])
def test_a_header_of_a_proxy_changes_no_address(client: Client, name: str) -> None:
    response = client.get("/search.json", headers={name: "host=evil.example"})

    assert response.status_code == 200
    assert b"evil" not in response.getvalue()


AWAY = ["//evil.example", "https://evil.example", "/\\evil.example", "https:evil.example"]
AWAY += ["javascript:alert(1)", "\t//evil.example", "http:///evil.example"]


@pytest.mark.parametrize("target", AWAY)
def test_signing_in_leads_to_no_other_site(client: Client, target: str) -> None:
    User.objects.create_superuser("chief", password="letters")

    response = client.post(
        "/account/sign-in/", {"login": "chief", "password": "letters", "next": target}
    )

    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def leads_away(response: HttpResponseBase) -> bool:
    location = response.headers.get("Location", "/")
    return re.match(r"/(?![/\\])|\?|http://testserver/", location) is None


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "//evil.example/search?q=", "//evil.example/speakers/x",
     "/\\evil.example/speakers", "/search/?q=&next=//evil.example", "/%2f%2fevil.example/2021",
     "/speakers/%2f%2fevil.example", "//evil.example/2021/08/19"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["next", "url", "return_to"])
def test_no_address_leads_to_another_site(client: Client, path: str, name: str) -> None:
    response = client.get(path, {name: "//evil.example"} if "?" not in path else None)

    assert not leads_away(response)
    assert response.status_code in {200, 301, 302, 404}


@pytest.mark.parametrize(
    "breaks", ["%0d%0a", "%0a", "%0d", "%e5%98%8a%e5%98%8d", "%00%0d%0a"]
)
@pytest.mark.parametrize(
    "page",
    ["/search/?q=a{}", "/search/?q={}&speaker=", "/search.csv?q={}", "/search.atom?q={}",
     "/speakers/a{}/", "/2021{}/", "/a{}", "/search/?{}=", "/dates/undated.csv?q={}"],
)  # fmt: skip
def test_no_address_writes_a_header(client: Client, page: str, breaks: str) -> None:
    response = client.get(page.format(f"{breaks}Set-Cookie:%20a=b"))

    assert response.status_code in {200, 301, 302, 400, 404}
    assert "Set-Cookie" not in response.headers
    assert not [v for v in response.headers.values() if re.search(r"[\r\n\0]", v)]


def observatory(response: HttpResponseBase) -> int:
    """Return the points that a well-known public test of headers gives, by its tables."""
    headers = response.headers
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in headers.get("Content-Security-Policy", "").split(";")
    )
    unsafe = "unsafe-" in headers.get("Content-Security-Policy", "")
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    half_a_year = 15_768_000
    score = 100
    score += (10 if policy.get("default-src") == "'none'" else 0) if not unsafe else -20
    score += 0 if policy else -25
    score += 5 if policy.get("frame-ancestors") == "'none'" else -20
    score += -20 if age is None else -10 * (int(age[1]) < half_a_year)
    score += 5 if "preload" in headers.get("Strict-Transport-Security", "") else 0
    score += 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5
    private = {
        "no-referrer",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
    }
    score += 5 if headers.get("Referrer-Policy") in private else -5
    score += 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0
    score -= 50 * (headers.get("Access-Control-Allow-Origin") is not None)
    return score - 20 * bool(response.cookies)


@pytest.fixture
def public(settings: Settings) -> Client:
    """A client of the site as DEBUG=false sets it up."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    return Client()


@pytest.mark.parametrize("page", [*PAGES, "/static/statements/base.css"])
def test_the_headers_earn_at_least_120_points(public: Client, page: str) -> None:
    response = public.get(page, secure=True)

    assert response.getvalue()
    assert observatory(response) >= 120


def test_without_https_a_visitor_is_led_to_it_on_the_same_host(public: Client) -> None:
    response = public.get("/search/?q=a")

    assert (response.status_code, response.headers["Location"]) == (
        301,
        "https://testserver/search/?q=a",
    )


def test_a_site_without_the_headers_earns_few_points(client: Client) -> None:
    response = client.get("/")
    for name in list(response.headers):
        del response.headers[name]

    assert observatory(response) <= 50


@pytest.mark.parametrize(
    "address",
    ["/speakers/?q={}", "/speakers/?order={}", "/briefings/?kind={}", "/briefings/?page={}",
     "/about/coverage/?outlet={}", "/dates/undated/?known={}", "/search/?outlet={}",
     "/search.json?speaker={}", "/{}", "/statements/{}/"],
)  # fmt: skip
def test_a_character_that_postgresql_does_not_take_is_no_error(
    client: Client, address: str
) -> None:
    assert client.get(address.format("a%00b")).status_code in {200, 400, 404}
