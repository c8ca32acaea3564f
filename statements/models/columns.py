"""Rows as plain columns, in JSON's types: to keep, to compare and to put back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models

type Columns = dict[str, Any]


def columns_of(model: type[models.Model], keys: Sequence[int]) -> dict[int, Columns]:
    """Return the columns of these rows as they stand in the database, in JSON's types."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.filter(pk__in=keys).values(*names)
    plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return {row[model._meta.pk.attname]: row for row in plain}


def fingerprint(row: models.Model) -> str:
    """Return a short mark that changes whenever a column of the row does."""
    columns = columns_of(type(row), [row.pk]).get(row.pk, {})
    written = json.dumps(columns, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read_columns(model: type[models.Model], columns: Columns) -> Columns:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in columns.items()}


def differing(
    old: Columns | None, new: Columns | None
) -> tuple[Columns | None, Columns | None]:
    if old is None or new is None:
        return old, new
    names = [name for name in new if new[name] != old[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}
