"""Lines become rows again."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import batched, groupby
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from statements import search
from statements.exchange.columns import ColumnsReader
from statements.exchange.kinds import BY_MODEL, BY_TYPE, Column, Kind, Row, target
from statements.models import Article, SpeakerName, Statement, bulk

BATCH = 2_000  # rows a transaction


class Batch(NamedTuple):
    """Rows of one type, and which line the last of them is."""

    type: str
    rows: tuple[Row, ...]
    line: int


class Reader:
    """Stores the lines that `write` returned; rows that are there already stay as they are.

    What the index says of statements is made by `executor`, if there is one.
    """

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self.stored: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self._articles = array("q")  # their keys, by number
        self._line = 0

    def read(self, lines: Iterable[str]) -> None:
        """Store all lines, a batch in a transaction.

        Raises ValueError naming the lines that cannot be stored; what stood in batches before them
        is stored, and reading the mended file again adds the rest.
        """
        with search.loading(self._executor) as self._load:
            self._read(_one_ahead(_batches(lines)))

    def _read(self, batches: Iterable[Batch]) -> None:
        for type_, same_type in groupby(batches, key=lambda batch: batch.type):
            kind = BY_TYPE[type_]
            plain = ColumnsReader(kind.plain)
            links: list[tuple[int, Row]] = []
            for batch in same_type:
                self._line = batch.line
                links += self._store(kind, batch.rows, plain)
                self._load.stored(len(batch.rows) if kind.model is Statement else 0)
            for some in batched(links, BATCH, strict=False):
                with self._blaming(kind, len(some)), transaction.atomic():
                    self._link(kind, some)

    def _store(
        self, kind: Kind, batch: Sequence[Row], plain: ColumnsReader
    ) -> list[tuple[int, Row]]:
        """Store what is new; returns the new rows that refer to others of their own type."""
        with self._blaming(kind, len(batch)), transaction.atomic():
            return self._store_new(kind, batch, self._columns(kind, batch, plain))

    @contextmanager
    def _blaming(self, kind: Kind, count: int) -> Iterator[None]:
        """Say near which lines it was that something could not be stored."""
        try:
            yield
        except (
            DatabaseError,
            ValidationError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            first = max(self._line - count, 1)
            raise ValueError(
                f"one {kind.type} between lines {first} and {self._line} cannot be stored "
                f"({error!r}): have the file written anew by export_statements"
            ) from error

    def _columns(
        self, kind: Kind, batch: Sequence[Row], plain: ColumnsReader
    ) -> list[dict[str, Any]]:
        """The batch as columns of rows, without keys and without references to their own type."""
        found = [(c.name, c.attname, self._find(c, batch)) for c in kind.outer]
        unlinked = dict.fromkeys((column.attname for column in kind.inner), None)
        return [
            plain.read(line) | {a: keys[line[name]] for name, a, keys in found} | unlinked
            for line in batch
        ]

    def _store_new(
        self, kind: Kind, batch: Sequence[Row], rows: Sequence[dict[str, Any]]
    ) -> list[tuple[int, Row]]:
        identities = [tuple([row[name] for name in kind.identity]) for row in rows]
        keys = _stored_keys(kind, identities)
        new = [n for n, identity in enumerate(identities) if identity not in keys]
        made = [rows[n] for n in new]
        for n, key in zip(new, bulk.take_keys(kind.model, len(new)), strict=True):
            rows[n]["id"] = keys[identities[n]] = key
        sheets = self._load.begin(made) if kind.model is Statement else []
        bulk.insert_columns(kind.model, made)
        self._load.finish(sheets)
        if kind.model is SpeakerName:
            search.index_names(
                SpeakerName.objects.filter(pk__in=[row["id"] for row in made])
            )
        if kind.model is Article:
            self._articles.extend(keys[identity] for identity in identities)
        self.stored[kind.type] += len(new)
        self.known[kind.type] += len(rows) - len(new)
        names = [column.name for column in kind.inner]
        linked = (
            (keys[identities[n]], {name: batch[n][name] for name in names}) for n in new
        )
        return [(key, values) for key, values in linked if set(values.values()) - {None}]

    def _find(self, column: Column, rows: Iterable[Row]) -> dict[Any, int | None]:
        """The keys of the rows that `column` refers to; nothing refers to nothing."""
        wanted = {row[column.name] for row in rows} - {None}
        to = BY_MODEL[target(column)]
        if not to.named_by:
            return {None: None, **{number: self._articles[number] for number in wanted}}
        return {
            None: None,
            **dict(bulk.find_by(to.model, to.named_by, wanted, to.named_by, "id")),
        }

    def _link(self, kind: Kind, links: Sequence[tuple[int, Row]]) -> None:
        """Point new rows to others of their own type, which may have come after them."""
        lines = [line for _, line in links]
        for column in kind.inner:
            found = self._find(column, lines)
            pairs = [(found[line[column.name]], key) for key, line in links]
            bulk.set_column(kind.model, column.attname, pairs)


def _batches(lines: Iterable[str]) -> Iterator[Batch]:
    """Yield what lines say, in their order."""
    line = 0
    rows = (_parse(number, line) for number, line in enumerate(lines, 1))
    for type_, same_type in groupby(rows, key=lambda row: str(row["type"])):
        for batch in batched(same_type, BATCH, strict=False):
            line += len(batch)
            yield Batch(type_, batch, line)


def _parse(number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ValueError(f"line {number} is not JSON ({error})") from error
    if not isinstance(row, dict) or row.get("type") not in BY_TYPE:
        expected = ", ".join(BY_TYPE)
        raise ValueError(f"line {number} has no known type: expected one of {expected}")
    return row


def _one_ahead[Item](items: Iterator[Item]) -> Iterator[Item]:
    """Yield items that a thread takes from their iterator while the one before is in use."""
    with ThreadPoolExecutor(1) as thread:
        following = thread.submit(next, items, None)
        while (item := following.result()) is not None:
            following = thread.submit(next, items, None)
            yield item


def _stored_keys(
    kind: Kind, identities: Sequence[tuple[Any, ...]]
) -> dict[tuple[Any, ...], int]:
    """The keys of those rows that the database has already, by their identity."""
    telling = kind.identity[-1]
    wanted = {identity[-1] for identity in identities}
    rows = bulk.find_by(kind.model, telling, wanted, "id", *kind.identity)
    return {tuple(identity): pk for pk, *identity in rows}
