"""Where else the same text was published: other outlets whose copy is linked to this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.urls import reverse

from statements.models import Article, Statement
from statements.models.questions import Blank, composed_once


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
    pks = _linked.column(statement=statement.pk, outlet=statement.article.outlet_id)
    if not pks:
        return []  # as of most
    rows = Statement.objects.for_display().in_bulk(pks)
    return [rows[pk] for pk in pks if pk in rows]


@composed_once
def _linked() -> QuerySet[Any, Any]:
    linked = Statement.objects.addressable().filter(replaced_by=Blank("statement"))
    linked = linked.exclude(article__outlet=Blank("outlet"))
    return linked.order_by("article__outlet__name", "pk").values_list("pk")


def same_text(article: Article) -> list[Copy]:
    """Return the articles of other outlets that share statements with this one, in one query."""
    return sorted(Copy(*row) for row in _sharing(article=article.pk))


@composed_once
def _sharing() -> QuerySet[Any, Any]:
    article = Blank("article")
    crossing = Statement.objects.filter(replaced_by__isnull=False).exclude(
        replaced_by__article__outlet=F("article__outlet")
    )
    theirs = _named(crossing.filter(article=article), "replaced_by__article")
    ours = _named(crossing.filter(replaced_by__article=article), "article")
    return theirs.union(ours)


def _named(rows: QuerySet[Statement], path: str) -> QuerySet[Any, Any]:
    columns = (f"{path}__outlet__name", path, f"{path}__headline")
    return rows.order_by().values_list(*columns)
