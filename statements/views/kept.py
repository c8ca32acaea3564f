"""What one process keeps in memory, because it will be asked for again."""

from __future__ import annotations

import gzip
import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple, Self

from django.http import HttpRequest, HttpResponse

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
        self._values: OrderedDict[str, _Kept[Value]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> Value | None:
        with self._lock:
            if key not in self._values:
                return None
            kept = self._values[key]
            if self.clock() - kept.since > self.seconds:
                self._forget(key)
                return None
            self._values.move_to_end(key)
            return kept.value

    def keep(self, key: str, value: Value, weight: int = 1) -> None:
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

    def _forget(self, key: str) -> None:
        kept = self._values.pop(key, None)
        self._weight -= kept.weight if kept else 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was sent, compressed. It holds no secret that its size could betray."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> Self:
        return cls(gzip.compress(response.content, FAST, mtime=0), tuple(response.items()))

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page as this visitor's browser takes it."""
        takes_gzip = _TAKES_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.body if takes_gzip else gzip.decompress(self.body)
        response = HttpResponse(body, headers=dict(self.headers))
        response.headers["Content-Length"] = str(len(body))
        response.headers["Vary"] = "Accept-Encoding"
        if takes_gzip:
            response.headers["Content-Encoding"] = "gzip"
        return response


# Of whatever states of the record were asked for last.
PAGES = Store[Page](most=48 * 1024 * 1024)  # bytes, compressed
RESULTS = Store[object](most=500)
