"""Indexing very many statements: other processes make the entries, this one writes them."""

from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import batched

from django.apps import apps
from django.db import connections, router, transaction

from statements.search.ahead import made_ahead
from statements.search.backends import backend_of
from statements.search.entries import Row
from statements.search.sheets import Sheet, TextsOf, make_sheet
from statements.search.writing import drop, lock, rows_of

BATCH = 250  # statements in one transaction, so that others can write between
AHEAD = 6  # batches that are made before they are written


def index_many(
    pks: Iterable[int], executor: Executor | None = None, using: str | None = None
) -> Iterator[int]:
    """Index these statements anew; yield of how many it was done, each time some are stored.

    Entries are made by `executor` from what the database says now. What was changed before
    they are written is read again then, so that no entry is older than its statement.
    """
    alias = using or router.db_for_write(apps.get_model("statements", "Statement"))
    backend = backend_of(connections[alias])
    known: set[str] = set()
    read = (rows_of(batch, alias) for batch in batched(pks, BATCH, strict=False))
    with connections[alias].cursor() as cursor, backend.loading(cursor) as stored:
        for rows, sheet in sheets(read, executor, backend.texts_of):
            keys = [row.pk for row in rows]
            with transaction.atomic(alias):
                lock(keys, alias)
                now = rows_of(keys, alias)
                drop(keys, alias)
                right = sheet if now == rows else make_sheet(now, backend.texts_of)
                backend.store(cursor, without_forms(right, known))
            known.update(right.forms)
            stored(len(rows))
            yield len(rows)


def without_forms(sheet: Sheet, known: Set[str]) -> Sheet:
    """Return a sheet without forms that are stored already: most are, after the beginning."""
    return replace(sheet, forms=[form for form in sheet.forms if form not in known])


def sheets(
    batches: Iterable[Sequence[Row]], executor: Executor | None, texts_of: TextsOf
) -> Iterator[tuple[Sequence[Row], Sheet]]:
    """Return each batch with its entries, which `executor` makes ahead; None is this process."""
    calls = ((batch, partial(make_sheet, batch, texts_of)) for batch in batches)
    return made_ahead(calls, executor, AHEAD)
