from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from statements.desk import reading
from statements.desk.doors import ADD, door
from statements.desk.pasting import Corrections, PasteForm, extraction_of, source_of, stored
from statements.importing.sources import Source
from statements.importing.store import Outcome
from statements.models import Article, Outlet


@door(ADD)
def paste(request: HttpRequest) -> HttpResponse:
    """Paste a source, see what is found in it, save it."""
    form = PasteForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "outlets": Outlet.objects.values_list("name")}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/paste.html", context)
    try:
        source = source_of(form)
        if "save" in request.POST:
            return _saved(request, form, source)
        return _previewed(request, form, source, context)
    except ValueError as error:
        form.add_error(None, str(error))
        return render(request, "desk/paste.html", context)


def _corrections(request: HttpRequest) -> Corrections:
    found, meant = request.POST.getlist("found"), request.POST.getlist("meant")
    names = tuple(zip(found, (" ".join(name.split()) for name in meant), strict=False))
    return Corrections(names, new="new" in request.POST)


def _waiting(count: int) -> str:
    return (
        "1 statement waits for review."
        if count == 1
        else f"{count} statements wait for review."
    )


def _saved(request: HttpRequest, form: PasteForm, source: Source) -> HttpResponse:
    extraction, corrections = extraction_of(form, source), _corrections(request)
    with stored(source, extraction, request.user, corrections) as done:  # type: ignore[arg-type]
        known = done.outcome is Outcome.UNCHANGED
    said = "This text is on record already." if known else _waiting(done.statement_count)
    messages.success(request, said)
    return redirect(f"{reverse('review')}?article={done.article}")


def _previewed(
    request: HttpRequest, form: PasteForm, source: Source, context: dict[str, Any]
) -> HttpResponse:
    """Store the source, show it, and take it all back."""
    extraction = extraction_of(form, source)
    filled = request.POST.copy()
    filled["text"] = source.text  # an uploaded file need not be sent again
    context["form"] = PasteForm(filled)
    with transaction.atomic():
        with stored(source, extraction, request.user, _corrections(request)) as done:  # type: ignore[arg-type]
            article = Article.objects.select_related("outlet").get(pk=done.article or 0)
            rows = article.statements.filter(current=True).order_by("start", "pk")
            found = list(rows.select_related("speaker", "on_behalf_of", "briefing"))
            context |= {
                "article": article,
                "known": done.outcome is Outcome.UNCHANGED,
                "reading": reading.read(article),
                "found": found,
                "named": dict(Counter(row.speaker.name for row in found if row.speaker)),
                "new": _corrections(request).new,
            }
            response = render(request, "desk/paste.html", context)
        transaction.set_rollback(True)
    return response
