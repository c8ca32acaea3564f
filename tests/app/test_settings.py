"""How the site starts, and what every answer carries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "fifty-characters-that-are-no-secret-0123456789-abcdef"
SAFE = {"DEBUG": "false", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "www.example.org"}


def check(**variables: str) -> subprocess.CompletedProcess[str]:
    """Run the deployment checks in a process that knows only `variables`."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        (SAFE | {"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        (SAFE | {"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters"),
        (SAFE | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        (SAFE | {"DEBUG": "true"}, "ALLOWED_HOSTS names a public host while DEBUG is on"),
        (
            SAFE | {"DATABASE_URL": "mysql://x"},
            "DATABASE_URL is not an address of a database",
        ),
        (SAFE | {"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud'"),
    ],
)
def test_an_unsafe_start_is_refused_with_one_line(
    variables: dict[str, str], line: str
) -> None:
    started = check(**variables)

    assert started.returncode == 1
    assert started.stderr.startswith(f"manage.py: {line}: ")
    assert started.stderr.count("\n") == 1


def test_a_production_start_passes_every_deployment_check() -> None:
    started = check(**SAFE)

    assert (started.returncode, started.stderr) == (0, "")


ANSWERS = ["/", "/account/sign-in/", "/no/such/page/", "/static/admin/css/base.css"]
EVERY_ANSWER_SAYS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_security_headers(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.getvalue()
    headers = {name: response.headers.get(name) for name in EVERY_ANSWER_SAYS}
    assert headers == EVERY_ANSWER_SAYS


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/search/?q=weapons", "/dates/", "/no/such/page/"]
)
def test_a_reader_gets_no_cookie(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("broken/", broken)]


@pytest.mark.urls("tests.app.test_settings")
def test_an_error_carries_them_too(client: Client) -> None:
    client.raise_request_exception = False

    response = client.get("/broken/")

    assert response.status_code == 500
    assert EVERY_ANSWER_SAYS.items() <= dict(response.headers).items()


def test_every_static_file_is_there_for_the_hashed_names(
    settings: Settings, tmp_path: Path
) -> None:
    """Collecting fails when a stylesheet names a picture or a font that does not exist."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        }
    }

    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])

    collected = [path.name for path in tmp_path.rglob("*.css")]
    assert len(collected) >= 2  # each as it was, and under its hashed name
    assert any(re.search(r"\.[0-9a-f]{12}\.css$", name) for name in collected)
