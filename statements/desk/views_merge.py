from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from statements.desk import merging
from statements.desk.doors import NAME, READ, door
from statements.histories import rows_of
from statements.models import Action, Speaker
from statements.speakerfield import find_speaker

_KEY = re.compile("[0-9]{1,18}")
PER_PAGE = 30
ROWS = 12  # changed rows shown of one action
STATEMENTS = 200  # of one speaker, to choose from


@door(NAME)
def merge(request: HttpRequest) -> HttpResponse:
    """Show what a merge would move, and on a second yes do it."""
    typed = request.POST if request.method == "POST" else request.GET
    kind = typed.get("kind", "speaker")
    kind = kind if kind in merging.KINDS else "speaker"
    keep, gone = typed.get("keep", ""), typed.get("gone", "")
    context: dict[str, Any] = {
        "kind": kind,
        "keep": keep,
        "gone": gone,
        "kinds": [*merging.KINDS],
    }
    if keep and gone:
        try:
            plan = merging.plan(kind, keep, gone)
            if request.method == "POST" and typed.get("seen") == plan.seen:
                return _merged(request, plan)
            context["plan"] = plan
        except ValueError as error:
            context["problem"] = str(error)
    return render(request, "desk/merge.html", context)


def _merged(request: HttpRequest, plan: merging.Plan) -> HttpResponse:
    merging.merge(plan, request.user, request.POST.get("reason", ""))  # type: ignore[arg-type]
    messages.success(request, f"{plan.gone} is now {plan.keep}.")
    return redirect("history")


@door(NAME)
@require_safe
def statements_of(request: HttpRequest, slug: str) -> HttpResponse:
    """A speaker's statements, to move only some of them to somebody else."""
    speaker = get_object_or_404(Speaker, slug=slug)
    rows = speaker.statements.filter(current=True).select_related("article__outlet")
    found = rows.defer("article__text", "article__zones").order_by(
        "speaker_as_written", "pk"
    )
    context = {"speaker": speaker, "statements": found[:STATEMENTS]}
    return render(request, "desk/move.html", context)


@door(NAME)
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    keys = [int(key) for key in request.POST.getlist("chosen") if _KEY.fullmatch(key)]
    try:
        to = find_speaker(request.POST.get("speaker", ""))
    except ValueError as error:
        messages.error(request, str(error))
    else:
        count = merging.move_statements(keys, to, request.user)  # type: ignore[arg-type]
        messages.success(request, f"{count} moved to {to}.")
    return redirect(reverse("move-statements", args=[slug]))


@door(READ)
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """What editors did, the latest first, each to be taken back."""
    actions = Action.objects.select_related("by", "undone_by", "undoes")
    page = Paginator(actions, PER_PAGE).get_page(request.GET.get("page"))
    entries = [(action, action.changes.count(), rows_of(action, ROWS)) for action in page]
    return render(request, "desk/history.html", {"page": page, "entries": entries})
