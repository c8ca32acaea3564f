from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from tests.factories import make_statement


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/2021/8/19", "/2021/08/19/"),
        ("/2021/08/32/", "/2021/08/19/"),
        ("/2021-08-20", "/2021/08/19/"),
        ("/0000/00/00/", "/2021/08/19/"),
        ("/9999/99/99/", "/2025/07/24/"),
    ],
)
def test_an_address_like_a_day_leads_to_the_nearest_there_is(
    client: Client, address: str, nearest: str
) -> None:
    make_statement(said="2021-08-19")
    make_statement(said="2025-07-24")

    response = client.get(address)

    assert response.status_code == 404
    assert f'href="{nearest}"' in response.content.decode()


@pytest.mark.django_db
def test_any_other_address_is_repeated_escaped_with_a_way_on(client: Client) -> None:
    response = client.get("/<b>nowhere</b>/")

    page = response.content.decode()
    assert response.status_code == 404
    assert "/&lt;b&gt;nowhere&lt;/b&gt;/" in page
    assert 'action="/search/"' in page
    assert page.count("<h1") == 1


def test_a_fault_of_ours_is_told_without_the_database() -> None:
    page = server_error(RequestFactory().get("/")).content.decode()

    assert page.count("<h1") == 1
    assert 'href="/"' in page


@pytest.mark.django_db
def test_what_cannot_be_understood_is_told_with_a_way_on(client: Client) -> None:
    response = client.get("/search/", {f"field-{number}": "1" for number in range(1_100)})

    page = response.content.decode()
    assert response.status_code == 400
    assert "This could not be understood" in page
    assert 'href="/"' in page
    assert "stylesheet" in page


@pytest.mark.django_db
def test_a_form_from_before_signing_in_says_that_nothing_was_saved() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/sign-in/", {"login": "a"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "Nothing was saved" in page
    assert page.count("<h1") == 1
