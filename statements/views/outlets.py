from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def outlets(request: HttpRequest) -> HttpResponse:
    raise Http404


def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    raise Http404
