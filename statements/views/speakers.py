from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def speakers(request: HttpRequest) -> HttpResponse:
    raise Http404


def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    raise Http404
