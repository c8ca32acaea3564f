"""Which rows make up the record, and how they name each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

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

type Column = models.Field[Any, Any]
type Row = dict[str, Any]  # a line of the file


@dataclass(frozen=True)
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

    @cached_property
    def columns(self) -> list[Column]:
        return [
            column for column in self.model._meta.concrete_fields if not column.primary_key
        ]

    @cached_property
    def plain(self) -> list[Column]:
        """Columns that refer to no row."""
        return [column for column in self.columns if not column.is_relation]

    @cached_property
    def outer(self) -> list[Column]:
        """References to rows of other types, which stand before this type in the file."""
        return [c for c in self.columns if c.is_relation and target(c) is not self.model]

    @cached_property
    def inner(self) -> list[Column]:
        """References to rows of the same type, which may come after the row."""
        return [c for c in self.columns if c.is_relation and target(c) is self.model]


def target(column: Column) -> type[models.Model]:
    """Return what a reference refers to."""
    assert isinstance(column.related_model, type)  # noqa: S101 - no reference is lazy by now
    return column.related_model


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
