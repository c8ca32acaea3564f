"""Readers' pages come from a replica of the database, each whole and never in parts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from config.headers import GetResponse

REPLICA = "replica"
PAUSE = 10.0  # seconds for which a replica that did not answer is left alone


class Standby:
    """The replica as this process finds it."""

    def __init__(self) -> None:
        self._away_until = 0.0

    def is_there(self) -> bool:
        if REPLICA not in settings.DATABASES or time.monotonic() < self._away_until:
            return False
        try:
            connections[REPLICA].ensure_connection()
        except DatabaseError:
            self._away_until = time.monotonic() + PAUSE
            return False
        return True


standby = Standby()


class ReplicaForReaders:
    """Let an anonymous reader's request for a public page ask the replica alone.

    The connection is exchanged for the whole request, and not the database of each
    query: so what is asked without the ORM comes from the same moment too. Everybody
    else, and everybody while the replica is away, asks the primary.
    """

    def __init__(self, get_response: GetResponse) -> None:
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        primary = connections[DEFAULT_DB_ALIAS]
        try:
            response = self.get_response(request)
            on_replica = connections[DEFAULT_DB_ALIAS] is not primary
        finally:
            connections[DEFAULT_DB_ALIAS] = primary
        if on_replica and isinstance(response, StreamingHttpResponse):
            response.streaming_content = _stream(iter(response))
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: object,
        parts: object,
    ) -> None:
        reading = request.method in {"GET", "HEAD"} and getattr(view, "public", False)
        if (
            reading
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and standby.is_there()
        ):
            connections[DEFAULT_DB_ALIAS] = connections[REPLICA]


@contextmanager
def for_readers() -> Iterator[None]:
    """Ask what readers' pages are read from: the replica where it is there."""
    if not standby.is_there():
        yield
        return
    with _replica():
        yield


@contextmanager
def _replica() -> Iterator[None]:
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def _stream(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what a page streams after the view has returned, from the replica too."""
    while True:
        with _replica():
            part = next(parts, None)
        if part is None:
            return
        yield part
