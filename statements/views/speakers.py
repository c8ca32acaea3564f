from __future__ import annotations

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements import directories, portraits
from statements.characters import one_line
from statements.filters import StatementFilter
from statements.models import Speaker, Statement
from statements.models.questions import Blank, Keys, Tree, composed_once
from statements.search import narrow, nearest_name, parse
from statements.search.looking import looked_up
from statements.views.editions import once_an_edition
from statements.views.listings import (
    Listing,
    answer,
    find_named,
    list_asked,
    list_statements,
    moved,
    page_of,
)

PER_PAGE = 60
ORDERS = {"most": "most quoted", "name": "by name"}


@require_safe
def speakers(request: HttpRequest) -> HttpResponseBase:
    typed = one_line(request.GET.get("q", ""))
    order = "name" if request.GET.get("order") == "name" else "most"
    counts = once_an_edition("speakers", directories.speaker_counts)
    if typed:
        called = directories.speakers_called(typed)
        counts = [one for one in counts if one.pk in called]
    if order == "name":
        counts = sorted(counts, key=lambda one: one.name.casefold())
    page = Paginator(counts, PER_PAGE).get_page(request.GET.get("page"))
    entries = directories.speaker_entries(list(page))
    context = {"typed": typed, "order": order, "orders": ORDERS, "page": page}
    context["meant"] = "" if entries else nearest_name("speaker", typed)
    return render(request, "statements/speakers.html", context | {"entries": entries})


@require_safe
def speaker(request: HttpRequest, slug: str, extension: str = "") -> HttpResponseBase:
    """Answer with what somebody said."""
    found = _find(slug)
    if found.slug != slug:
        return moved(request, "speaker", found.slug, extension)
    listing = list_asked(request, found, lambda: Statement.objects.public().by(found))
    if extension:
        return answer(request, listing, extension)
    return _page(request, found, listing, tab="by")


@require_safe
def about(request: HttpRequest, slug: str, extension: str = "") -> HttpResponseBase:
    """Answer with what others said with somebody's name in it."""
    found = _find(slug)
    if found.slug != slug:
        return moved(request, "speaker-about", found.slug, extension)
    path = reverse("speaker-about", args=[found.slug])
    asked = StatementFilter(request.GET, portraits.about(found).for_display())
    listing = list_statements(request, f"About {found}", path, lambda: asked.found, asked)
    if extension:
        return answer(request, listing, extension)
    return _page(request, found, listing, tab="about")


def _find(slug: str) -> Speaker:
    """Return who is at this address, now or formerly."""
    found = next(map(_SPEAKER.made_of, _at(slug=slug)), None)
    return found or find_named(Speaker.objects.select_related("institution"), slug)


_SPEAKER = Tree(Speaker, "institution")


@composed_once
def _at() -> QuerySet[Any, Any]:
    return Speaker.objects.filter(slug=Blank("slug")).values_list(*_SPEAKER.columns)


@composed_once
def _newest() -> QuerySet[Any, Any]:
    said = Statement.objects.public().filter(speaker=Blank("speaker"))
    return narrow(said, "").values_list("pk")


def _page(
    request: HttpRequest, speaker: Speaker, listing: Listing, *, tab: str
) -> HttpResponse:
    among = once_an_edition("surroundings", portraits.surroundings)
    portrait = once_an_edition(
        f"speaker {speaker.pk}", lambda: portraits.of_speaker(speaker, among)
    )
    asked = cast("StatementFilter", listing.asked)
    name = portraits.name_in_words(speaker) if tab == "about" else ""
    context = {"speaker": speaker, "listing": listing, "filter": asked, "tab": tab}
    if listing.query:
        page = page_of(request, listing.statements)
    elif tab == "about":
        page = page_of(request, listing.statements, count=portrait.about_count)
    else:
        total, values = portrait.time.total, {"speaker": speaker.pk}
        page = page_of(request, Keys(_newest, total, values, portrait.newest))
    context |= {"portrait": portrait, "page": page}
    context["name"] = name.strip('"')
    marked = parse(f"{name} {asked.chosen('q') or ''}")
    context["query"] = looked_up([marked])[0]
    return render(request, "statements/speaker.html", context)
