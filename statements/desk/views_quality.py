from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.desk import quality as counting
from statements.desk.doors import READ, door


@door(READ)
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """How often the program was right, by rule, outlet and kind."""
    counted = counting.count()
    context = {"quality": counted, "tables": counted.by.items(), "sure": counting.SURE}
    return render(request, "desk/quality.html", context)


@door(READ)
@require_safe
def quality_table(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="quality.csv"'
    csv.writer(response).writerows(counting.table())
    return response
