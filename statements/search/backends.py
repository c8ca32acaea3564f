"""What a database must offer for statements to be searchable on it."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from django.db import connections

from statements.search import postgresql, sqlite, stored
from statements.search.entries import LAST_KEY, Entry
from statements.search.facets import Matches
from statements.search.matching import Atom, Match
from statements.search.pairing import mark_pairs
from statements.search.recurring import RECURRING
from statements.search.sheets import Sheet, Texts
from statements.search.spans import read_spans
from statements.search.stretches import Order, Stretch, stretches

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper


class Backend(Protocol):
    """A module for one kind of database. Both answer every question alike."""

    def install(self, connection: "BaseDatabaseWrapper") -> None:
        """Create the posting lists. Running it again changes nothing."""

    def texts_of(self, entry: Entry) -> Texts:
        """Return what is kept of the words of an entry. Another process may be asked for it."""

    def write(self, cursor: "CursorWrapper", entries: Sequence[Entry]) -> None:
        """Store entries of statements that have none."""

    def store(self, cursor: "CursorWrapper", sheet: Sheet) -> None:
        """Store the entries of a sheet, whose statements have none."""

    def loading(
        self, cursor: "CursorWrapper"
    ) -> AbstractContextManager[Callable[[int], None]]:
        """Yield what is to be told, between transactions, how many entries were stored."""

    def tidy(self, cursor: "CursorWrapper") -> None:
        """Put the posting lists in order after many rows were written."""

    def hits(
        self, cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int
    ) -> Matches:
        """Return sort key and facts of the first matches in one stretch of the index."""

    def count(
        self, cursor: "CursorWrapper", walks: Sequence[tuple[Match, Stretch]], limit: int
    ) -> int:
        """Return how many statements match along these walks together, at most `limit`."""

    def count_each(
        self,
        cursor: "CursorWrapper",
        questions: Sequence[tuple[Sequence[tuple[Match, Stretch]], int]],
    ) -> list[int]:
        """Return how many statements match along each of these walks, at most so many."""

    def version(self, cursor: "CursorWrapper") -> str:
        """Return a name of the index as it is now."""

    def unchanged(self) -> str:
        """Return the condition that the index is as it was when counts were stored."""

    def forget_changes(self, cursor: "CursorWrapper") -> None:
        """Throw away what was noted of changes and will not be asked for again."""

    def completions(self, beginning: str, limit: int) -> tuple[str, list[str | int]]:
        """Return the question for the forms that begin so, the most frequent first."""

    def condition(self, match: Match) -> tuple[str, list[str]] | None:
        """Return a question for all matching sort keys and its values, None if all match."""

    def stems(self, cursor: "CursorWrapper", keys: Sequence[int]) -> dict[int, str]:
        """Return the stems of each of these entries, in the order of the text."""

    def differing(self, cursor: "CursorWrapper", entries: Sequence[Entry]) -> set[int]:
        """Return the sort keys of entries whose posting lists are not there just so."""

    def damage(self, cursor: "CursorWrapper") -> list[str]:
        """Return what is wrong with the posting lists as a whole."""


_BACKENDS: dict[str, Backend] = {"sqlite": sqlite, "postgresql": postgresql}


_RECURRING = Match(((Atom((RECURRING,)),),))


def backend_of(connection: "BaseDatabaseWrapper") -> Backend:
    """Return the backend for a connection; another database than the two is refused."""
    if connection.vendor not in _BACKENDS:
        raise ValueError(f"No search on {connection.vendor}: use SQLite or PostgreSQL.")
    return _BACKENDS[connection.vendor]


def install(connection: "BaseDatabaseWrapper") -> None:
    """Create the posting lists of the index. Running it again changes nothing."""
    backend_of(connection).install(connection)
    with connection.cursor() as cursor:
        mark_pairs(cursor, if_empty=True)


def mark_complete(connection: "BaseDatabaseWrapper") -> None:
    """Note that every entry of the index was made by this program, not by an older one."""
    with connection.cursor() as cursor:
        mark_pairs(cursor)


def tidy(connection: "BaseDatabaseWrapper") -> None:
    """Put the posting lists in order after many rows were written. It may take a while.

    Then count what is asked for most.
    """
    with connection.cursor() as cursor:
        backend_of(connection).tidy(cursor)
    count_frequent(connection)


def is_counted(connection: "BaseDatabaseWrapper") -> bool:
    """Return whether no entry was written or deleted since `count_frequent`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 WHERE {backend_of(connection).unchanged()}")
        return cursor.fetchone() is not None


def count_frequent(
    connection: "BaseDatabaseWrapper", stop: Callable[[], bool] = lambda: False
) -> bool:
    """Count what is asked for most, see `stored`; False where `stop` said so meanwhile."""
    backend = backend_of(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, count FROM statements_indexterm WHERE count > 0")
        words = stored.frequent_words(cursor.fetchall())
        version = backend.version(cursor)  # first: what is written meanwhile makes it old
        recurring = _all_matches(backend, cursor, _RECURRING)
        spans, rows = read_spans(cursor, recurring.keys), list[tuple[str, int, str]]()
        for match in words:
            if stop():
                return False
            found = _all_matches(backend, cursor, match)
            rows += stored.counts_of(match, found, spans)
        stored.keep(cursor, rows, version)
        backend.forget_changes(cursor)
    return True


@contextmanager
def tidying(connection: "BaseDatabaseWrapper") -> Iterator[None]:
    """Tidy while something else is done, where the database has two write at once."""
    # What this connection did not commit yet would not be seen by another, or not be let go.
    if connection.vendor == "sqlite" or connection.in_atomic_block:
        yield
        tidy(connection)
        return
    with ThreadPoolExecutor(1) as thread:
        tidied = thread.submit(_tidy_apart, connection.alias)
        yield
        tidied.result()


def _tidy_apart(alias: str) -> None:
    connection = connections[alias]  # the one of this thread
    try:
        tidy(connection)
    finally:
        connection.close()


def _all_matches(backend: Backend, cursor: "CursorWrapper", match: Match) -> Matches:
    (everything,) = stretches(match, Order.NEWEST)
    return backend.hits(cursor, match, everything, LAST_KEY)
