from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import directories, portraits
from statements.characters import one_line
from statements.models import Speaker, Statement
from statements.views.listings import answer, find_named, list_asked, moved, page_of
from statements.views.repeats import once_an_edition

PER_PAGE = 60
ORDERS = {"most": "most quoted", "name": "by name"}


@require_safe
def speakers(request: HttpRequest) -> HttpResponseBase:
    typed = one_line(request.GET.get("q", ""))
    order = "name" if request.GET.get("order") == "name" else "most"
    entries = once_an_edition("speakers", directories.speaker_entries)
    if typed:
        called = directories.speakers_called(typed)
        entries = [entry for entry in entries if entry.pk in called]
    if order == "name":
        entries = sorted(entries, key=lambda entry: entry.name.casefold())
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {"typed": typed, "order": order, "orders": ORDERS, "page": page}
    return render(request, "statements/speakers.html", context)


@require_safe
def speaker(request: HttpRequest, slug: str, extension: str = "") -> HttpResponseBase:
    found = find_named(Speaker.objects.select_related("institution"), slug)
    if found.slug != slug:
        return moved(request, "speaker", found.slug, extension)
    said = Statement.objects.public().by(found)
    listing = list_asked(request, found, said)
    if extension:
        return answer(request, listing, extension)
    context = {"speaker": found, "listing": listing, "filter": listing.asked}
    among = once_an_edition("surroundings", portraits.surroundings)
    context["portrait"] = once_an_edition(
        f"speaker {found.pk}", lambda: portraits.of_speaker(found, said, among)
    )
    context["page"] = page_of(request, listing.statements)
    return render(request, "statements/speaker.html", context)
