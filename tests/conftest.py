from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from statements.views.editions import recent
from statements.views.kept import PAGES, RESULTS

collect_ignore = ["benchmarks"]  # programs, one of them with an environment of its own

SLOW_MACHINE = [HealthCheck.too_slow]

# No deadline: how long an example takes says how busy the machine is.
hypothesis_settings.register_profile(
    "checkout", deadline=None, max_examples=100, suppress_health_check=SLOW_MACHINE
)
# The same examples in every run, so that a change is blamed only for what it did.
hypothesis_settings.register_profile(
    "ci", hypothesis_settings.get_profile("checkout"), derandomize=True
)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "checkout")


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for nothing that can go while tests are found, nor later among what was found."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def page_alone_is_noted() -> Iterator[None]:
    """Let a test client keep what a page was made from, not each of a hundred parts of it.

    `response.context` finds the same: a page has all that its parts have.
    """
    note = vars(client)["store_rendered_templates"]

    def note_first(store: dict[str, Any], *names: Any, **context: Any) -> None:
        if not store:
            note(store, *names, **context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", note_first)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Keep SQLite's test database in a file, so that each thread has a connection.

    One in memory has a single connection, which a live server's threads would share.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        folder: Path = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="module")
def module_record(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let the fixtures of a module store rows once for all its tests, and take them back.

    Each test on top of it is taken back by itself, as ever.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget what was kept of the record of another test, which may be numbered alike."""
    PAGES.clear()
    RESULTS.clear()
    recent.forget()
