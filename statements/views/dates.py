from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse


def dates(request: HttpRequest) -> HttpResponse:
    raise Http404


def undated(request: HttpRequest) -> HttpResponse:
    raise Http404


def year(request: HttpRequest, year: int) -> HttpResponse:
    raise Http404


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    raise Http404


def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    raise Http404
