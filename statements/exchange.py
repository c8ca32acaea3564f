"""The whole record as JSON lines and back: to move it, to share it, to restore it.

Each line is one row with its `type`. A row names another by its slug or public identifier, an article
by its number among the articles of the file. Rows keep the order in which they were made, so writing,
reading into an empty database and writing again gives the same bytes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched, groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction

from statements import search
from statements.models import (
    Article,
    Briefing,
    OldBriefingSlug,
    OldOutletSlug,
    OldSlug,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)

BATCH = 2_000  # rows a transaction
WITHHELD = {"text": "", "zones": []}  # what of an article belongs to its outlet

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of row, how others name it, and by which columns it is known to be there already."""

    model: type[models.Model]
    identity: tuple[str, ...]

    @property
    def type(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def named_by(self) -> str:
        """The column that names a row of this type, or "" where only its number does."""
        return self.identity[0] if len(self.identity) == 1 else ""

    @property
    def columns(self) -> list[models.Field[Any, Any]]:
        return [
            column for column in self.model._meta.concrete_fields if not column.primary_key
        ]

    def identify(self, row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.identity)


# In this order every reference is known when it is met, save those within one type.
KINDS = (
    Kind(Outlet, ("slug",)),
    Kind(Speaker, ("slug",)),
    Kind(SpeakerName, ("speaker_id", "name")),
    Kind(OldSlug, ("slug",)),
    Kind(OldOutletSlug, ("slug",)),
    Kind(Article, ("outlet_id", "url", "digest")),
    Kind(Briefing, ("slug",)),
    Kind(OldBriefingSlug, ("slug",)),
    Kind(Statement, ("public_id",)),
)
BY_TYPE = {kind.type: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}


def write(*, with_text: bool = True) -> Iterator[str]:
    """Return the record line by line, without line ends; rejected statements included.

    Without their text, articles keep address and digest, and statements their words.
    """
    numbers: dict[Any, int | None] = {None: None}
    for kind in KINDS:
        looked_up = {column.name: _lookup(column) for column in kind.columns}
        rows = kind.model._default_manager.order_by("pk").values("pk", *looked_up.values())
        for row in rows.iterator(BATCH):
            if kind.model is Article:
                numbers[row["pk"]] = len(numbers) - 1
            values = {name: row[lookup] for name, lookup in looked_up.items()}
            for name in ("article", "supersedes"):
                if name in values:
                    values[name] = numbers[values[name]]
            if kind.model is Article and not with_text:
                values |= WITHHELD
            yield json.dumps(
                {"type": kind.type, **values}, ensure_ascii=False, default=_iso
            )


def _lookup(column: models.Field[Any, Any]) -> str:
    """How a query reads the column: a reference as the name of the row it refers to."""
    named_by = BY_MODEL[_target(column)].named_by if column.is_relation else ""
    return f"{column.name}__{named_by}" if named_by else column.attname


def _target(column: models.Field[Any, Any]) -> type[models.Model]:
    assert isinstance(column.related_model, type)  # noqa: S101 - no reference is lazy by now
    return column.related_model


def _iso(value: date) -> str:
    return value.isoformat()


class Reader:
    """Stores the lines that `write` returned; rows that are there already stay as they are."""

    def __init__(self) -> None:
        self.stored: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self._articles: list[int] = []  # their keys, by number
        self._line = 0

    def read(self, lines: Iterable[str]) -> None:
        """Store all lines, a batch in a transaction.

        Raises ValueError naming the lines that cannot be stored; what stood in batches before them
        is stored, and reading the mended file again adds the rest.
        """
        rows = (self._parse(line) for line in lines)
        for type_, same_type in groupby(rows, key=lambda row: str(row["type"])):
            links: list[tuple[int, Row]] = []
            for batch in batched(same_type, BATCH):
                links += self._store(BY_TYPE[type_], batch)
            self._link(BY_TYPE[type_], links)

    def _parse(self, line: str) -> Row:
        self._line += 1
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"line {self._line} is not JSON ({error})") from error
        if not isinstance(row, dict) or row.get("type") not in BY_TYPE:
            expected = ", ".join(BY_TYPE)
            raise ValueError(
                f"line {self._line} has no known type: expected one of {expected}"
            )
        return row

    def _store(self, kind: Kind, batch: Sequence[Row]) -> list[tuple[int, Row]]:
        """Store what is new; returns the new rows that refer to others of their own type."""
        try:
            with transaction.atomic():
                return self._store_new(kind, batch)
        except (DatabaseError, ValidationError, LookupError, TypeError) as error:
            first = max(self._line - len(batch), 1)
            raise ValueError(
                f"one {kind.type} between lines {first} and {self._line} cannot be stored "
                f"({error!r}): have the file written anew by export_statements"
            ) from error

    def _store_new(self, kind: Kind, batch: Sequence[Row]) -> list[tuple[int, Row]]:
        rows = self._make_rows(kind, batch)
        keys = _stored_keys(kind, rows)
        new = [row for row in rows if kind.identify(row) not in keys]
        kind.model._default_manager.bulk_create(new)
        search.index(row for row in new if isinstance(row, Statement))
        keys |= {kind.identify(row): row.pk for row in new}
        if kind.model is Article:
            self._articles += [keys[kind.identify(row)] for row in rows]
        self.stored[kind.type] += len(new)
        self.known[kind.type] += len(rows) - len(new)
        made = {row.pk for row in new}
        linked = zip((keys[kind.identify(row)] for row in rows), batch, strict=True)
        inner = [column.name for column in kind.columns if _is_inner(column, kind)]
        return [
            (key, {name: values[name] for name in inner})
            for key, values in linked
            if key in made and any(values[name] is not None for name in inner)
        ]

    def _make_rows(self, kind: Kind, batch: Sequence[Row]) -> list[models.Model]:
        """The batch as rows, not stored yet and without references to their own type."""
        plain = [column for column in kind.columns if not column.is_relation]
        outer = [c for c in kind.columns if c.is_relation and not _is_inner(c, kind)]
        found = {column.name: self._find(column, batch) for column in outer}
        return [
            kind.model(
                **{column.name: column.to_python(values[column.name]) for column in plain},
                **{c.attname: found[c.name][values[c.name]] for c in outer},
            )
            for values in batch
        ]

    def _find(
        self, column: models.Field[Any, Any], rows: Iterable[Row]
    ) -> dict[Any, int | None]:
        """The keys of the rows that `column` refers to; nothing refers to nothing."""
        wanted = {row[column.name] for row in rows} - {None}
        target = BY_MODEL[_target(column)]
        if not target.named_by:
            return {None: None, **{number: self._articles[number] for number in wanted}}
        found = target.model._default_manager.filter(**{f"{target.named_by}__in": wanted})
        return {None: None, **dict(found.values_list(target.named_by, "pk"))}

    def _link(self, kind: Kind, links: Sequence[tuple[int, Row]]) -> None:
        """Point new rows to others of their own type, which may have come after them."""
        inner = [column for column in kind.columns if _is_inner(column, kind)]
        for batch in batched(links, BATCH):
            found = {c: self._find(c, [row for _, row in batch]) for c in inner}
            rows = kind.model._default_manager.in_bulk([key for key, _ in batch])
            for key, values in batch:
                for column in inner:
                    setattr(rows[key], column.attname, found[column][values[column.name]])
            kind.model._default_manager.bulk_update(rows.values(), [c.name for c in inner])


def _is_inner(column: models.Field[Any, Any], kind: Kind) -> bool:
    return column.related_model is kind.model


def _stored_keys(kind: Kind, rows: Sequence[models.Model]) -> dict[tuple[Any, ...], int]:
    """The keys of those rows that the database has already, by their identity."""
    telling = kind.identity[-1]
    wanted = {getattr(row, telling) for row in rows}
    stored = kind.model._default_manager.filter(**{f"{telling}__in": wanted})
    keys: dict[tuple[Any, ...], int] = defaultdict()
    for pk, *identity in stored.values_list("pk", *kind.identity):
        keys[tuple(identity)] = pk
    return keys
