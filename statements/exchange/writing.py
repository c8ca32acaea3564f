"""The record as lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from statements.exchange.kinds import BY_MODEL, KINDS, Column, target
from statements.models import Article

BATCH = 2_000  # rows read at once
WITHHELD = {"text": "", "zones": []}  # what of an article belongs to its outlet


def write(*, with_text: bool = True) -> Iterator[str]:
    """Return the record line by line, without line ends; rejected statements included.

    Without their text, articles keep address and digest, and statements their words.
    """
    # All beforehand: a text that came back follows an article of a higher number.
    keys = Article._default_manager.order_by("pk").values_list("pk", flat=True)
    numbers: dict[Any, int | None] = {pk: n for n, pk in enumerate(keys.iterator(BATCH))}
    numbers[None] = None
    encode = json.JSONEncoder(ensure_ascii=False, default=_iso).encode
    for kind in KINDS:
        looked_up = {column.name: _lookup(column) for column in kind.columns}
        names = [*looked_up]
        references = [*kind.outer, *kind.inner]
        numbered = [c.name for c in references if not BY_MODEL[target(c)].named_by]
        rows = kind.model._default_manager.order_by("pk")
        for row in rows.values_list(*looked_up.values()).iterator(BATCH):
            values = {"type": kind.type, **dict(zip(names, row, strict=True))}
            if kind.model is Article and not with_text:
                values |= WITHHELD
            for name in numbered:
                values[name] = numbers[values[name]]
            yield encode(values)


def _lookup(column: Column) -> str:
    """How a query reads the column: a reference as the name of the row it refers to."""
    named_by = BY_MODEL[target(column)].named_by if column.is_relation else ""
    return f"{column.name}__{named_by}" if named_by else column.attname


def _iso(value: date) -> str:
    return value.isoformat()
