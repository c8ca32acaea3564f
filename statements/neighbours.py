"""Which statements stand beside one in its article."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from statements.models import Statement
from statements.models.questions import Blank, composed_once
from statements.models.record import StatementQuerySet


class Neighbours(NamedTuple):
    """The identifiers of the statements before and after one in its article, None at its ends."""

    before: str | None
    after: str | None


def neighbours_of(statement: Statement) -> Neighbours:
    """Return what the same article reports before this statement and after it."""
    if statement.article_id is None:
        return Neighbours(None, None)
    place = {
        "article": statement.article_id,
        "current": statement.current,
        "start": statement.start,
        "pk": statement.pk,
    }
    return Neighbours(_before.first(**place), _after.first(**place))


@composed_once
def _before() -> QuerySet[Any, Any]:
    start, pk = Blank("start"), Blank("pk")
    earlier = _in_the_article().filter(Q(start__lt=start) | Q(start=start, pk__lt=pk))
    return earlier.order_by("-start", "-pk").values_list("public_id")[:1]


@composed_once
def _after() -> QuerySet[Any, Any]:
    start, pk = Blank("start"), Blank("pk")
    later = _in_the_article().filter(Q(start__gt=start) | Q(start=start, pk__gt=pk))
    return later.order_by("start", "pk").values_list("public_id")[:1]


def _in_the_article() -> StatementQuerySet:
    others = Statement.objects.addressable().filter(article=Blank("article"))
    return others.filter(current=Blank("current"))
