"""The date pages: all dates, a year, a month, a day, and what stands on no calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements import calendars, nearest
from statements.coverage import behind_day, behind_days
from statements.models import Briefing, Statement
from statements.models.cards import read_cards
from statements.models.dating import Precision
from statements.models.questions import Blank, Keys, composed_once
from statements.models.record import StatementQuerySet
from statements.views.editions import once_an_edition
from statements.views.listings import Listing, answer, list_statements, page_of

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
    listing = _listing(request, str(year), first, last)
    if extension:
        return answer(request, listing, extension)
    counted = calendars.count_within(first, last).year(year, weeks=True)
    rough = read_cards(_rough_of_year.column(first=first, last=last))
    context = {"year": counted, "rough": rough, "listing": listing}
    context["around"] = nearest.years_around(year)
    context["imported"] = behind_days(first, last)
    return _page(request, "statements/year.html", context, found=counted.count)


@require_safe
def month(
    request: HttpRequest, year: int, month: int, extension: str = ""
) -> HttpResponseBase:
    first, last = calendars.month_of(_day(year, month, 1))
    listing = _listing(request, f"{first:%B} {year}", first, last)
    if extension:
        return answer(request, listing, extension)
    counted = calendars.count_within(first, last).month(first)
    context = {"month": counted, "days": calendars.speakers_by_day(first, last)}
    context |= {"listing": listing, "around": nearest.months_around(first)}
    context["rough"] = read_cards(_rough_of_month.column(first=first, last=last))
    context["briefings"] = _with_counts(_held_within.column(first=first, last=last))
    context["imported"] = behind_days(first, last)
    return _page(request, "statements/month.html", context, found=counted.count)


@require_safe
def day(
    request: HttpRequest, year: int, month: int, day: int, extension: str = ""
) -> HttpResponseBase:
    that_day = _day(year, month, day)
    listing = _listing(request, f"{day} {that_day:%B} {year}", that_day, that_day)
    if extension:
        return answer(request, listing, extension)
    counts = calendars.count_within(*calendars.month_of(that_day))
    keys = Keys(_by_speaker, counts.days[that_day], {"day": that_day})
    context = _about_day(that_day) | {"page": page_of(request, keys, PER_PAGE)}
    context |= {"month": counts.month(that_day.replace(day=1)), "listing": listing}
    found = len(keys) + len(context["briefings"]) + len(context["rough"])
    return _page(request, "statements/day.html", context, found=found)


@require_safe
def undated(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    groups = once_an_edition("undated", calendars.undated_groups)
    chosen = request.GET.get("known")
    group = next((group for group in groups if group.key == chosen), None)
    rows = calendars.of_undated(group) if group or not chosen else Statement.objects.none()
    listing = list_statements(request, "Undated", reverse("undated"), rows.for_display)
    if extension:
        return answer(request, listing, extension)
    page = page_of(request, listing.statements, PER_PAGE)
    context = {"groups": groups, "chosen": chosen, "page": page, "listing": listing}
    return render(request, "statements/undated.html", context)


def _listing(request: HttpRequest, title: str, first: date, last: date) -> Listing:
    """Return what was said then; the path is that of the page also when data is asked."""
    path = re.sub(r"\.\w+$", "/", request.path)

    def said() -> StatementQuerySet:
        public = Statement.objects.public().within(first, last)
        return public.for_display().in_time()

    return list_statements(request, title, path, said)


def _about_day(day: date) -> dict[str, Any]:
    return {
        "day": day,
        "briefings": _with_counts(_held_on.column(day=day)),
        "rough": read_cards(_rough_of_day.column(day=day)),
        "around": nearest.days_around(day),
        "imported": behind_day(day),
    }


@composed_once
def _rough_of_year() -> QuerySet[Any, Any]:
    of_year = Statement.objects.public().within(Blank("first"), Blank("last"))
    # The first says no more than the second, but has an index.
    rough = of_year.rough().exclude(earliest__month=F("latest__month"))
    in_order = rough.order_by("earliest", "latest", "state", "pk")
    return in_order.values_list("pk")[:ROUGH]


@composed_once
def _rough_of_month() -> QuerySet[Any, Any]:
    of_month = Statement.objects.public().within(Blank("first"), Blank("last"))
    rough = of_month.rough().exclude(precision=Precision.DAY).in_time()
    return rough.values_list("pk")[:ROUGH]


@composed_once
def _rough_of_day() -> QuerySet[Any, Any]:
    rough = Statement.objects.public().perhaps_within(Blank("day"), Blank("day"))
    return rough.in_time().values_list("pk")[:ROUGH]


@composed_once
def _held_within() -> QuerySet[Any, Any]:
    held = Briefing.objects.filter(earliest__gte=Blank("first"), latest__lte=Blank("last"))
    return held.order_by().values_list("pk")


@composed_once
def _held_on() -> QuerySet[Any, Any]:
    return Briefing.objects.on(Blank("day")).order_by().values_list("pk")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Http404("There is no such day.") from None


@composed_once
def _by_speaker() -> QuerySet[Any, Any]:
    by_name = F("speaker__name").asc(nulls_last=True)
    order = (by_name, "speaker_id", "article_id", "start", "id")
    return Statement.objects.public().on(Blank("day")).order_by(*order).values_list("pk")


def _with_counts(pks: list[int]) -> list[Any]:
    if not pks:
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
    return render(request, template, context, status=200 if found else 404)
