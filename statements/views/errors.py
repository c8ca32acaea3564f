"""What a visitor sees when an address leads nowhere."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from statements.calendars import month_of
from statements.nearest import Neighbours, days_near

_DAY = re.compile(r"/(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"around": _nearest(request.path), "path": request.path}
    return render(request, "404.html", context, status=404)


def _nearest(path: str) -> Neighbours | None:
    """Return the days with statements around the one that the address seems to mean."""
    match = _DAY.match(path)
    if match is None:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    first = date(max(1, year), min(max(1, month), 12), 1)
    last = month_of(first)[1]
    return days_near(first.replace(day=min(max(1, day), last.day)))
