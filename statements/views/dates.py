"""The date pages: all dates, a year, a month, a day, and what stands on no calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements import calendars
from statements.calendars import Counts
from statements.coverage import behind
from statements.models import Briefing, Statement
from statements.models.dating import Precision
from statements.models.record import BriefingQuerySet, StatementQuerySet
from statements.views.editions import once_an_edition
from statements.views.listings import Listing, answer, cards_of, list_statements, page_of

PER_PAGE = 100
ROUGH = 50  # statements of an uncertain day, shown below those of a certain one


@require_safe
def dates(request: HttpRequest) -> HttpResponse:
    counts = once_an_edition("counts", calendars.count_all)
    context = {"counts": counts, "years": counts.rows()}
    return render(request, "statements/dates.html", context)


@require_safe
def year(request: HttpRequest, year: int, extension: str = "") -> HttpResponseBase:
    first, last = _day(year, 1, 1), _day(year, 12, 31)
    of_year = Statement.objects.public().within(first, last)
    listing = _listing(request, str(year), of_year)
    if extension:
        return answer(request, listing, extension)
    counted = Counts(of_year).year(year, weeks=True)
    rough = of_year.exclude(earliest__month=F("latest__month"))[:ROUGH]
    context = {"year": counted, "rough": cards_of(rough), "listing": listing}
    context["around"] = calendars.years_around(year)
    return _page(request, "statements/year.html", context, found=counted.count)


@require_safe
def month(
    request: HttpRequest, year: int, month: int, extension: str = ""
) -> HttpResponseBase:
    first, last = calendars.month_of(_day(year, month, 1))
    of_month = Statement.objects.public().within(first, last)
    listing = _listing(request, f"{first:%B} {year}", of_month)
    if extension:
        return answer(request, listing, extension)
    counted = Counts(of_month).month(first)
    context = {"month": counted, "days": calendars.speakers_by_day(of_month)}
    context |= {"listing": listing, "around": calendars.months_around(first)}
    context |= _rough_of_month(of_month, first, last)
    return _page(request, "statements/month.html", context, found=counted.count)


@require_safe
def day(
    request: HttpRequest, year: int, month: int, day: int, extension: str = ""
) -> HttpResponseBase:
    that_day = _day(year, month, day)
    said = Statement.objects.public().on(that_day)
    listing = _listing(request, f"{day} {that_day:%B} {year}", said)
    if extension:
        return answer(request, listing, extension)
    page = page_of(request, _by_speaker(said), PER_PAGE)
    context = _about_day(that_day) | {"page": page, "listing": listing}
    found = page.paginator.count + len(context["briefings"]) + len(context["rough"])
    return _page(request, "statements/day.html", context, found=found)


@require_safe
def undated(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    groups = once_an_edition("undated", calendars.undated_groups)
    chosen = request.GET.get("known")
    group = next((group for group in groups if group.key == chosen), None)
    rows = calendars.of_undated(group) if group or not chosen else Statement.objects.none()
    listing = list_statements(request, "Undated", reverse("undated"), rows.for_display())
    if extension:
        return answer(request, listing, extension)
    page = page_of(request, listing.statements, PER_PAGE)
    context = {"groups": groups, "chosen": chosen, "page": page, "listing": listing}
    return render(request, "statements/undated.html", context)


def _listing(request: HttpRequest, title: str, statements: StatementQuerySet) -> Listing:
    """Return the statements in time; the path is that of the page also when data is asked."""
    path = re.sub(r"\.\w+$", "/", request.path)
    return list_statements(request, title, path, statements.for_display().in_time())


def _rough_of_month(of_month: StatementQuerySet, first: date, last: date) -> dict[str, Any]:
    rough = of_month.exclude(precision=Precision.DAY).in_time()[:ROUGH]
    held = Briefing.objects.filter(earliest__gte=first, latest__lte=last)
    return {"rough": cards_of(rough), "briefings": _with_counts(held)}


def _about_day(day: date) -> dict[str, Any]:
    public = Statement.objects.public()
    first, last = calendars.month_of(day)
    rough = public.perhaps_within(day, day).in_time()[:ROUGH]
    return {
        "day": day,
        "briefings": _with_counts(Briefing.objects.on(day)),
        "rough": cards_of(rough),
        "around": calendars.days_around(day),
        "month": Counts(public.within(first, last)).month(first),
    }


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
    if not (pks := list(briefings.order_by().values_list("pk", flat=True))):
        return []  # as on most days, and to count takes long to put into words
    counted = Briefing.objects.filter(pk__in=pks).select_related("host")
    counted = counted.annotate(
        statement_count=Count("statements", filter=_public_statement())
    )
    return list(counted.order_by("earliest", "id"))


def _public_statement() -> Q:
    return Q(statements__in=Statement.objects.public())


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, found: int
) -> HttpResponse:
    """Return the page; one with nothing on it is no page, but shows the way to the nearest."""
    context["imported"] = behind(context["listing"].statements)
    return render(request, template, context, status=200 if found else 404)
