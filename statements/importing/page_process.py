"""Pages and feeds are parsed in a child process that is killed when one takes too long or too much."""

from __future__ import annotations

import json
import os
import resource
import signal
import threading
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from statements.importing.page import Entry, Facts, Page, PageError

SECONDS = 15  # for one page
MEMORY = 1_000_000_000  # bytes of address space
READY = b"ready"
PAGE, FEED = "page", "feed"  # what is read
START = 60  # seconds for the child to be there, on a busy machine
_SAVE_AS_TEXT = "Save its text as .txt"
_TOO_LARGE = f"took more than {MEMORY // 1_000_000} MB of memory to read"


class PageProcess:
    """A child that reads one page after the other. It is started anew after a kill."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._child: tuple[BaseProcess, Connection] | None = None

    def read(self, data: bytes, url: str) -> Page:
        """Return what `read_page` does. Raises PageError for a page that costs too much."""
        values = self._ask(PAGE, data, url)
        return Page(values["text"], Facts(**values["facts"]))

    def read_feed(self, data: bytes) -> list[Entry]:
        """Return what `read_feed` does. Raises PageError for a feed that costs too much."""
        entries = self._ask(FEED, data)["entries"]
        return [Entry(entry["html"], Facts(**entry["facts"])) for entry in entries]

    def _ask(self, kind: str, data: bytes, url: str = "") -> dict[str, Any]:
        connection = self._connect()
        try:
            connection.send_bytes(f"{kind} {url}".encode())
            connection.send_bytes(data)
            if not connection.poll(self._seconds):
                self.stop()
                raise PageError(
                    f"took longer than {self._seconds:g} s to read", _SAVE_AS_TEXT
                )
            return unpack(connection.recv_bytes())
        except (EOFError, OSError):
            self.stop()
            raise PageError("made the parser fail", _SAVE_AS_TEXT) from None

    def stop(self) -> None:
        """Kill the child, if there is one."""
        if self._child:
            process, connection = self._child
            process.kill()
            process.join()
            connection.close()
            self._child = None

    def _connect(self) -> Connection:
        if self._child:
            return self._child[1]
        # Spawned, not forked: a fork would carry open database connections along.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()
        self._child = process, ours
        if not _is_ready(ours):
            self.stop()
            raise PageError("could not be read: its parser does not start", "Try again")
        return ours


def _is_ready(connection: Connection) -> bool:
    """Wait for the word of the child that it is there."""
    try:
        return connection.poll(START) and connection.recv_bytes() == READY
    except EOFError:
        return False


_own = threading.local()


def page_process() -> PageProcess:
    """Return the child of this thread."""
    if not hasattr(_own, "process"):
        _own.process = PageProcess()
    process: PageProcess = _own.process
    return process


def _serve(connection: Connection, memory: int) -> None:
    """Read pages until the parent is gone. Runs in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the parent to heed
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What kills the child is told by its parent, in one line.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # Only the child needs the parsers, which take a second to load; no page pays for that.
    from statements.importing.feed_reading import read_feed  # noqa: PLC0415
    from statements.importing.page_reading import read_page  # noqa: PLC0415

    connection.send_bytes(READY)
    while True:
        try:
            kind, _, url = connection.recv_bytes().decode().partition(" ")
            data = connection.recv_bytes()
        except EOFError:
            return
        read = partial(read_page, data, url) if kind == PAGE else partial(read_feed, data)
        connection.send_bytes(pack(read))


def pack(read: Callable[[], Page | list[Entry]]) -> bytes:
    """Return the answer as JSON: a pickle from a process that read a hostile page is no answer."""
    try:
        found = read()
    except PageError as error:
        return json.dumps({"problem": error.problem, "cure": error.cure}).encode()
    except MemoryError:
        return json.dumps({"problem": _TOO_LARGE, "cure": _SAVE_AS_TEXT}).encode()
    values = (
        {"entries": list(map(asdict, found))} if isinstance(found, list) else asdict(found)
    )
    return json.dumps(values).encode()


def unpack(answer: bytes) -> dict[str, Any]:
    """Return the values of an answer. Raises PageError where it holds none."""
    values: dict[str, Any] = json.loads(answer)
    if "problem" in values:
        raise PageError(values["problem"], values["cure"])
    return values
