from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements import readings
from statements.addresses import outward
from statements.elsewhere import same_text


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    whole = settings.PUBLIC_FULL_TEXT or request.user.is_staff
    found = readings.find_article(pk, whole=whole)
    if found is None:
        raise Http404("There is no such article.")
    article = found.article
    context: dict[str, Any] = {"article": article, "newer": found.newer, "whole": whole}
    context["original"] = outward(article.url)
    context["copies"] = same_text(article)
    context["reading"] = readings.read(article, whole=whole)
    return render(request, "statements/article.html", context)
