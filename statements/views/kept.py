"""What one process keeps in memory, because it will be asked for again."""

from __future__ import annotations

import gzip
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any, NamedTuple, Self

from django.http import HttpResponse
from django.utils.http import parse_etags

FAST = 1  # of the nine levels of gzip; the next eight take three times as long for a tenth
# Seconds. What is mended behind the site's back, as by `reindex`, is seen that much later.
WHILE = 600
_TAKES_GZIP = re.compile(r"\bgzip\b")


class _Kept[Value](NamedTuple):
    value: Value
    weight: int
    since: float


class Store[Value]:
    """The values asked for last, as many as weigh no more than `most` together, for a while.

    >>> store = Store[str](most=2)
    >>> store.keep("a", "A"); store.keep("b", "B"); store.get("a")
    'A'
    >>> store.keep("c", "C"); store.get("b"), store.get("a")
    (None, 'A')
    """

    def __init__(
        self, most: int, seconds: float = WHILE, clock: Callable[[], float] = monotonic
    ) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self._values: OrderedDict[Hashable, _Kept[Value]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            if key not in self._values:
                return None
            kept = self._values[key]
            if self.clock() - kept.since > self.seconds:
                self._forget(key)
                return None
            self._values.move_to_end(key)
            return kept.value

    def keep(self, key: Hashable, value: Value, weight: int = 1) -> None:
        """Keep a value; one that weighs more than all others may is not kept."""
        with self._lock:
            self._forget(key)
            if weight > self.most:
                return
            self._values[key] = _Kept(value, weight, self.clock())
            self._weight += weight
            while self._weight > self.most:
                self._forget(next(iter(self._values)))

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._weight = 0

    def _forget(self, key: Hashable) -> None:
        kept = self._values.pop(key, None)
        self._weight -= kept.weight if kept else 0


class Sent(NamedTuple):
    """An answer as it goes over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was sent, compressed. It holds no secret that its size could betray."""

    state: Hashable  # of the record and the site, when it was made
    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @classmethod
    def of(cls, response: HttpResponse, state: Hashable) -> Self:
        of_body = {"content-length", "content-encoding"}
        headers = (pair for pair in response.items() if pair[0].lower() not in of_body)
        body = gzip.compress(response.content, FAST, mtime=0)
        return cls(state, response.headers["ETag"], tuple(headers), body)

    def answer(self, environ: Mapping[str, Any]) -> Sent:
        """Return the page as this visitor's browser takes it, or 304 where it has the page."""
        if _has(environ.get("HTTP_IF_NONE_MATCH", ""), self.tag):
            told = [pair for pair in self.headers if pair[0] != "Content-Type"]
            return Sent(HTTPStatus.NOT_MODIFIED, told, b"")
        headers, body = list(self.headers), self.body
        if _TAKES_GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")):
            headers.append(("Content-Encoding", "gzip"))
        else:
            body = gzip.decompress(body)
        headers.append(("Content-Length", str(len(body))))
        return Sent(HTTPStatus.OK, headers, body)


def _has(tags: str, tag: str) -> bool:
    """Tell whether a visitor who sends these tags has the page with this one.

    >>> _has('W/"a", "b"', 'W/"b"'), _has("*", 'W/"b"'), _has("", 'W/"b"'), _has('"a"', 'W/"b"')
    (True, True, False, False)
    """
    plain = tag.removeprefix("W/")
    return bool(tags) and any(
        one == "*" or one.removeprefix("W/") == plain for one in parse_etags(tags)
    )


# By address.
PAGES = Store[Page](most=48 * 1024 * 1024)  # bytes, compressed
# Of whatever states of the record were asked for last.
RESULTS = Store[object](most=500)
