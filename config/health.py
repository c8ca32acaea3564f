"""What a service manager or a balancer asks, and what a visitor gets while the database is away."""

from __future__ import annotations

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from config.headers import GetResponse

RETRY_AFTER = "5"  # seconds
READ_ONLY = "25006"  # the SQL standard's code
AWAY = (
    "<!doctype html><html lang=en><title>One moment</title><h1>One moment</h1>"
    "<p>The record cannot be read just now. Please try again in a few seconds.</p></html>"
)


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Answer /healthz and /readyz, under any host name and without a redirect to HTTPS.

    /healthz says that this process answers, whatever the database does. /readyz says that
    it can do its work, or answers 503 and names what is missing.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return say("ok")
        if request.path == "/readyz":
            problem = missing()
            return say(problem or "ready", status=503 if problem else 200)
        return get_response(request)

    return middleware


def say(line: str, *, status: int = 200) -> HttpResponse:
    answer = HttpResponse(
        f"{line}\n", status=status, content_type="text/plain; charset=utf-8"
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def missing() -> str:
    """Return what keeps this process from its work, nothing when it can work."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "the database does not answer"
    return "migrations are pending" if pending else ""


class Outage:
    """Answer 503, not 500, when the database is away, busy or out of connections."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        if not (isinstance(error, OperationalError) or _is_read_only(error)):
            return None
        return ask_back()


def ask_back() -> HttpResponse:
    """Return the answer to a visitor who comes while the database is away."""
    return HttpResponse(AWAY, status=503, headers={"Retry-After": RETRY_AFTER})


def _is_read_only(error: Exception) -> bool:
    """Tell whether PostgreSQL takes no writes now, as a standby before it is promoted."""
    return getattr(error.__cause__, "sqlstate", "") == READ_ONLY
