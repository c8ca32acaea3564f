"""What editors decided about statements, which no import overwrites."""

from __future__ import annotations

from collections.abc import Iterable

from statements.models import Change, Statement

REVIEWED = frozenset({Statement.State.PUBLISHED, Statement.State.REJECTED})


def touched_columns(pks: Iterable[int]) -> dict[int, set[str]]:
    """Return which columns of these statements editors have changed, by key."""
    changes = Change.objects.filter(table="statement", row__in=pks, after__isnull=False)
    touched: dict[int, set[str]] = {}
    for row, after in changes.values_list("row", "after"):
        touched.setdefault(row, set()).update(after or ())
    return touched
