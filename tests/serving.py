"""The production server as a child process, on a port of its own."""

from __future__ import annotations

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
LOCK = Path(tempfile.gettempdir()) / "serving-tests.lock"  # they collect static files alike
KEY = "fifty-characters-that-are-no-secret-0123456789-abcdef"
START_WITHIN, STOP_WITHIN = 120, 40  # seconds


REFUSED, LOST = 0, -1


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: REFUSED where nobody listened, LOST where an answer never came."""

    status: int
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int

    def get(self, path: str, timeout: float = 30) -> Answer:
        """Ask once, over a connection of its own."""
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
        except ConnectionRefusedError:
            return Answer(REFUSED, time.monotonic() - started)
        except (OSError, http.client.HTTPException) as error:
            return Answer(LOST, time.monotonic() - started, {}, repr(error).encode())
        finally:
            connection.close()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, time.monotonic() - started, headers, body)

    def stop(self) -> int:
        """Ask it to stop as a service manager does; returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_WITHIN)


@contextmanager
def serving(database: str, user: str | None = None, **variables: str) -> Iterator[Served]:
    """Start `scripts/serve` on a database, wait until it is ready, and stop it at the end."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database,
        "SECRET_KEY": KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "false",
        "PORT": str(port),
        "SEARCHES_PER_MINUTE": "0",
        "EXPORTS_PER_MINUTE": "0",
        **variables,
    }
    with LOCK.open("a") as lock, tempfile.TemporaryFile() as log:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [ROOT / "scripts" / "serve"], env=environment, stdout=log, stderr=log, user=user
        )
        served = Served(process, port)
        try:
            wait_until_alive(served, log)
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield served
        finally:
            if process.poll() is None:
                served.stop()


def wait_until_alive(served: Served, log: IO[bytes]) -> None:
    until = time.monotonic() + START_WITHIN
    while served.get("/healthz", timeout=1).status != 200:
        if served.process.poll() is not None or time.monotonic() > until:
            log.seek(0)
            raise RuntimeError(log.read().decode())
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Load:
    """Clients that go on asking until they are told to stop."""

    def __init__(self, served: Served, paths: list[str], clients: int) -> None:
        self.served, self.paths = served, paths
        self.answers: list[tuple[float, Answer]] = []  # with the moment each was asked for
        self.ending = threading.Event()
        self.threads = [threading.Thread(target=self._ask) for _ in range(clients)]

    def __enter__(self) -> Load:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def _ask(self) -> None:
        number = 0
        while not self.ending.is_set():
            started = time.monotonic()
            answer = self.served.get(self.paths[number % len(self.paths)])
            self.answers.append((started, answer))
            number += 1

    def wait_for(self, count: int, timeout: float = 30) -> None:
        """Wait until so many more answers have come."""
        wanted, until = len(self.answers) + count, time.monotonic() + timeout
        while len(self.answers) < wanted and time.monotonic() < until:
            time.sleep(0.01)
