from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from statements import exports, passages
from statements.citations import FORMATS, Citation, cite
from statements.elsewhere import same_words
from statements.models import Statement
from statements.models.questions import Blank, Tree, composed_once
from statements.neighbours import neighbours_of
from statements.views.listings import answer, list_statements


@require_safe
def statement(
    request: HttpRequest, public_id: str, extension: str = ""
) -> HttpResponseBase:
    found = next(map(_STATEMENT.made_of, _at(address=public_id)), None)
    if found is None:
        return _taken_back(request, public_id)
    listing = list_statements(
        request,
        f"{found}",
        found.get_absolute_url(),
        lambda: Statement.objects.filter(pk=found.pk).for_display().order_by("pk"),
    )
    if extension:
        return answer(request, listing, extension)
    if found.replaced_by_id:
        first = Statement.objects.for_display().filter(pk=found.replaced_by_id)
        found.replaced_by = next(iter(first), None)
    cited = _cited(request, found)
    context = {"statement": found, "listing": listing, "cited": cited}
    context["source"] = exports.source_of(found)
    context["sentence"] = passages.sentence_of(found)
    context["copies"] = same_words(found)
    context["neighbours"] = neighbours_of(found)
    context["citations"] = [(form, form.write(cited)) for form in FORMATS.values()]
    return render(request, "statements/statement.html", context)


_STATEMENT = Tree(
    Statement,
    *("speaker", "on_behalf_of", "briefing", "article", "article__outlet"),
    without=("article__text", "article__zones"),
)


@composed_once
def _at() -> QuerySet[Any, Any]:
    shown = Statement.objects.addressable().filter(public_id=Blank("address"))
    return shown.values_list(*_STATEMENT.columns)


@require_safe
def citation(request: HttpRequest, public_id: str, form: str) -> HttpResponse:
    if form not in FORMATS:
        raise Http404(f"There is no citation in the form {form}")
    shown = Statement.objects.addressable().for_display()
    found = get_object_or_404(shown, public_id=public_id)
    chosen = FORMATS[form]
    name = f"statement-{public_id}.{chosen.extension}"
    return HttpResponse(
        chosen.write(_cited(request, found)),
        content_type=f"{chosen.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _taken_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say of a statement that was rejected that it is gone, of another that there is none."""
    get_object_or_404(Statement, public_id=public_id, state=Statement.State.REJECTED)
    return render(request, "statements/gone.html", status=410)


def _cited(request: HttpRequest, found: Statement) -> Citation:
    address = request.build_absolute_uri(found.get_absolute_url())
    return cite(found, address, settings.SITE_NAME)
