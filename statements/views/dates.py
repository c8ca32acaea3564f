"""The date pages: all dates, a year, a month, a day, and what stands on no calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import calendars
from statements.calendars import Counts
from statements.models import Briefing, Statement
from statements.models.dating import Precision
from statements.models.record import BriefingQuerySet, StatementQuerySet

PER_PAGE = 100
ROUGH = 50  # statements of an uncertain day, shown below those of a certain one


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    counts = Counts(Statement.objects.public())
    context = {"counts": counts, "years": counts.rows()}
    return render(request, "statements/dates.html", context)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    first, last = _day(year, 1, 1), _day(year, 12, 31)
    of_year = Statement.objects.public().within(first, last)
    counted = Counts(of_year).year(year, weeks=True)
    context = {
        "year": counted,
        "rough": of_year.exclude(earliest__month=F("latest__month")).for_display()[:ROUGH],
        "around": calendars.years_around(year),
    }
    return _page(request, "statements/year.html", context, found=counted.count)


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    first, last = calendars.month_of(_day(year, month, 1))
    of_month = Statement.objects.public().within(first, last)
    counted = Counts(of_month).month(first)
    context = {
        "month": counted,
        "days": calendars.speakers_by_day(of_month),
        "briefings": _with_counts(Briefing.objects.filter(earliest__range=(first, last))),
        "rough": of_month.exclude(precision=Precision.DAY).for_display().in_time()[:ROUGH],
        "around": calendars.months_around(first),
    }
    return _page(request, "statements/month.html", context, found=counted.count)


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    that_day = _day(year, month, day)
    public = Statement.objects.public()
    page = _paged(request, _by_speaker(public.on(that_day)))
    context = {
        "day": that_day,
        "page": page,
        "briefings": _with_counts(Briefing.objects.on(that_day)),
        "rough": public.perhaps_within(that_day, that_day).for_display().in_time()[:ROUGH],
        "around": calendars.days_around(that_day),
        "month": Counts(public.within(*calendars.month_of(that_day))).month(that_day),
    }
    found = page.paginator.count + len(context["briefings"]) + len(context["rough"])
    return _page(request, "statements/day.html", context, found=found)


@require_safe
def undated(request: HttpRequest) -> HttpResponse:
    groups = calendars.undated_groups()
    chosen = request.GET.get("known")
    group = next((group for group in groups if group.key == chosen), None)
    rows = calendars.of_undated(group) if group or not chosen else Statement.objects.none()
    page = _paged(request, rows.for_display())
    context = {"groups": groups, "chosen": chosen, "page": page}
    return render(request, "statements/undated.html", context)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Http404("There is no such day.") from None


def _by_speaker(statements: StatementQuerySet) -> StatementQuerySet:
    by_name = F("speaker__name").asc(nulls_last=True)
    return statements.for_display().order_by(
        by_name, "speaker_id", "article_id", "start", "id"
    )


def _with_counts(briefings: BriefingQuerySet) -> list[Any]:
    counted = briefings.select_related("host").annotate(
        statement_count=Count("statements", filter=_public_statement())
    )
    return list(counted.order_by("earliest", "id"))


def _public_statement() -> Q:
    return Q(statements__in=Statement.objects.public())


def _paged(request: HttpRequest, rows: StatementQuerySet) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, found: int
) -> HttpResponse:
    """Return the page; one with nothing on it is no page, but shows the way to the nearest."""
    return render(request, template, context, status=200 if found else 404)
