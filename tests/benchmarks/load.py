"""The production server under load: `python -m tests.benchmarks.load [STATEMENTS [SECONDS]]`.

Half of the requests read pages, half search, over eight connections: first each address once,
which no process has in memory, then all of them again and again, then the same while 500 slow
clients hold a connection each without ever ending their request.
"""

from __future__ import annotations

import itertools
import os
import re
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from tests.postgresql import server
from tests.serving import Served, serving

STATEMENTS, SECONDS, CLIENTS, SLOW = 100_000, 300, 8, 500
PATIENCE = 30  # seconds


_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


class Visitor:
    """One connection, which asks one address after the other."""

    def __init__(self, port: int, asking: Iterator[bytes]) -> None:
        self.port, self.asking = port, asking
        self.connect()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self) -> bool:
        """Send the next request; returns False when there is none."""
        request = next(self.asking, None)
        self.head, self.left, self.status = b"", -1, 0
        self.started = time.monotonic()
        if request is not None:
            self.socket.sendall(request)
        return request is not None

    def take(self) -> bool:
        """Read what has come; returns whether the answer is complete, with status 0 if it broke."""
        part = self.socket.recv(1 << 18)
        if not part:
            self.status = 0
            return True
        if self.left < 0:
            self.head += part
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            length = _LENGTH.search(self.head, 0, end)
            self.status = int(self.head[9:12])
            self.left = int(length[1]) if length else 0
            part = self.head[end + 4 :]
        self.left -= len(part)
        return self.left <= 0


@dataclass
class Visitors:
    """Connections that ask from different places of a list on, all served by one thread.

    They share the processors with the server, so they do as little as can be done.
    """

    served: Served
    paths: list[str]
    times: list[float] = field(default_factory=list)  # seconds
    statuses: Counter[int] = field(default_factory=Counter)
    cpu: float = 0  # seconds that the server's processes took, not the database's
    took: float = 0  # seconds

    def stay(self, seconds: float) -> None:
        """Go round and round until the time is over."""
        until = time.monotonic() + seconds
        requests = [request_for(path) for path in self.paths]
        self._visit(
            itertools.takewhile(
                lambda _: time.monotonic() < until,
                itertools.cycle(turned(requests, number)),
            )
            for number in range(CLIENTS)
        )

    def ask_each_once(self) -> None:
        requests = [request_for(path) for path in dict.fromkeys(self.paths)]
        self._visit(iter(requests[number::CLIENTS]) for number in range(CLIENTS))

    def _visit(self, asked: Iterable[Iterator[bytes]]) -> None:
        before, started = cpu_seconds(self.served.process.pid), time.monotonic()
        with selectors.DefaultSelector() as waiting:
            for asking in asked:
                self._ask(waiting, Visitor(self.served.port, asking))
            while waiting.get_map():
                ready = waiting.select(PATIENCE)
                for key, _ in ready or [(each, 0) for each in waiting.get_map().values()]:
                    self._answered(waiting, key.data, in_time=bool(ready))
        self.cpu = cpu_seconds(self.served.process.pid) - before
        self.took = time.monotonic() - started

    def _ask(self, waiting: selectors.BaseSelector, visitor: Visitor) -> None:
        if visitor.ask():
            waiting.register(visitor.socket, selectors.EVENT_READ, visitor)
        else:
            visitor.socket.close()

    def _answered(
        self, waiting: selectors.BaseSelector, visitor: Visitor, *, in_time: bool
    ) -> None:
        try:
            if in_time and not visitor.take():
                return
        except OSError:
            visitor.status = 0
        self.times.append(time.monotonic() - visitor.started)
        self.statuses[visitor.status] += 1
        waiting.unregister(visitor.socket)
        if not visitor.status:
            visitor.socket.close()
            visitor.connect()
        self._ask(waiting, visitor)

    def report(self, name: str) -> None:
        cuts = quantiles(self.times, n=100)
        wrong = self.statuses.total() - self.statuses[200]
        within = sum(taken <= 2 for taken in self.times) / len(self.times)
        print(
            f"{name}: {len(self.times) / self.took:.0f} requests/s, p50 {cuts[49] * 1000:.1f} ms,"
            f" p99 {cuts[98] * 1000:.0f} ms, longest {max(self.times) * 1000:.0f} ms,"
            f" {within:.2%} within 2 s, {wrong} errors,"
            f" {self.cpu / len(self.times) * 1000:.2f} ms of CPU each",
            flush=True,
        )


def request_for(path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    )


def turned(requests: list[bytes], number: int) -> list[bytes]:
    """Return the list from one of CLIENTS places on."""
    place = number * len(requests) // CLIENTS
    return requests[place:] + requests[:place]


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
    return [line for line in made.stdout.splitlines() if line.startswith("/")]


def load(name: str, address: str, paths: list[str], seconds: float) -> None:
    """Serve a database and print how the server does."""
    with serving(address) as served:
        first = Visitors(served, paths)
        first.ask_each_once()  # one of the processes makes each page
        first.report(f"{name}, every page for the first time")
        visitors = Visitors(served, paths)
        visitors.stay(seconds)
        visitors.report(name)
        with ExitStack() as stack:
            hold_slowly(served, stack, threading.Event())
            others = Visitors(served, paths)
            others.stay(seconds / 5)
            others.report(f"{name}, beside {SLOW} slow clients")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [STATEMENTS, SECONDS][len(numbers) :]))
