"""What was done to a row, in words: who, when, and each column before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import models

from statements.models import Action, Change

# Columns that follow from others or say nothing to a reader.
SILENT = {
    "id", "changed_at", "created_at", "earliest", "latest", "precision", "basis", "reason",
    "date_text", "start", "end", "span_count", "context", "edited", "speaker_reason",
    "key", "public_id", "digest", "imported_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a row, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One change of one row, as a reader sees it."""

    action: Action
    row: str  # what it is called, or "statement 12"
    columns: tuple[Column, ...]
    made: bool
    gone: bool


def changes_of(row: models.Model, since: datetime | None = None) -> list[Seen]:
    """Return what editors did to a row, the newest first."""
    changes = Change.objects.of(row).select_related("action__by").order_by("-pk")
    if since is not None:
        changes = changes.filter(action__at__gte=since)
    return [see(change) for change in changes[:50]]


def see(change: Change) -> Seen:
    """Return a change in words."""
    before, after = change.before or {}, change.after or {}
    fields = {field.attname: field for field in change.model._meta.concrete_fields}
    names = [name for name in fields if name in before or name in after]
    columns = tuple(
        Column(
            str(fields[name].verbose_name),
            _shown(fields[name], before.get(name)),
            _shown(fields[name], after.get(name)),
        )
        for name in names
        if name not in SILENT and before.get(name) != after.get(name)
    )
    return Seen(
        change.action, str(change), columns, change.before is None, change.after is None
    )


def _shown(field: Any, value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if field.is_relation:
        row = field.related_model._base_manager.filter(pk=value).first()
        return str(row) if row else f"no. {value}, which is gone"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(map(_span, value))
    return str(value)


def _span(value: Any) -> str:
    return "–".join(map(str, value)) if isinstance(value, list) else str(value)


def row_of(change: Change) -> str:
    """Return what the changed row is called, or which it was."""
    row = change.model._base_manager.filter(pk=change.row).first()
    return str(row) if row else str(change)


def rows_of(action: Action, most: int) -> list[Seen]:
    """Return the first rows that an action changed, each by what it is called."""
    changes = list(action.changes.all()[:most])
    keys: dict[type[models.Model], list[int]] = {}
    for change in changes:
        keys.setdefault(change.model, []).append(change.row)
    rows = {model: model._base_manager.in_bulk(pks) for model, pks in keys.items()}
    return [
        replace(see(change), row=_called(change, rows[change.model].get(change.row)))
        for change in changes
    ]


def _called(change: Change, row: models.Model | None) -> str:
    """Return what a row is called, or was before it went, of which all columns are kept."""
    if row is None and change.before is not None and change.after is None:
        names = {field.attname for field in change.model._meta.concrete_fields}
        # A column that it had may have been dropped since.
        row = change.model(**{n: v for n, v in change.before.items() if n in names})
    return str(row or change)
