"""Readers' pages are read from a replica, whole, and from the primary while it is away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from config.replica import REPLICA, ReplicaForReaders, Standby, for_readers
from tests import postgresql
from tests.serving import Served, serving

ROOT = Path(__file__).resolve().parent.parent.parent


class StandIn:
    """A connection as far as it is chosen."""

    alias = REPLICA

    def __init__(self) -> None:
        self.away = False

    def ensure_connection(self) -> None:
        if self.away:
            raise OperationalError("connection refused")


@pytest.fixture
def replica(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setitem(settings.DATABASES, REPLICA, {})
    monkeypatch.setattr("config.replica.standby", Standby())
    stand_in: Any = StandIn()
    connections[REPLICA] = stand_in
    yield stand_in
    del connections[REPLICA]


def asked(request: HttpRequest, *, public: bool = True) -> str:
    """Return which database a view asks that answers this request."""

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(connections["default"].alias)

    if public:
        view.public = True  # type: ignore[attr-defined]
    return str(answered(request, view).getvalue().decode())


def answered(request: HttpRequest, view: Any) -> HttpResponseBase:
    def get_response(request: HttpRequest) -> HttpResponseBase:
        reader.process_view(request, view, (), {})
        answer: HttpResponseBase = view(request)
        return answer

    reader = ReplicaForReaders(get_response)
    return reader(request)


@pytest.mark.usefixtures("replica")
def test_only_what_anonymous_readers_get_is_read_from_the_replica(
    rf: RequestFactory,
) -> None:
    signed_in = rf.get("/")
    signed_in.COOKIES[settings.SESSION_COOKIE_NAME] = "key"

    assert asked(rf.get("/")) == asked(rf.head("/")) == REPLICA
    assert asked(rf.post("/")) == asked(signed_in) == "default"
    assert asked(rf.get("/"), public=False) == "default"
    assert connections["default"].alias == "default"


@pytest.mark.usefixtures("replica")
def test_what_is_streamed_later_is_read_from_the_replica_too(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(connections["default"].alias for _ in range(2))

    view.public = True  # type: ignore[attr-defined]
    parts = iter(answered(rf.get("/"), view))

    assert next(parts) == REPLICA.encode()
    assert connections["default"].alias == "default"
    assert list(parts) == [REPLICA.encode()]


def test_while_the_replica_is_away_the_primary_answers(
    rf: RequestFactory, replica: StandIn
) -> None:
    replica.away = True

    assert asked(rf.get("/")) == "default"


def test_whether_the_record_has_changed_is_asked_where_the_pages_are_read(
    replica: StandIn,
) -> None:
    """Else a page from a replica that lags behind would be kept as the newest."""
    with for_readers():
        assert connections["default"].alias == REPLICA
    assert connections["default"].alias == "default"


def test_while_the_replica_is_away_the_primary_says_whether_it_has_changed(
    replica: StandIn,
) -> None:
    replica.away = True

    with for_readers():
        assert connections["default"].alias == "default"


@contextmanager
def primary_and_replica() -> Iterator[tuple[str, str, ExitStack, ExitStack]]:
    """Start a server and one that follows it; yields their folders and what stops each."""
    user = postgresql.unprivileged_user()
    with (
        tempfile.TemporaryDirectory(prefix="replica-", ignore_cleanup_errors=True) as name,
        ExitStack() as first,
        ExitStack() as second,
    ):
        folders = [Path(name) / "primary", Path(name) / "replica"]
        for folder in folders:
            folder.mkdir()
        if user:
            for folder in (Path(name), *folders):
                shutil.chown(folder, user)
        binaries = postgresql.usable_binaries(folders[0], user)
        postgresql.create_cluster(binaries, folders[0], user)
        first.enter_context(postgresql.running(binaries, folders[0], user))
        copy = [f"{binaries}/pg_basebackup", "-R", f"--host={folders[0]}", "-U", "postgres"]
        where = [f"--pgdata={folders[1]}/data", "--checkpoint=fast"]
        subprocess.run([*copy, *where], user=user, cwd=name, check=True)
        second.enter_context(postgresql.running(binaries, folders[1], user))
        yield str(folders[0]), str(folders[1]), first, second


def address(folder: str) -> str:
    return f"postgres://postgres@/postgres?host={quote(folder, safe='')}"


def manage(database: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def wait_for(served: Served, path: str, status: int) -> None:
    until = time.monotonic() + 20
    while (answer := served.get(path)).status != status and time.monotonic() < until:
        time.sleep(0.1)
    assert answer.status == status


def ask(folder: str, question: str) -> Any:
    with psycopg.connect(host=folder, user="postgres", autocommit=True) as asking:
        row = asking.execute(question.encode()).fetchone()
        return row and row[0]


@pytest.mark.torture
@pytest.mark.skipif("sqlite" in connection.vendor, reason="a replica of PostgreSQL")
def test_a_streaming_replica_answers_readers_and_the_primary_stands_in_for_it(
    tmp_path: Path,
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("News\n\n“We wait,” Anna Arden said on 5 March 2021.\n")
    with primary_and_replica() as (primary, copy, first, second):
        manage(address(primary), "migrate", "--verbosity=0")
        with serving(address(primary), REPLICA_URL=address(copy)) as served:
            ask(copy, "SELECT pg_wal_replay_pause()")
            manage(address(primary), "import_articles", str(article))
            assert ask(primary, "SELECT count(*) FROM statements_statement") == 1
            assert served.get("/2021/03/05/").status in {200, 404}
            assert (
                b"We wait" not in served.get("/2021/03/05/").body
            )  # the replica is behind

            ask(copy, "SELECT pg_wal_replay_resume()")
            wait_for(served, "/speakers/anna-arden/", 200)
            assert b"We wait" in served.get("/2021/03/05/").body
            assert b"We wait" in served.get("/search.csv?q=wait").body

            first.close()  # the primary is away
            assert b"We wait" in served.get("/speakers/anna-arden/?page=1").body
            second.close()  # the replica too
            assert served.get("/search/?q=nobody").status == 503
