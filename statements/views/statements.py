from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    raise Http404
