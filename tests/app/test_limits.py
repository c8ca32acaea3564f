"""How much a visitor may ask for, and by which address one is known."""

from __future__ import annotations

import pytest
from django.conf import settings as site
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client, RequestFactory
from pytest_django import Settings

from config import limits
from config.clients import client_of
from config.limits import Limit
from statements.views.kept import PAGES

BURST = 3


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_ask_for_a_minutes_worth_at_once_and_then_as_time_goes_by() -> None:
    clock = Clock()
    limit = Limit(BURST, clock)

    assert [limit.take("a") for _ in range(BURST + 2)] == [0, 0, 0, 20, 20]
    clock.now = 15
    assert limit.take("a") == 5
    clock.now = 21
    assert limit.take("a") == 0
    clock.now = 10_000
    assert [limit.take("a") > 0 for _ in range(BURST + 1)] == [False] * BURST + [True]


def test_one_client_does_not_use_up_what_another_has() -> None:
    limit = Limit(1, Clock())

    assert [limit.take(client) > 0 for client in ("a", "b", "a", "b")] == [
        False, False, True, True
    ]  # fmt: skip


def test_no_more_clients_are_remembered_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MOST_CLIENTS", 2)
    limit = Limit(1, Clock())

    for client in ("a", "b", "a", "c"):
        limit.take(client)

    assert limit.take("a") > 0
    assert limit.take("b") == 0  # the one not seen for longest was forgotten


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, nonsense", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_a_client_is_known_by_what_it_cannot_forge(
    settings: Settings, proxies: int, forwarded: str | None, client: str
) -> None:
    settings.PROXIES = proxies
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="192.0.2.1")

    assert client_of(request) == client


@pytest.fixture
def limited(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client of a site with low limits, which makes every page anew."""
    monkeypatch.setattr(PAGES, "most", 0)
    settings.SEARCHES_PER_MINUTE, settings.EXPORTS_PER_MINUTE = BURST, BURST
    return Client()


def statuses(client: Client, *addresses: str, **extra: str) -> list[int]:
    headers = {"x-forwarded-for": extra.pop("forged")} if "forged" in extra else {}
    return [
        client.get(address, headers=headers, **extra).status_code  # type: ignore[arg-type]
        for address in addresses
    ]


@pytest.mark.django_db
def test_who_searches_too_often_is_told_when_to_come_back(limited: Client) -> None:
    assert statuses(limited, *["/search/?q=peace"] * BURST) == [200] * BURST

    response = limited.get("/search/?q=peace")

    assert response.status_code == 429
    assert 15 <= int(response.headers["Retry-After"]) <= 20
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    assert response.cookies == {}
    assert b"try again in" in response.content


@pytest.mark.django_db
def test_a_page_made_before_is_given_to_whoever_asks(settings: Settings) -> None:
    settings.SEARCHES_PER_MINUTE = BURST

    assert statuses(Client(), *["/search/?q=peace"] * 5 * BURST) == [200] * 5 * BURST


@pytest.mark.django_db
def test_data_has_a_limit_of_its_own_and_pages_have_none(limited: Client) -> None:
    data = ["/search.csv?q=peace", "/dates/undated.atom", "/search.jsonl", "/2021.json"]

    assert statuses(limited, *data) == [200] * BURST + [429]
    assert statuses(limited, *["/", "/dates/", "/about/"] * BURST) == [200] * 3 * BURST
    assert statuses(limited, "/search/?q=peace") == [200]


@pytest.mark.django_db
def test_forging_another_address_does_not_help(limited: Client) -> None:
    found = [
        statuses(limited, "/search/?q=peace", forged=f"203.0.113.{number}")[0]
        for number in range(BURST + 1)
    ]

    assert found == [200] * BURST + [429]


@pytest.mark.django_db
def test_a_network_of_ipv6_counts_as_one_visitor(limited: Client) -> None:
    found = [
        statuses(limited, "/search/?q=peace", REMOTE_ADDR=f"2001:db8::{number}:1")[0]
        for number in range(1, BURST + 2)
    ]

    assert found == [200] * BURST + [429]
    assert statuses(limited, "/search/?q=peace", REMOTE_ADDR="2001:db8:0:1::1") == [200]


@pytest.mark.django_db
def test_a_made_up_session_does_not_help(limited: Client) -> None:
    limited.cookies[site.SESSION_COOKIE_NAME] = "made-up"

    assert statuses(limited, *["/search/?q=peace"] * (BURST + 1))[-1] == 429


@pytest.mark.django_db
def test_signed_in_people_search_as_much_as_they_like(limited: Client) -> None:
    limited.force_login(User.objects.create_user("editor", password="letters"))

    assert statuses(limited, *["/search/?q=peace"] * 2 * BURST) == [200] * 2 * BURST


@pytest.mark.django_db
def test_nobody_is_signed_in_while_the_database_is_away(
    limited: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(request: object) -> bool:
        raise OperationalError("the connection is closed")

    statuses(limited, *["/search/?q=peace"] * BURST)
    limited.cookies[site.SESSION_COOKIE_NAME] = "made-up"
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", away)

    assert statuses(limited, "/search/?q=peace") == [429]


@pytest.mark.django_db
def test_a_checkout_has_no_limits(client: Client) -> None:
    assert statuses(client, *["/search.json"] * 40) == [200] * 40
