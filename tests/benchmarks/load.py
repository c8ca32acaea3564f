"""The production server under load: `python -m tests.benchmarks.load [STATEMENTS [SECONDS]]`.

Half of the requests read pages, half search, over eight connections; then the same while
500 slow clients hold a connection each without ever ending their request.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from tests.postgresql import server
from tests.serving import Served, serving

STATEMENTS, SECONDS, CLIENTS, SLOW = 100_000, 300, 8, 500


@dataclass
class Visitors:
    """Connections that ask one address after the other, each from another place on."""

    served: Served
    paths: list[str]
    times: list[float] = field(default_factory=list)  # seconds
    statuses: Counter[int] = field(default_factory=Counter)
    cpu: float = 0  # seconds that the server's processes took, not the database's

    def stay(self, seconds: float) -> None:
        before = cpu_seconds(self.served.process.pid)
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._ask, args=(number, until))
            for number in range(CLIENTS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.cpu = cpu_seconds(self.served.process.pid) - before

    def _ask(self, number: int, until: float) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=30)
        place = number * len(self.paths) // CLIENTS
        while time.monotonic() < until:
            started = time.monotonic()
            try:
                path = self.paths[place % len(self.paths)]
                connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
                response = connection.getresponse()
                response.read()
                self.statuses[response.status] += 1
            except (OSError, http.client.HTTPException):
                self.statuses[0] += 1
                connection.close()
            self.times.append(time.monotonic() - started)
            place += 1
        connection.close()

    def report(self, name: str, seconds: float) -> None:
        cuts = quantiles(self.times, n=100)
        wrong = self.statuses.total() - self.statuses[200]
        within = sum(taken <= 2 for taken in self.times) / len(self.times)
        print(
            f"{name}: {len(self.times) / seconds:.0f} requests/s, p50 {cuts[49] * 1000:.0f} ms,"
            f" p99 {cuts[98] * 1000:.0f} ms, {within:.2%} within 2 s, {wrong} errors,"
            f" {self.cpu / len(self.times) * 1000:.1f} ms of CPU each",
            flush=True,
        )


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and its children: on a busy machine the fair measure."""
    ticks = sum(
        map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13])
    )
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return ticks / os.sysconf("SC_CLK_TCK") + sum(
        cpu_seconds(int(child)) for child in children
    )


def hold_slowly(served: Served, stack: ExitStack, ending: threading.Event) -> None:
    """Keep SLOW connections open, each in the middle of its headers, anew when cut off."""

    def hold() -> None:
        held: list[socket.socket] = []
        while not ending.is_set():
            while len(held) < SLOW:
                held.append(socket.create_connection(("127.0.0.1", served.port)))
                held[-1].send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
            ending.wait(1)
            held = [one for one in held if _goes_on(one)]
        for one in held:
            one.close()

    thread = threading.Thread(target=hold)
    stack.callback(thread.join)
    stack.callback(ending.set)
    thread.start()


def _goes_on(connection: socket.socket) -> bool:
    try:
        connection.send(b"x")
    except OSError:
        connection.close()
        return False
    return True


@contextmanager
def sqlite() -> Iterator[str]:
    """Yield the address of a database in a folder that goes at the end."""
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        yield f"sqlite:///{Path(folder) / 'db.sqlite3'}"


def main(statements: int, seconds: float) -> None:
    for name, database in (("SQLite", sqlite), ("PostgreSQL", server)):
        with database() as address:
            load(name, address, fill_and_name(address, statements), seconds)


def fill_and_name(address: str, statements: int) -> list[str]:
    """Fill a database and return addresses worth asking for."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.filling", str(statements)],
        env={**os.environ, "DATABASE_URL": address},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return made.stdout.split()


def load(name: str, address: str, paths: list[str], seconds: float) -> None:
    """Serve a database and print how the server does."""
    with serving(address) as served:
        Visitors(served, paths).stay(3)  # warm
        visitors = Visitors(served, paths)
        visitors.stay(seconds)
        visitors.report(name, seconds)
        with ExitStack() as stack:
            hold_slowly(served, stack, threading.Event())
            others = Visitors(served, paths)
            others.stay(seconds / 5)
            others.report(f"{name}, beside {SLOW} slow clients", seconds / 5)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [STATEMENTS, SECONDS][len(numbers) :]))
