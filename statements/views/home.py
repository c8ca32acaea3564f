from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.calendars import count_all
from statements.models import Statement
from statements.views.repeats import once_an_edition

DAYS = 3
EACH = 5  # statements of one day


@dataclass(frozen=True, slots=True)
class LatestDay:
    """One of the newest days, with the first of its statements."""

    day: date
    count: int
    statements: list[Statement]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    counts = once_an_edition("counts", count_all)
    latest = [
        LatestDay(day, counts.days[day], _first_of(day)) for day in counts.latest_days(DAYS)
    ]
    context = {
        "counts": counts,
        "years": counts.rows(),
        "latest": latest,
        "month": counts.month(latest[0].day.replace(day=1)) if latest else None,
    }
    return render(request, "statements/home.html", context)


def _first_of(day: date) -> list[Statement]:
    """Return some statements of a day: word for word where there are such, by speaker."""
    of_day = Statement.objects.public().for_display().on(day)
    first = list(of_day.order_by("kind", "article_id", "start", "id")[:EACH])
    speakers = [statement.speaker_id for statement in first]
    return sorted(first, key=lambda statement: speakers.index(statement.speaker_id))
