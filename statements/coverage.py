"""What is in the archive and what is missing: articles and statements by outlet and month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from statements.charts import Histogram, Scale, histogram, scale_of
from statements.models import Article, Outlet, Statement
from statements.models.questions import Blank, composed_once
from statements.models.record import StatementQuerySet

WAITING = Q(state=Statement.State.CANDIDATE)


@dataclass(frozen=True, slots=True)
class Covered:
    """What there is of one outlet in one month, or in all; no month if it is not known."""

    month: date | None
    article_count: int
    statement_count: int
    unreviewed_count: int


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """One outlet with its months, the newest first, and everything taken together."""

    outlet: Outlet
    months: tuple[Covered, ...]
    total: Covered
    chart: Histogram | None  # articles by month, to the scale of all outlets


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole archive; `chart` counts articles by month of publication."""

    outlets: tuple[OutletCoverage, ...]
    total: Covered
    chart: Histogram | None
    speaker_count: int
    undated_count: int


@dataclass(frozen=True, slots=True)
class Imported:
    """How much stands behind the statements of a page."""

    outlet_count: int
    article_count: int
    unreviewed_count: int


def behind_day(day: date) -> Imported:
    """Return how many outlets and articles report what was said on a day, and how many to review."""
    return Imported(*_of_day(day=day)[0])


def behind_days(first: date, last: date) -> Imported:
    """Return the same for what was certainly said between two days."""
    return Imported(*_of_days(first=first, last=last)[0])


@composed_once
def _of_day() -> QuerySet[Any, Any]:
    return _behind(Statement.objects.public().on(Blank("day")))


@composed_once
def _of_days() -> QuerySet[Any, Any]:
    return _behind(Statement.objects.public().within(Blank("first"), Blank("last")))


def _behind(statements: StatementQuerySet) -> QuerySet[Any, Any]:
    together = statements.order_by().values(together=Value(1))
    return together.annotate(
        outlets=Count("article__outlet", distinct=True),
        articles=Count("article", distinct=True),
        unreviewed=Count("pk", filter=WAITING),
    ).values_list("outlets", "articles", "unreviewed")


Key = tuple[int, date | None]  # outlet and month


def cover() -> Coverage:
    """Return what the archive holds, from five queries."""
    articles, statements, unreviewed = _articles(), *_statements()
    months: dict[int, list[Covered]] = {}
    for outlet, month in sorted(articles, key=_newest_first):
        key = (outlet, month)
        covered = Covered(month, articles[key], statements[key], unreviewed[key])
        months.setdefault(outlet, []).append(covered)
    scale = _scale(articles)
    public = Statement.objects.public().order_by()
    return Coverage(
        outlets=tuple(
            _covered(outlet, months[outlet.pk], scale)
            for outlet in Outlet.objects.all()
            if outlet.pk in months
        ),
        total=_total([month for each in months.values() for month in each]),
        chart=histogram(_by_month(articles)),
        speaker_count=public.exclude(speaker=None).values("speaker").distinct().count(),
        undated_count=public.undated().count(),
    )


def _covered(outlet: Outlet, months: list[Covered], scale: Scale | None) -> OutletCoverage:
    counts = {each.month: each.article_count for each in months if each.month}
    return OutletCoverage(outlet, tuple(months), _total(months), histogram(counts, scale))


def _scale(articles: Counter[Key]) -> Scale | None:
    """Return the scale on which the charts of single outlets can be compared."""
    most: dict[date, int] = {}
    for (_, month), number in articles.items():
        if month:
            most[month] = max(number, most.get(month, 0))
    return scale_of(most)


def _articles() -> Counter[Key]:
    rows = Article.objects.current().order_by().values_list("outlet", "earliest", "latest")
    counts: Counter[Key] = Counter()
    for outlet, first, last, number in rows.annotate(number=Count("pk")):
        counts[outlet, _month(first, last)] += number
    return counts


def _statements() -> tuple[Counter[Key], Counter[Key]]:
    """Return the statements of each outlet and month, and those nobody has reviewed."""
    columns = [f"article__{name}" for name in ("outlet", "earliest", "latest")]
    public = Statement.objects.public().exclude(article=None).order_by()
    waiting = Count("pk", filter=WAITING)
    rows = public.values_list(*columns).annotate(number=Count("pk"), waiting=waiting)
    counts: Counter[Key] = Counter()
    unreviewed: Counter[Key] = Counter()
    for outlet, first, last, number, candidates in rows:
        counts[outlet, _month(first, last)] += number
        unreviewed[outlet, _month(first, last)] += candidates
    return counts, unreviewed


def _month(first: date | None, last: date | None) -> date | None:
    """Return the first day of the month that both days lie in.

    >>> _month(date(2025, 3, 21), date(2025, 3, 23)), _month(date(2025, 3, 31), date(2025, 4, 1))
    (datetime.date(2025, 3, 1), None)
    """
    if (
        first is None
        or last is None
        or (first.year, first.month) != (last.year, last.month)
    ):
        return None
    return first.replace(day=1)


def _newest_first(key: Key) -> tuple[int, int]:
    outlet, month = key
    return outlet, -month.toordinal() if month else 1


def _by_month(articles: Counter[Key]) -> Counter[date]:
    months: Counter[date] = Counter()
    for (_, month), number in articles.items():
        if month:
            months[month] += number
    return months


def _total(months: list[Covered]) -> Covered:
    return Covered(
        None,
        sum(month.article_count for month in months),
        sum(month.statement_count for month in months),
        sum(month.unreviewed_count for month in months),
    )
