"""A page that was made before is not made again until the record has changed."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import http_date

from config.headers import GetResponse
from config.health import ask_back
from statements.from_today import speaks_of_today
from statements.views.editions import Edition, answering, recent, recent_edition
from statements.views.kept import PAGES, Page, Sent

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

type View = Callable[..., HttpResponseBase]

# In the environment of a request once it was asked for: the edition, None if it was not to be had.
_ASKED = "statements.edition"
READING = {"GET", "HEAD"}
# What Django answers better: not even browsers send these for a page with a tag.
RARE = {"HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
# What tells one page from another, before anything of it is read.
ADDRESS = (
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
)


def answer_repeats(get_response: GetResponse) -> GetResponse:
    """Answer a page made before from memory, or 304 to whom has it.

    It comes before all else, so what is kept are pages with all their headers.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if sent := _kept_answer(request.META):
            return _as_response(sent)
        response = get_response(request)
        state = getattr(response, "state_of_record", None)
        if not isinstance(response, HttpResponse) or state is None or response.cookies:
            return response
        page = Page.of(response, state)
        PAGES.keep(_address(request.META), page, len(page.body))
        return _as_response(page.answer(request.META))

    return middleware


def _as_response(sent: Sent) -> HttpResponse:
    response = HttpResponse(sent.body, status=sent.status, headers=dict(sent.headers))
    if "Content-Type" not in dict(sent.headers):
        del response.headers["Content-Type"]
    return response


def _kept_answer(environ: dict[str, Any]) -> Sent | None:
    """Return what was made before if the record has not changed, None where there is nothing."""
    page = _kept_page(environ)
    if page is None:
        return None
    try:
        edition = environ[_ASKED] = recent_edition()
    except OperationalError:
        environ[_ASKED] = None
        return None
    return page.answer(environ) if page.state == _state(edition, environ) else None


def answer_at_once(application: WSGIApplication) -> WSGIApplication:
    """Answer what needs neither the database nor Django, before it makes anything of a request."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        edition = recent.get()
        page = _kept_page(environ) if edition else None
        if edition is None or page is None or page.state != _state(edition, environ):
            return application(environ, start)
        sent = page.answer(environ)
        start(f"{sent.status} {HTTPStatus(sent.status).phrase}", sent.headers)
        return [sent.body]

    return answer


def _kept_page(environ: dict[str, Any]) -> Page | None:
    """Return the page at this address whatever its age, none for who may be signed in."""
    if (
        environ["REQUEST_METHOD"] not in READING
        or settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
        or not RARE.isdisjoint(environ)
    ):
        return None
    return PAGES.get(_address(environ))


def _address(environ: Mapping[str, Any]) -> tuple[str | None, ...]:
    return tuple(map(environ.get, ADDRESS))


class _State(NamedTuple):
    """All that pages depend on but their address and the code."""

    edition: Edition
    today: date | None  # where it may matter
    shown: tuple[object, ...]


def _state(edition: Edition, environ: Mapping[str, Any]) -> _State:
    shown = (settings.SITE_NAME, settings.PUBLIC_FULL_TEXT, settings.PUBLISH_UNREVIEWED)
    asked = environ.get("QUERY_STRING", "")  # which a server may leave out
    today = timezone.localdate() if speaks_of_today(asked) else None
    return _State(edition, today, shown)


def repeatable(view: View) -> View:
    """Keep what a public view answers until the record changes, and mark it with its state."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        if _may_be_signed_in(request):
            response = view(request, *args, **parts)
            patch_cache_control(response, private=True)
            return response
        edition = request.META[_ASKED] if _ASKED in request.META else recent_edition()
        if edition is None:
            return ask_back()
        state = _state(edition, request.META)
        tag = _tag(request, state)
        if unchanged := _unchanged(request, state, tag):
            return _marked(unchanged, state, tag)
        with answering(edition):
            response = view(request, *args, **parts)
        return _marked(response, state, tag)

    answer.public = True  # type: ignore[attr-defined] # for `config.replica`
    return answer


def _marked(response: HttpResponseBase, state: _State, tag: str) -> HttpResponseBase:
    """Return an answer that succeeded with what says how long it holds."""
    if response.status_code not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        return response
    response.headers["ETag"] = tag
    if changed_at := _changed_at(state):
        response.headers["Last-Modified"] = http_date(changed_at)
    patch_cache_control(response, public=True, no_cache=True)
    if response.status_code == HTTPStatus.OK and isinstance(response, HttpResponse):
        patch_vary_headers(response, ["Accept-Encoding"])
        response.state_of_record = state  # type: ignore[attr-defined] # for `answer_repeats`
    return response


def _may_be_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _unchanged(request: HttpRequest, state: _State, tag: str) -> HttpResponseBase | None:
    """Return 304 where the visitor has the page as it would be made now."""
    return get_conditional_response(request, etag=tag, last_modified=_changed_at(state))


def _changed_at(state: _State) -> int | None:
    """Return when the record was changed last; None where a page changes without it as well."""
    changed_at = state.edition.changed_at
    return int(changed_at.timestamp()) if changed_at and not state.today else None


def _tag(request: HttpRequest, state: _State) -> str:
    asked = (request.scheme, request.get_host(), request.get_full_path())
    told = repr((asked, state, _release()))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@functools.cache
def _release() -> int:
    """Return when the code or a template was last changed: a new release makes new pages."""
    folder = Path(__file__).resolve().parent.parent
    files = (path for kind in ("*.py", "*.html") for path in folder.rglob(kind))
    return max(path.stat().st_mtime_ns for path in files)
