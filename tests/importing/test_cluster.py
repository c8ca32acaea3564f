"""Extraction on a cluster: a scheduler and its workers on this machine, each a process."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from statements.importing.orders import Orders
from statements.importing.run import import_inputs
from statements.importing.sources import About
from statements.importing.walking import find_inputs
from statements.importing.writing import Report
from statements.models import Article, ImportRun
from tests.importing.children import ROOT, write_articles
from tests.serving import free_port

pytestmark = pytest.mark.skipif(
    not find_spec("distributed"), reason="distributed is not installed"
)

WORKERS, FILES = 2, 60


def start(log: IO[bytes], *arguments: str) -> subprocess.Popen[bytes]:
    """Start a part of a cluster."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=log.name.rpartition("/")[0], env=environment,
        stdout=log, stderr=log,
    )  # fmt: skip


def wait_until_listening(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise TimeoutError("The scheduler did not start")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Yield the address of a scheduler, and its workers, which see nothing of the database."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    parts: list[subprocess.Popen[bytes]] = []
    with (tmp_path / "log").open("wb") as log:
        try:
            parts.append(
                start(log, "scheduler", "--host", address, "--no-dashboard", "--no-jupyter")
            )
            wait_until_listening(port)
            alone = ["--nworkers=1", "--nthreads=1", "--no-nanny", "--no-dashboard"]
            workers = [start(log, "worker", address, *alone) for _ in range(WORKERS)]
            parts += workers
            yield address, workers
        finally:
            for part in parts:
                part.kill()
                part.wait()


def imported(
    folder: Path, address: str, during: Callable[[int], object] = lambda _: None
) -> list[Report]:
    reports = []
    orders = Orders(About(outlet="TASS"), cluster=address, paths=(folder,))
    for report in import_inputs(find_inputs([folder]), orders):
        reports.append(report)
        during(len(reports))
    return reports


@pytest.mark.torture
@pytest.mark.django_db(transaction=True)
def test_a_cluster_finds_what_this_process_finds(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    folder, (address, _) = tmp_path / "articles", cluster
    write_articles(folder, 0, FILES)
    here = Orders(About(outlet="TASS"), dry_run=True)
    expected = [one.statement_count for one in import_inputs(find_inputs([folder]), here)]

    reports = imported(folder, address)

    assert [report.statement_count for report in reports] == expected
    assert [report.name for report in reports] == sorted(report.name for report in reports)
    assert Article.objects.count() == FILES
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED


@pytest.mark.torture
@pytest.mark.django_db(transaction=True)
def test_a_worker_of_the_cluster_that_is_killed_costs_nothing(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    folder, (address, workers) = tmp_path / "articles", cluster
    write_articles(folder, 0, 4 * FILES)

    def kill_one(count: int) -> None:
        workers[0].kill()

    reports = imported(folder, address, kill_one)

    assert workers[0].wait(10) == -signal.SIGKILL
    assert len(reports) == Article.objects.count() == 4 * FILES


@pytest.mark.django_db
def test_a_cluster_that_does_not_answer_is_one_line_and_the_run_can_be_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statements.importing.executors.CONNECT_WITHIN", 0.2)
    write_articles(tmp_path / "articles", 0, 1)
    address = f"tcp://127.0.0.1:{free_port()}"

    with pytest.raises(CommandError, match=re.escape(f"no scheduler answers at {address}")):
        call_command("import_articles", tmp_path / "articles", dask=address)

    assert ImportRun.objects.get().state == ImportRun.State.FAILED
    call_command("import_articles", resume=0, verbosity=0)
    assert Article.objects.count() == 1
