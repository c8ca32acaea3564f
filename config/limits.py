"""How often a visitor who is not signed in may search and fetch data.

Each process counts by itself, in memory: nothing is written for a reader, nothing is kept
of them, and a database that is away or read-only changes nothing. So N worker processes let
through at most N times the limit. A page given out from memory costs nothing and is not counted.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from config.clients import client_of
from config.headers import GetResponse

MINUTE = 60.0  # seconds
MOST_CLIENTS = 20_000  # remembered; beyond it the longest unseen is forgotten
TOO_MANY = 429


class Bucket(NamedTuple):
    """How many requests a client had left at a moment."""

    left: float
    at: float


class Limit:
    """So many requests a minute from each client: all at once, or spread as it likes."""

    def __init__(
        self, per_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_minute, self.clock = per_minute, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str) -> float:
        """Count a request; returns 0, or the seconds to wait if it is one too many."""
        with self._lock:
            now = self.clock()
            before = self._buckets.pop(client, Bucket(self.per_minute, now))
            refilled = before.left + (now - before.at) * self.per_minute / MINUTE
            left = min(refilled, self.per_minute)
            allowed = left >= 1
            self._buckets[client] = Bucket(left - allowed, now)
            if len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) * MINUTE / self.per_minute


class Throttle:
    """Answer 429 with Retry-After to what is too much; every other page is free."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.search = Limit(settings.SEARCHES_PER_MINUTE)
        self.data = Limit(settings.EXPORTS_PER_MINUTE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, parts: dict[str, Any]
    ) -> HttpResponse | None:
        limit = self._limit_of(request)
        wait = limit.take(client_of(request)) if limit and limit.per_minute else 0
        if not wait or _is_signed_in(request):
            return None
        return _refuse(request, math.ceil(wait))

    def _limit_of(self, request: HttpRequest) -> Limit | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name == "search":
            return self.search
        return self.data if name and name.endswith("-data") else None


def _is_signed_in(request: HttpRequest) -> bool:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    try:
        return bool(request.user.is_authenticated)
    except OperationalError:  # nobody can be recognised while the database is away
        return False


def _refuse(request: HttpRequest, wait: int) -> HttpResponse:
    response = render(request, "429.html", {"wait": wait}, status=TOO_MANY)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response
