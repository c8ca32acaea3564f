from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.filters import StatementFilter
from statements.models import Statement

PER_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = StatementFilter(request.GET, Statement.objects.public().for_display())
    page = Paginator(asked.found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "statements/search.html", {"asked": asked, "page": page})
