from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import directories, portraits
from statements.addresses import outward
from statements.models import Briefing, Statement
from statements.views.listings import (
    PER_PAGE,
    answer,
    find_named,
    list_asked,
    moved,
    page_of,
)


@require_safe
def briefings(request: HttpRequest) -> HttpResponseBase:
    kind = request.GET.get("kind", "")
    entries = Paginator(directories.briefing_entries(kind), 2 * PER_PAGE)
    page = entries.get_page(request.GET.get("page"))
    context = {"page": page, "kind": kind, "kinds": directories.briefing_kinds()}
    return render(request, "statements/briefings.html", context)


@require_safe
def briefing(request: HttpRequest, slug: str, extension: str = "") -> HttpResponseBase:
    found = find_named(Briefing.objects.select_related("host"), slug)
    if found.slug != slug:
        return moved(request, "briefing", found.slug, extension)
    said = Statement.objects.public().filter(briefing=found)
    listing = list_asked(request, found, lambda: said)
    if extension:
        return answer(request, listing, extension)
    page = page_of(request, portraits.by_source(listing.statements), 5 * PER_PAGE)
    context = {"briefing": found, "official": outward(found.official_url), "page": page}
    context |= {"portrait": portraits.of_briefing(said), "listing": listing}
    return render(request, "statements/briefing.html", context)
