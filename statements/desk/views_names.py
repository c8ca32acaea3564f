from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from statements.desk.doors import READ, door
from statements.speakerfield import labels_of, suggest


@door(READ)
@require_safe
def speaker_names(request: HttpRequest) -> JsonResponse:
    """What a box for a speaker offers while a name is typed."""
    return JsonResponse({"names": labels_of(suggest(request.GET.get("q", "")))})
