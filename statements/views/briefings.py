from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def briefings(request: HttpRequest) -> HttpResponse:
    raise Http404


def briefing(request: HttpRequest, slug: str) -> HttpResponse:
    raise Http404
