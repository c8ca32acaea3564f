from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from tests.factories import make_statement


def away(*args: object, **kwargs: object) -> None:
    raise OperationalError("the connection is closed")


def test_the_process_is_alive_without_a_database_a_known_host_or_https(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/healthz", headers={"host": "10.0.0.1"})

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_is_ready_when_the_database_answers_and_is_up_to_date(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_is_pending(client: Client) -> None:
    [newest] = MigrationLoader(connection).graph.leaf_nodes("statements")
    MigrationRecorder(connection).record_unapplied(*newest)

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations are pending\n")


def test_it_is_not_ready_while_the_database_is_away(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", away)

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (
        503,
        b"the database does not answer\n",
    )


def broken(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


urlpatterns = [path("broken/", broken)]


@pytest.mark.django_db
@pytest.mark.urls("tests.app.test_health")
def test_a_visitor_is_asked_to_come_back_while_the_database_is_away(client: Client) -> None:
    response = client.get("/broken/")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert b"locked" not in response.content


@pytest.mark.django_db
def test_a_database_that_only_reads_shows_pages_and_asks_writers_back(
    client: Client,
) -> None:
    User.objects.create_superuser("chief", password="letters")
    make_statement("“Peace is near,”")
    on, off = READ_ONLY[connection.vendor]

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(on)
        pages = [client.get(page).status_code for page in ("/", "/search/?q=peace")]
        refused = client.post(
            "/account/sign-in/", {"login": "chief", "password": "letters"}
        )
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute(off)

    assert pages == [200, 200]
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"


READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": ("SET LOCAL transaction_read_only = on", "SELECT 1"),
}
