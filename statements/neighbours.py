"""Which statements stand beside one in its article."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q

from statements.models import Statement


class Neighbours(NamedTuple):
    """The identifiers of the statements before and after one in its article, None at its ends."""

    before: str | None
    after: str | None


def neighbours_of(statement: Statement) -> Neighbours:
    """Return what the same article reports before this statement and after it."""
    start, pk = statement.start, statement.pk
    if statement.article_id is None:
        return Neighbours(None, None)
    others = Statement.objects.addressable().filter(article=statement.article_id)
    others = others.filter(current=statement.current)
    earlier = Q(start__lt=start) | Q(start=start, pk__lt=pk)
    later = Q(start__gt=start) | Q(start=start, pk__gt=pk)
    named = others.values_list("public_id", flat=True)
    return Neighbours(
        named.filter(earlier).order_by("-start", "-pk").first(),
        named.filter(later).order_by("start", "pk").first(),
    )
