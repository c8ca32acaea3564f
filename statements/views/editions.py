"""The state of the record: what tells whether a page made before still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple, cast

from django.conf import settings
from django.utils.dateparse import parse_datetime

from config.replica import for_readers
from statements import models
from statements.asking import ask
from statements.views.kept import RESULTS

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
_ANSWERED: ContextVar[Edition | None] = ContextVar("edition", default=None)


class Recent:
    """The edition as it was a moment ago."""

    def __init__(self) -> None:
        self._read: tuple[float, Edition] | None = None

    def get(self) -> Edition | None:
        """Return it unless that moment is past."""
        if self._read is None:
            return None
        at, edition = self._read
        fresh = (monotonic() - at) * 1000 < settings.FRESHNESS_MS
        return edition if fresh else None

    def read(self) -> Edition:
        """Ask for it, and count its age from before that."""
        asked_at = monotonic()
        edition = current_edition()
        self._read = (asked_at, edition)
        return edition

    def forget(self) -> None:
        self._read = None


recent = Recent()


def recent_edition() -> Edition:
    """Return the state of the record now or, for all readers alike, a moment ago."""
    return recent.get() or recent.read()


def current_edition() -> Edition:
    """Return the state of the record, from one query that reads the ends of indexes."""
    with for_readers():
        (row,) = ask(_QUESTION, [])
    instants = [instant for value in row[len(GROWING) :] if (instant := _instant(value))]
    return Edition(row[: len(GROWING)], max(instants, default=None))


@contextmanager
def answering(edition: Edition) -> Iterator[None]:
    """Take this for the state of the record until the answer is made."""
    token = _ANSWERED.set(edition)
    try:
        yield
    finally:
        _ANSWERED.reset(token)


def once_an_edition[T](name: str, make: Callable[[], T]) -> T:
    """Return what `make` made when the record was last in this state, else make it.

    For what is asked of the whole record. Nobody may change what is returned.
    """
    edition = _ANSWERED.get() or current_edition()
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
