"""The production server: stopped, left alone by its database, and out of connections."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

from tests.postgresql import create_cluster, running, unprivileged_user, usable_binaries
from tests.serving import LOST, Answer, Load, serving

# Servers under load, held to the clock: for `make torture`, when nothing else runs.
pytestmark = pytest.mark.torture
ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
once = pytest.mark.skipif(not ON_SQLITE, reason="asked once, in the run on SQLite")
on_postgresql = pytest.mark.skipif(
    ON_SQLITE, reason="asks for a server that can be stopped"
)
PAGES = ["/", "/dates/", "/search/?q=peace", "/speakers/"]
CLIENTS = 8


@once
def test_a_stop_under_load_loses_no_request(tmp_path: Path) -> None:
    with (
        serving(f"sqlite:///{tmp_path / 'db.sqlite3'}") as served,
        Load(served, PAGES, CLIENTS) as load,
    ):
        load.wait_for(100)
        assert served.stop() == 0
        load.ending.set()

    statuses = Counter(answer.status for _, answer in load.answers)
    assert statuses[200] >= 100
    assert statuses[LOST] == 0
    assert set(statuses) <= {200, 0}  # who comes after the end finds nobody


@once
def test_a_database_that_nobody_may_write_is_served(tmp_path: Path) -> None:
    file = tmp_path / "db.sqlite3"
    with serving(f"sqlite:///{file}", WORKERS="1"):
        pass  # it makes the tables

    with serving(f"sqlite:///{file}?mode=ro&immutable=1", WORKERS="1") as served:
        assert {served.get(page).status for page in [*PAGES, "/readyz"]} == {200}


class Server:
    """A PostgreSQL of its own, with a user who may open few connections."""

    LIMIT = 4

    def __init__(self, folder: Path) -> None:
        self.folder, self.user = folder, unprivileged_user()
        self.binaries = usable_binaries(folder, self.user)
        create_cluster(self.binaries, folder, self.user)
        self.up = ExitStack()

    def start(self) -> None:
        self.up.enter_context(running(self.binaries, self.folder, self.user))

    def stop(self) -> None:
        self.up.close()

    def connect(self, user: str = "postgres", name: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user=user, dbname=name, autocommit=True
        )

    def address(self, user: str, name: str) -> str:
        return f"postgres://{user}@/{name}?host={quote(str(self.folder), safe='')}"


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="serving-", ignore_cleanup_errors=True) as name:
        if user := unprivileged_user():
            shutil.chown(name, user)
        server = Server(Path(name))
        server.start()
        with server.connect() as connection:
            connection.execute(f"CREATE ROLE few LOGIN CONNECTION LIMIT {server.LIMIT}")
            connection.execute("CREATE DATABASE few OWNER few")
        yield server
        server.stop()


def wait_until_ready(get: Callable[[str], Answer], within: float) -> float:
    """Return how long it took until a page came."""
    started = time.monotonic()
    while get("/").status != 200:
        assert time.monotonic() - started < within
    return time.monotonic() - started


@on_postgresql
def test_a_restart_of_the_database_fails_only_what_was_under_way(
    postgresql: Server,
) -> None:
    with (
        serving(postgresql.address("postgres", "postgres")) as served,
        Load(served, PAGES, CLIENTS) as load,
    ):
        load.wait_for(100)
        postgresql.stop()
        away_from = time.monotonic()
        assert served.get("/healthz").status == 200
        alive = min(served.get("/healthz").seconds for _ in range(5))
        ready = served.get("/readyz")
        postgresql.start()
        back_at = time.monotonic()
        load.wait_for(200)

    assert alive <= 0.05
    assert ready.status == 503
    assert ready.seconds <= 2.5  # on a machine that does many things at once
    failed = {
        moment: answer.status for moment, answer in load.answers if answer.status != 200
    }
    assert set(failed.values()) <= {503}
    before = [moment for moment in failed if moment < away_from - 2]
    assert before == []
    assert [moment for moment in failed if moment > back_at + 2] == []


@on_postgresql
def test_without_a_free_connection_visitors_are_asked_back_at_once(
    postgresql: Server,
) -> None:
    address = postgresql.address("few", "few")
    with (
        serving(address, WORKERS="1", DATABASE_POOL="8", FRESHNESS_MS="0") as served,
        postgresql.connect() as chief,
    ):
        assert served.get("/").status == 200
        taken: list[psycopg.Connection] = []
        ours = [os.getpid()]
        while len(taken) < Server.LIMIT:
            chief.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = 'few' AND NOT pid = ANY(%s)",
                [ours],
            )
            try:
                taken.append(postgresql.connect("few", "few"))
            except psycopg.OperationalError:
                continue
            ours.append(taken[-1].info.backend_pid)

        with Load(served, PAGES, CLIENTS) as load:
            load.wait_for(2 * CLIENTS)
        for connection in taken:
            connection.close()
        back_after = wait_until_ready(served.get, within=10)

    assert {answer.status for _, answer in load.answers} == {503}
    assert {answer.headers["retry-after"] for _, answer in load.answers} == {"5"}
    assert max(answer.seconds for _, answer in load.answers) < 10
    assert back_after < 5
