from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import directories, portraits
from statements.models import Outlet, Statement
from statements.views.editions import once_an_edition
from statements.views.listings import PER_PAGE, answer, find_named, list_asked, moved


@require_safe
def outlets(request: HttpRequest) -> HttpResponseBase:
    return render(
        request,
        "statements/outlets.html",
        {"entries": once_an_edition("outlets", directories.outlet_entries)},
    )


@require_safe
def outlet(request: HttpRequest, slug: str, extension: str = "") -> HttpResponseBase:
    found = find_named(Outlet.objects.all(), slug)
    if found.slug != slug:
        return moved(request, "outlet", found.slug, extension)
    listing = list_asked(
        request, found, lambda: Statement.objects.public().filter(article__outlet=found)
    )
    if extension:
        return answer(request, listing, extension)
    articles = Paginator(directories.articles_of(found), PER_PAGE)
    context = {"outlet": found, "listing": listing}
    context["portrait"] = once_an_edition(
        f"outlet {found.pk}", lambda: portraits.of_outlet(found)
    )
    context["page"] = articles.get_page(request.GET.get("page"))
    return render(request, "statements/outlet.html", context)
