"""What is new to the index of PostgreSQL waits in a list, and has to be merged at some time.

All searches read the list from end to end, and whoever fills it has to merge it: a second of
work if a bulk load did. So whoever loads merges, and whoever writes a little keeps it short.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

# Entries at once: the more, the less each costs, and the longer searches take meanwhile.
MERGED = 4_000
A_LITTLE = 10  # entries
_MERGE = "SELECT gin_clean_pending_list('statement_by_terms')"
_LOADING = 0x0715_1DE8  # the name of a lock that all who load share
# About 115 entries, merged in some 40 ms and by fewer than one writer in a hundred;
# PostgreSQL's default; and no limit.
_SHORT_LIST, _LIST, _LONG_LIST = "360kB", "4MB", "2GB"


def merge(cursor: "CursorWrapper") -> None:
    """Merge all that waits."""
    cursor.execute(_MERGE)


def limit_list(cursor: "CursorWrapper", entries: int) -> None:
    """Have who writes so many entries in this transaction merge the list where it is longer."""
    own = _SHORT_LIST if entries <= A_LITTLE else _LIST
    cursor.execute(
        "SELECT set_config('gin_pending_list_limit',"
        " CASE WHEN pg_try_advisory_xact_lock(%s) THEN %s ELSE %s END, true)",
        [_LOADING, own, _LONG_LIST],
    )


@contextmanager
def loading(cursor: "CursorWrapper") -> Iterator[Callable[[int], None]]:
    """Yield what is to be called between the transactions of a bulk load."""
    cursor.execute("SELECT pg_advisory_lock_shared(%s)", [_LOADING])
    cursor.execute("SELECT set_config('gin_pending_list_limit', %s, false)", [_LONG_LIST])
    try:
        with ThreadPoolExecutor(1) as thread:
            beside = _Beside(cursor.db.alias, thread)
            try:
                yield beside.stored
            finally:
                beside.leave()
        merge(cursor)
    finally:
        cursor.execute("RESET gin_pending_list_limit")
        cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [_LOADING])


class _Beside:
    """Merges over a connection of its own, while the load goes on: it costs as much again."""

    def __init__(self, alias: str, thread: ThreadPoolExecutor) -> None:
        self._alias, self._thread = alias, thread
        self._waiting = 0
        self._merging: Future[None] | None = None

    def stored(self, count: int) -> None:
        """Begin to merge where enough waits; what waits is seldom more than twice that."""
        self._waiting += count
        if self._waiting >= MERGED:
            if self._merging:
                self._merging.result()
            self._merging = self._thread.submit(self._merge)
            self._waiting = 0

    def _merge(self) -> None:
        with connections[self._alias].cursor() as cursor:
            merge(cursor)

    def _close(self) -> None:
        connections[self._alias].close()  # the one of this thread

    def leave(self) -> None:
        """Wait for the end of what was begun."""
        if self._merging:
            self._thread.submit(self._close).result()
            self._merging.result()
