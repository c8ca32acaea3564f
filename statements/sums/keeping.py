"""Making the sums, filling them anew, and holding them against the rows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from django.db import transaction

from statements.sums import postgresql, sqlite
from statements.sums.tables import EVERY_ARTICLE, EVERY_STATEMENT, Articles, Sums

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class Kind(Protocol):
    """A module for one kind of database, in statements of SQL."""

    SUMS: tuple[Sums, Sums, Sums]
    OF_ARTICLES: Articles
    TRIGGERS: tuple[tuple[str, str], ...]  # of which table, after which way of writing
    CREATE: tuple[str, ...]  # whatever was there of it
    REMOVE: tuple[str, ...]
    THERE: str  # how many triggers are
    TIDY: tuple[str, ...]
    LOCK: str  # keeps others from writing


_KINDS: dict[str, Kind] = {"sqlite": sqlite, "postgresql": postgresql}


def install(connection: "BaseDatabaseWrapper") -> None:
    """Make tables and triggers and fill them, unless they are there."""
    kind = _KINDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(kind.THERE)
        if cursor.fetchone() == (len(kind.TRIGGERS),):
            return
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        for statement in kind.CREATE:
            cursor.execute(statement)
        count_anew(connection)


def remove(connection: "BaseDatabaseWrapper") -> None:
    """Take away tables and triggers."""
    with connection.cursor() as cursor:
        for statement in _KINDS[connection.vendor].REMOVE:
            cursor.execute(statement)


def tidy(connection: "BaseDatabaseWrapper") -> None:
    """Leave each key one row, and count all anew if that is needed."""
    with connection.cursor() as cursor:
        for statement in _KINDS[connection.vendor].TIDY:
            cursor.execute(statement)
    if any(differing(connection)):
        count_anew(connection)


def count_anew(connection: "BaseDatabaseWrapper") -> None:
    """Fill the tables from the rows, while others wait to write: seconds for a million."""
    kind = _KINDS[connection.vendor]
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute(kind.LOCK)
        for sums in kind.SUMS:
            cursor.execute(f"DELETE FROM {sums.table}")  # noqa: S608
            cursor.execute(
                f"INSERT INTO {sums.table} ({sums.columns}) {sums.counted(EVERY_STATEMENT)}"
            )
        cursor.execute(kind.OF_ARTICLES.placed(EVERY_ARTICLE))


def differing(connection: "BaseDatabaseWrapper") -> Iterator[str]:
    """Yield where the sums do not say what the rows say."""
    kind = _KINDS[connection.vendor]
    with connection.cursor() as cursor:
        for sums in kind.SUMS:
            cursor.execute(sums.differing())
            for keys in cursor.fetchall():
                named = zip(sums.keys, keys, strict=True)
                yield ", ".join(f"{name} {key}" for name, key in named)
        cursor.execute(kind.OF_ARTICLES.differing())
        for article, outlet, month in cursor.fetchall():
            yield f"article {article} of outlet {outlet} and month {month}"
