"""A page that was made before is not made again until the record has changed."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple, cast

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
)
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date

from config.health import ask_back
from statements import models
from statements.views.kept import PAGES, RESULTS, Page

type View = Callable[..., HttpResponseBase]

# Whatever changes a row leaves a new one here: an import its articles and files, an editor
# an action. So the newest of each say whether anything that a page shows can have changed;
# and a statement says itself when it was saved.
GROWING = (
    models.Statement,
    models.Article,
    models.Briefing,
    models.ImportedFile,
    models.ImportRun,
    models.Action,
)
HTTP_OK = 200


class Edition(NamedTuple):
    """The state of the record: the newest rows, and when the last was made."""

    newest: tuple[int | None, ...]
    changed_at: dt.datetime | None


_NEWEST = [f"(SELECT MAX(id) FROM {model._meta.db_table})" for model in GROWING]  # noqa: S608
_LATEST = [
    f"(SELECT {column} FROM {model._meta.db_table} ORDER BY id DESC LIMIT 1)"  # noqa: S608
    for model, column in ((models.Action, "at"), (models.ImportRun, "started_at"))
]
_CHANGED = f"(SELECT MAX(changed_at) FROM {models.Statement._meta.db_table})"  # noqa: S608
_QUESTION = f"SELECT {', '.join([*_NEWEST, *_LATEST, _CHANGED])}"

# That of the request being answered, so that one answer asks for it once.
_EDITION: ContextVar[Edition | None] = ContextVar("edition", default=None)


def answer_repeats(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer a page made before from memory, or 304 to whom has it, after one cheap query.

    Signed-in people are left out, since their pages differ.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or _may_be_signed_in(request):
            return get_response(request)
        try:
            edition = current_edition()
        except OperationalError:
            return ask_back()
        tag = _tag(request, edition)
        if page := PAGES.get(tag):
            return _unchanged(request, edition, tag) or page.answer(request)
        token = _EDITION.set(edition)
        try:
            return get_response(request)
        finally:
            _EDITION.reset(token)

    return middleware


def repeatable(view: View) -> View:
    """Keep what a public view answers until the record changes, and mark it with its state."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        if _may_be_signed_in(request):
            response = view(request, *args, **parts)
            patch_cache_control(response, private=True)
            return response
        edition = _EDITION.get() or current_edition()
        tag = _tag(request, edition)
        if unchanged := _unchanged(request, edition, tag):
            return unchanged
        response = view(request, *args, **parts)
        if response.status_code != HTTP_OK:
            return response
        response.headers["ETag"] = tag
        if edition.changed_at:
            response.headers["Last-Modified"] = http_date(edition.changed_at.timestamp())
        patch_cache_control(response, public=True, no_cache=True)
        if not isinstance(response, HttpResponse):
            return response
        page = Page.of(response)
        PAGES.keep(tag, page, len(page.body))
        return page.answer(request)

    answer.public = True  # type: ignore[attr-defined] # for `config.replica`
    return answer


def _may_be_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _unchanged(request: HttpRequest, edition: Edition, tag: str) -> HttpResponseBase | None:
    """Return 304 where the visitor has the page as it would be made now."""
    changed = int(edition.changed_at.timestamp()) if edition.changed_at else None
    return get_conditional_response(request, etag=tag, last_modified=changed)


def current_edition() -> Edition:
    """Return the state of the record, from one query that reads the ends of indexes."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION)
        row = cursor.fetchone()
    instants = [instant for value in row[len(GROWING) :] if (instant := _instant(value))]
    return Edition(row[: len(GROWING)], max(instants, default=None))


def once_an_edition[T](name: str, make: Callable[[], T]) -> T:
    """Return what `make` made when the record was last in this state, else make it.

    For what is asked of the whole record. Nobody may change what is returned.
    """
    edition = _EDITION.get() or current_edition()
    key = repr((name, edition, settings.PUBLISH_UNREVIEWED))
    found = RESULTS.get(key)
    if found is None:
        found = make()
        RESULTS.keep(key, found)
    return cast("T", found)


def _instant(value: dt.datetime | str | None) -> dt.datetime | None:
    """Return an instant as either database gives it; SQLite keeps UTC as text."""
    found = parse_datetime(value) if isinstance(value, str) else value
    return found.replace(tzinfo=dt.UTC) if found and found.tzinfo is None else found


def _tag(request: HttpRequest, edition: Edition) -> str:
    asked = (request.scheme, request.get_host(), request.get_full_path())
    shown = (settings.SITE_NAME, settings.PUBLIC_FULL_TEXT, settings.PUBLISH_UNREVIEWED)
    told = repr((asked, shown, edition, _release()))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@functools.cache
def _release() -> int:
    """Return when the code or a template was last changed: a new release makes new pages."""
    folder = Path(__file__).resolve().parent.parent
    files = (path for kind in ("*.py", "*.html") for path in folder.rglob(kind))
    return max(path.stat().st_mtime_ns for path in files)
