from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements import directories, portraits
from statements.filters import StatementFilter
from statements.models import Outlet, Statement
from statements.views.listings import PER_PAGE, answer, list_statements, moved
from statements.views.repeats import once_an_edition


@require_safe
def outlets(request: HttpRequest) -> HttpResponseBase:
    return render(
        request,
        "statements/outlets.html",
        {"entries": once_an_edition("outlets", directories.outlet_entries)},
    )


@require_safe
def outlet(request: HttpRequest, slug: str, extension: str = "") -> HttpResponseBase:
    named = Q(slug=slug) | Q(old_slugs__slug=slug)
    found = get_object_or_404(Outlet.objects.distinct(), named)
    if found.slug != slug:
        return moved(request, "outlet", found.slug, extension)
    reported = Statement.objects.public().filter(article__outlet=found)
    if extension:
        filters = StatementFilter(request.GET, reported.for_display())
        listing = list_statements(
            request, found.name, found.get_absolute_url(), filters.found
        )
        return answer(request, listing, extension, filters)
    articles = Paginator(directories.articles_of(found), PER_PAGE)
    listing = list_statements(request, found.name, found.get_absolute_url(), reported)
    context = {
        "outlet": found,
        "portrait": once_an_edition(
            f"outlet {found.pk}", lambda: portraits.of_outlet(reported)
        ),
    }
    context |= {"page": articles.get_page(request.GET.get("page")), "listing": listing}
    return render(request, "statements/outlet.html", context)
