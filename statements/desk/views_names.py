from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from statements.desk import naming
from statements.desk.doors import NAME, READ, door
from statements.models import SpeakerName
from statements.speakerfield import labels_of, suggest

PER_PAGE = 20
STATES = dict(SpeakerName.State.choices)


@door(READ)
@require_safe
def speaker_names(request: HttpRequest) -> JsonResponse:
    """What a box for a speaker offers while a name is typed."""
    return JsonResponse({"names": labels_of(suggest(request.GET.get("q", "")))})


@door(NAME)
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Spellings to inspect, with whom they may mean and where they were seen."""
    state = request.GET.get("state", "")
    state = state if state in STATES else SpeakerName.State.NEW
    spellings = SpeakerName.objects.filter(state=state).select_related("speaker")
    page = Paginator(spellings.order_by("name", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    entries = [_entry(spelling) for spelling in page]
    context = {"page": page, "entries": entries, "state": state, "states": STATES}
    return render(request, "desk/names.html", context)


def _entry(spelling: SpeakerName) -> dict[str, Any]:
    linked = naming.linked_by(spelling)
    candidates = [one for one in suggest(spelling.name) if one != spelling.speaker]
    return {
        "spelling": spelling,
        "count": linked.count(),
        "places": linked.select_related("article__outlet").order_by(
            F("latest").desc(nulls_last=True), "pk"
        )[: naming.PLACES],
        "candidates": labels_of(candidates[:4]) if candidates else [],
    }


@door(NAME)
@require_POST
def inspect(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide whose a spelling is."""
    spelling = get_object_or_404(SpeakerName, pk=pk)
    back = HttpResponseRedirect(f"{reverse('names')}?{request.GET.urlencode()}")
    if request.POST.get("seen") != f"{spelling.speaker_id}:{spelling.state}":
        messages.error(request, f"Somebody else was at “{spelling}” first; look again.")
        return back
    do, typed = request.POST.get("do"), request.POST.get("speaker", "")
    try:
        if do == "ignore":
            naming.ignore(spelling, request.user)  # type: ignore[arg-type]
        else:
            naming.assign(spelling, typed, request.user, new=do == "new")  # type: ignore[arg-type]
    except ValueError as error:
        messages.error(request, str(error))
        return back
    messages.success(request, f"Done: “{spelling}”.")
    return redirect(back["Location"])
