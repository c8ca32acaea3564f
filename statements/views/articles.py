from __future__ import annotations

from django.conf import settings
from django.db.models import FETCH_RAISE
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements import passages
from statements.addresses import outward
from statements.elsewhere import same_text
from statements.models import Article


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    whole = settings.PUBLIC_FULL_TEXT or request.user.is_staff
    articles = Article.objects.select_related("outlet", "agency", "supersedes", "newer")
    articles = articles.defer(*passages.unread_columns(whole=whole)).fetch_mode(FETCH_RAISE)
    found = get_object_or_404(articles, pk=pk)
    context = {"article": found, "original": outward(found.url), "whole": whole}
    context["copies"] = same_text(found)
    context["reading"] = passages.read(found, whole=whole)
    return render(request, "statements/article.html", context)
