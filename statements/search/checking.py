"""Does the index say what the statements and the names say?"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connections

from statements.search.backends import backend_of
from statements.search.writing import entries_of, name_words

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def damage(connection: "BaseDatabaseWrapper") -> list[str]:
    """Return what is wrong with the posting lists as a whole. It needs the write lock."""
    with connection.cursor() as cursor:
        return backend_of(connection).damage(cursor)


def unindexed(pks: Collection[int], using: str = "default") -> Iterator[tuple[int, str]]:
    """Yield those of these statements that the index does not show as they are, and why."""
    entries = entries_of(pks, using)
    rows = apps.get_model("statements", "StatementIndex")._base_manager.using(using)
    columns = ("statement_id", "sort_key", "facts", "first_day", "last_day")
    stored = {row[0]: row for row in rows.filter(statement__in=pks).values_list(*columns)}
    with connections[using].cursor() as cursor:
        differing = backend_of(connections[using]).differing(cursor, entries)
    for e in entries:
        entry = stored.get(e.statement)
        if entry is None:
            yield e.statement, "the search index does not know it"
        elif entry != (e.statement, e.sort_key, e.facts, e.first_day, e.last_day):
            yield e.statement, "the search index has another day, speaker, outlet or state"
        elif e.sort_key in differing:
            yield e.statement, "the search index has other words"


def unfindable(pks: Collection[int], using: str = "default") -> Iterator[int]:
    """Yield those of these spellings whose words are not kept as they should be."""
    names = apps.get_model("statements", "SpeakerName")._base_manager.using(using)
    words = apps.get_model("statements", "NameWord")._base_manager.using(using)
    kept: dict[int, dict[str, bool]] = {}
    for pk, word, last in words.filter(name__in=pks).values_list("name_id", "word", "last"):
        kept.setdefault(pk, {})[word] = last
    for pk, name in names.filter(pk__in=pks).values_list("pk", "name"):
        if kept.get(pk, {}) != name_words(name):
            yield pk
