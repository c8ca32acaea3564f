"""Entering statements that are new: their columns are at hand and need not be read again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import batched
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import connections, router, transaction

from statements.search.backends import backend_of
from statements.search.bulk import without_forms
from statements.search.entries import Row, make_entry
from statements.search.sheets import Sheet, make_sheet

BATCH = 500  # statements: the first are made before the rows of all are stored
# What the index needs of a statement: what stands in its own columns.
_OWN = itemgetter(
    "id", "text", "kind", "state", "current", "earliest", "latest", "speaker_id"
)

type Columns = Mapping[str, Any]


def enter(statements: Iterable[Columns]) -> None:
    """Write the entries of new statements, given as their columns, in the caller's transaction.

    Each is in the database already, and has no entry there.
    """
    alias = router.db_for_write(apps.get_model("statements", "Statement"))
    connection = connections[alias]
    for batch in batched(statements, BATCH, strict=False):
        made = map(make_entry, _rows(batch, alias))
        entries = sorted(made, key=lambda entry: entry.sort_key)
        with connection.wrap_database_errors, connection.cursor() as cursor:
            backend_of(connection).write(cursor, entries)


@dataclass(frozen=True, slots=True)
class Load:
    """Enters new statements in two steps: `begin` before their rows are stored, `finish` after."""

    alias: str
    executor: Executor | None
    stored: Callable[[int], None]  # to be told of so many statements, between transactions
    _forms: set[str] = field(
        default_factory=set
    )  # stored already: most are, after the beginning

    def begin(self, statements: Sequence[Columns]) -> list[Callable[[], Sheet]]:
        """Have entries made of statements whose columns, with their keys, are known."""
        texts_of = backend_of(connections[self.alias]).texts_of
        batches = batched(statements, BATCH, strict=False)
        rows = [list(_rows(batch, self.alias)) for batch in batches]
        if self.executor is None:
            return [partial(make_sheet, some, texts_of) for some in rows]
        return [self.executor.submit(make_sheet, some, texts_of).result for some in rows]

    def finish(self, sheets: Iterable[Callable[[], Sheet]]) -> None:
        """Write the entries, in the caller's transaction. The statements have none yet."""
        connection = connections[self.alias]
        with connection.wrap_database_errors, connection.cursor() as cursor:
            for made in sheets:
                sheet = without_forms(made(), self._forms)
                backend_of(connection).store(cursor, sheet)
                # Those of a transaction that is taken back are written again.
                transaction.on_commit(partial(self._forms.update, sheet.forms), self.alias)


@contextmanager
def loading(executor: Executor | None = None) -> Iterator[Load]:
    """Yield what enters very many statements; `executor` makes their entries meanwhile."""
    alias = router.db_for_write(apps.get_model("statements", "Statement"))
    backend = backend_of(connections[alias])
    with connections[alias].cursor() as cursor, backend.loading(cursor) as stored:
        yield Load(alias, executor, stored)


def _rows(statements: Sequence[Columns], alias: str) -> Iterator[Row]:
    outlets = _look_up("Article", "outlet_id", {s["article_id"] for s in statements}, alias)
    events = _look_up("Briefing", "kind", {s["briefing_id"] for s in statements}, alias)
    for one in statements:
        outlet, briefing = outlets.get(one["article_id"]), one["briefing_id"]
        event = events.get(briefing)
        edtf, weekday = one["edtf"], one["weekday"]
        yield Row._make((*_OWN(one), outlet, briefing, event, edtf, weekday))


def _look_up(model: str, column: str, keys: set[int | None], alias: str) -> dict[Any, Any]:
    rows = apps.get_model("statements", model)._base_manager.using(alias)
    return dict(rows.filter(pk__in=keys - {None}).values_list("pk", column))
