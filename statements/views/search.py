from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from statements.answers import answer
from statements.filters import StatementFilter
from statements.models import Statement

VIEWS = {
    "list": "statements",
    "context": "words in context",
    "speaker": "by speaker",
    "outlet": "by outlet",
}


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    if "" in request.GET.values():
        return HttpResponseRedirect(f"{request.path}?{_filled(request.GET).urlencode()}")
    asked = StatementFilter(request.GET, Statement.objects.public().for_display())
    view = request.GET.get("view", "list")
    view = view if view in VIEWS else "list"
    context = {"asked": asked, "views": VIEWS}
    if asked.is_valid():
        context["answer"] = answer(asked, request.GET.get("place", ""), view)
    return render(request, "statements/search.html", context)


def _filled(parameters: QueryDict) -> QueryDict:
    """Return only what has a value: a form sends its empty fields as well."""
    filled = QueryDict(mutable=True)
    for name, values in parameters.lists():
        filled.setlist(name, [value for value in values if value])
    return filled
