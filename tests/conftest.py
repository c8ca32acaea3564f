from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
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


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget what was kept of the record of another test, which may be numbered alike."""
    PAGES.clear()
    RESULTS.clear()
    recent.forget()
