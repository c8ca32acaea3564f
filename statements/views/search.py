from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from statements.answers import find_answer
from statements.filters import StatementFilter
from statements.models import Statement
from statements.search import Everything, sentence
from statements.views.listings import answer, list_statements

LONGEST_TITLE = 200  # characters
VIEWS = {
    "list": "statements",
    "context": "words in context",
    "speaker": "by speaker",
    "outlet": "by outlet",
}


@require_safe
def search(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    if "" in request.GET.values():
        return HttpResponseRedirect(_without_empty_fields(request))
    if not extension:
        return _page(request)
    asked = StatementFilter(request.GET, Statement.objects.public().for_display())
    # Of several feeds of searches each is to be told from the others.
    told = sentence(asked.told) if asked.is_valid() else "Search"
    title = Truncator(told[:1].upper() + told[1:]).chars(LONGEST_TITLE)
    path = reverse("search")
    listing = list_statements(request, title, path, lambda: asked.found, asked)
    found = partial(Everything, asked.query, asked.choices, asked.order)
    return answer(request, replace(listing, everything=found), extension)


def _page(request: HttpRequest) -> HttpResponse:
    asked = StatementFilter(request.GET, Statement.objects.none())
    path = reverse("search")
    listing = list_statements(request, "Search", path, Statement.objects.none, asked)
    context = {"asked": asked, "views": VIEWS, "listing": listing}
    if asked.is_valid():
        view = request.GET.get("view", "list")
        view = view if view in VIEWS else "list"
        context["answer"] = find_answer(asked, request.GET.get("place", ""), view)
    return render(request, "statements/search.html", context)


def _without_empty_fields(request: HttpRequest) -> str:
    """Return the address without the fields of the form that were left empty."""
    filled = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        filled.setlist(name, [value for value in values if value])
    return f"{request.path}?{filled.urlencode()}" if any(filled.values()) else request.path
