"""Keeping the index in step. Whoever writes statements calls this in the same transaction."""

from collections.abc import Collection, Iterable
from itertools import batched
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connections, router

from statements.search.analysis import typed_words
from statements.search.backends import backend_of
from statements.search.entries import Entry, Row, make_entry

if TYPE_CHECKING:
    from django.db import models

BATCH = 500  # statements; SQLite takes 32,766 values in one question
_COLUMNS = (
    "pk",
    "text",
    "kind",
    "state",
    "current",
    "earliest",
    "latest",
    "speaker_id",
    "article__outlet_id",
    "briefing_id",
    "briefing__kind",
    "edtf",
    "weekday",
)


def index(statements: "Iterable[models.Model]", using: str | None = None) -> None:
    """Make the index say what the database says about these statements.

    They are read again, so that it does not matter how they were changed.
    """
    index_pks([statement.pk for statement in statements], using)


def index_pks(pks: Iterable[int], using: str | None = None) -> None:
    """Make the index say what the database says about the statements with these keys."""
    alias = using or router.db_for_write(apps.get_model("statements", "Statement"))
    backend = backend_of(connections[alias])
    for batch in batched(pks, BATCH, strict=False):
        entries = entries_of(batch, alias)
        drop(batch, alias)
        with connections[alias].cursor() as cursor:
            backend.write(cursor, entries)


def entries_of(pks: Iterable[int], using: str) -> list[Entry]:
    """Return what the index should say of these statements, in the order of the index."""
    return sorted(map(make_entry, rows_of(pks, using)), key=lambda e: e.sort_key)


def rows_of(pks: Iterable[int], using: str) -> list[Row]:
    """Return what the index needs of these statements, by their numbers."""
    rows = apps.get_model("statements", "Statement")._base_manager.using(using)
    found = rows.filter(pk__in=pks).order_by("pk").values_list(*_COLUMNS)
    return [Row(*row) for row in found]


def lock(pks: Iterable[int], using: str) -> None:
    """Keep others from changing these statements until the transaction ends."""
    rows = apps.get_model("statements", "Statement")._base_manager.using(using)
    list(
        rows.filter(pk__in=pks)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk")
    )


def drop(pks: Collection[int], using: str | None = None) -> None:
    """Take statements out of the index. Deleting a statement does so by itself."""
    model = apps.get_model("statements", "StatementIndex")
    entries = model._base_manager.using(using or router.db_for_write(model))
    entries.filter(statement__in=pks)._raw_delete(entries.db)


def index_names(names: "Iterable[models.Model]", using: str | None = None) -> None:
    """Make the words of these spellings findable."""
    model = apps.get_model("statements", "NameWord")
    rows = model._base_manager.using(using or router.db_for_write(model))
    for batch in batched(names, BATCH, strict=False):
        spellings = {name.pk: str(name) for name in batch}
        rows.filter(name_id__in=spellings).delete()
        rows.bulk_create(
            model(word=word, name_id=pk, last=last)
            for pk, spelling in spellings.items()
            for word, last in name_words(spelling).items()
        )


def name_words(name: str) -> dict[str, bool]:
    """Return the words by which a name is looked up, and whether each is the last.

    >>> name_words("Hikmet Hacıyev")
    {'hikmet': False, 'haciyev': True}
    """
    forms = [word.form.replace("'", "") for word in typed_words(name)]
    return {form: form == forms[-1] for form in forms}
