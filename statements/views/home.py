from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.calendars import count_all
from statements.models import Statement
from statements.models.cards import Card, read_cards
from statements.views.editions import once_an_edition

DAYS = 3
EACH = 5  # statements of one day


@dataclass(frozen=True, slots=True)
class LatestDay:
    """One of the newest days, with the first of its statements."""

    day: date
    count: int
    statements: list[Card]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    counts = once_an_edition("counts", count_all)
    latest = _latest({day: counts.days[day] for day in counts.latest_days(DAYS)})
    context = {
        "counts": counts,
        "years": counts.rows(),
        "latest": latest,
        "month": counts.month(latest[0].day.replace(day=1)) if latest else None,
    }
    return render(request, "statements/home.html", context)


def _latest(counts: Mapping[date, int]) -> list[LatestDay]:
    """Return these days with the first of their statements, which are read all at once."""
    first = {day: _first_of(day) for day in counts}
    read = read_cards([pk for pks in first.values() for pk in pks])
    by_pk = {card.pk: card for card in read}
    return [
        LatestDay(day, counts[day], _by_speaker([by_pk[pk] for pk in pks if pk in by_pk]))
        for day, pks in first.items()
    ]


def _first_of(day: date) -> list[int]:
    """Return some statements of a day: word for word where there are such."""
    of_day = Statement.objects.public().on(day)
    in_order = of_day.order_by("kind", "article_id", "start", "id")
    return list(in_order.values_list("pk", flat=True)[:EACH])


def _by_speaker(statements: list[Card]) -> list[Card]:
    speakers = [statement.speaker for statement in statements]
    return sorted(statements, key=lambda statement: speakers.index(statement.speaker))
