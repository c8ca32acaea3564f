"""A day that was typed without its year: "zakharova 19 August"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import F

from statements import search
from statements.asked_days import day_without_year
from statements.models import Statement
from statements.search.periods import Period
from statements.search.query import Query

YEARS = range(1900, 2101)
MOST_YEARS = 3


def years_on_record(query: Query) -> search.Asked | None:
    """Return the question on which of these days something was said for certain, if one was typed."""
    if not (typed := day_without_year(query)):
        return None
    days = [date(year, *typed[:2]) for year in YEARS if _is_day(year, *typed[:2])]
    said = Statement.objects.public().filter(earliest__in=days, latest=F("earliest"))
    newest = said.order_by("-earliest").values("earliest").distinct()[:MOST_YEARS]
    sql, values = newest.query.sql_with_params()
    return f"SELECT 'day', CAST(earliest AS text), '' FROM ({sql}) AS said", values  # noqa: S608


def with_year(query: Query, answers: Iterable[tuple[str, str, str]]) -> Iterator[Query]:
    """Yield the question with its day in each of these years, the last first.

    `answers` are those to `years_on_record`.
    """
    if typed := day_without_year(query):
        days = [date.fromisoformat(day) for kind, day, _ in answers if kind == "day"]
        for day in sorted(days, reverse=True):
            yield replace(typed[2], period=Period(day, day))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
