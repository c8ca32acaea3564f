"""What is in the archive and what is missing: articles and statements by outlet and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from statements import sums
from statements.charts import Histogram, Scale, histogram
from statements.models import Outlet, Statement
from statements.models.questions import Blank, composed_within
from statements.models.record import StatementQuerySet, public_states

WAITING = Q(state=Statement.State.CANDIDATE)


class Covered(NamedTuple):
    """What there is of one outlet in one month, or in all; no month if it is not known."""

    month: date | None
    article_count: int
    statement_count: int
    unreviewed_count: int


@dataclass(frozen=True)
class OutletCoverage:
    """One outlet with its months, the newest first, and everything taken together."""

    outlet: Outlet
    months: Sequence[Covered]
    total: Covered
    scale: Scale | None  # on which the charts of all outlets can be compared

    @cached_property
    def chart(self) -> Histogram | None:
        """Return the articles by month; a page shows some outlets of many."""
        return histogram(_by_month(self.months), self.scale)


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


# By article first: of many statements few are of different articles.
_ADDED_UP = (
    "SELECT count(DISTINCT a.outlet), count(s.article),"  # noqa: S608
    f" CAST(coalesce(sum(s.unreviewed), 0) AS bigint) FROM ({{}}) AS s"
    f" LEFT JOIN {sums.BY_ARTICLE} AS a ON a.article = s.article"
)


@composed_within(_ADDED_UP)
def _of_day() -> QuerySet[Any, Any]:
    return _by_article(Statement.objects.public().on(Blank("day")))


@composed_within(_ADDED_UP)
def _of_days() -> QuerySet[Any, Any]:
    return _by_article(Statement.objects.public().within(Blank("first"), Blank("last")))


def _by_article(statements: StatementQuerySet) -> QuerySet[Any, Any]:
    articles = statements.order_by().values_list("article")
    return articles.annotate(unreviewed=Count("pk", filter=WAITING))


def cover() -> Coverage:
    """Return what the archive holds, from three queries."""
    months = _months_of_outlets()
    everything = [month for each in months.values() for month in each]
    scale = _scale(everything)
    speaker_count, undated_count = sums.speakers_and_undated(public_states())
    return Coverage(
        outlets=tuple(
            OutletCoverage(outlet, months[outlet.pk], _total(months[outlet.pk]), scale)
            for outlet in Outlet.objects.all()
            if outlet.pk in months
        ),
        total=_total(everything),
        chart=histogram(_by_month(everything)),
        speaker_count=speaker_count,
        undated_count=undated_count,
    )


def _months_of_outlets() -> dict[int, list[Covered]]:
    """Return the months of each outlet that has articles, the newest first."""
    waiting = Statement.State.CANDIDATE in public_states()
    months: dict[int, list[Covered]] = {}
    for outlet, month, articles, published, candidates in sums.by_month():
        unreviewed = candidates if waiting else 0
        covered = Covered(month, articles, published + unreviewed, unreviewed)
        months.setdefault(outlet, []).append(covered)
    return months


def _scale(months: Iterable[Covered]) -> Scale | None:
    """Return the scale on which the charts of single outlets can be compared."""
    counts = {(each.month.year, each.article_count) for each in months if each.month}
    if not counts:
        return None
    years, numbers = zip(*counts, strict=True)
    return Scale(min(years), max(years), max(numbers))


def _by_month(months: Iterable[Covered]) -> Counter[date]:
    counts: Counter[date] = Counter()
    for each in months:
        if each.month:
            counts[each.month] += each.article_count
    return counts


def _total(months: Iterable[Covered]) -> Covered:
    _, *numbers = zip(*months, strict=True) if months else ((), (), (), ())
    return Covered(None, *map(sum, numbers))
