"""Where else the same text was published: other outlets whose copy is linked to this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.urls import reverse

from statements.models import Article, Statement


class Copy(NamedTuple):
    """An article with the same text."""

    outlet: str
    article: int
    headline: str

    @property
    def address(self) -> str:
        return reverse("article", args=[self.article])


def same_words(statement: Statement) -> Sequence[Statement]:
    """Return the statements of other outlets' copies that are listed as this one."""
    if statement.article is None or not statement.current:
        return []
    linked = Statement.objects.addressable().filter(replaced_by=statement)
    linked = linked.exclude(article__outlet=statement.article.outlet_id)
    in_order = linked.order_by("article__outlet__name", "pk")
    pks = list(in_order.values_list("pk", flat=True))
    rows = Statement.objects.for_display().in_bulk(pks)  # of most there are none
    return [rows[pk] for pk in pks if pk in rows]


def same_text(article: Article) -> list[Copy]:
    """Return the articles of other outlets that share statements with this one, in one query."""
    crossing = Statement.objects.filter(replaced_by__isnull=False).exclude(
        replaced_by__article__outlet=F("article__outlet")
    )
    theirs = _named(crossing.filter(article=article), "replaced_by__article")
    ours = _named(crossing.filter(replaced_by__article=article), "article")
    return sorted(Copy(*row) for row in theirs.union(ours))


def _named(rows: QuerySet[Statement], path: str) -> QuerySet[Any, Any]:
    columns = (f"{path}__outlet__name", path, f"{path}__headline")
    return rows.order_by().values_list(*columns)
