from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from statements.desk import reading
from statements.desk.deciding import DEEDS, REASONS, ConflictError, decide, told
from statements.desk.doors import EDIT, NAME, READ, door
from statements.desk.queue import SHOWN, Queue, QueueForm
from statements.desk.rescuing import rescue
from statements.histories import changes_of, row_of
from statements.models import Action, Article, Statement
from statements.models.columns import fingerprint
from statements.models.history import undo
from statements.speakerfield import labels_of

if TYPE_CHECKING:
    from statements.models.record import StatementQuerySet

_KEY = re.compile("[0-9]{1,18}")
MOVES_ON = {"accept", "reject"}  # after these the next statement is shown


@door(READ)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The statement in hand beside its article, and everything that can be done to it."""
    queue = Queue(QueueForm(request.GET))
    statement = _asked_for(request) or queue.first()
    context: dict[str, Any] = {"queue": queue, "statement": statement}
    if statement is not None:
        context |= _beside(statement, queue)
    return render(request, "desk/review.html", context)


def _asked_for(request: HttpRequest) -> Statement | None:
    wanted = request.GET.get("at")
    if not wanted:
        return None
    return get_object_or_404(_shown(), public_id=wanted)


def _shown() -> StatementQuerySet:
    return Statement.objects.select_related(*SHOWN)


def _beside(statement: Statement, queue: Queue) -> dict[str, Any]:
    """Return what the page shows around a statement."""
    article = statement.article
    read = reading.read(article, statement) if article else None
    speakers = read.speakers if read else ()
    others = [one for one in speakers if one.pk != statement.speaker_id][:6]
    return {
        "reading": read,
        "seen": fingerprint(statement),
        "since": timezone.now().isoformat(),
        "earlier": queue.before(statement),
        "later": queue.after(statement),
        "candidates": labels_of(others),
        "reasons": REASONS,
        "kinds": Statement.Kind.choices,
        "history": changes_of(statement),
    }


@door(EDIT)
@require_POST
def act(request: HttpRequest, public_id: str, do: str) -> HttpResponse:
    """Do one thing to one statement, then show it again, or the next one."""
    if do not in DEEDS:
        raise Http404
    queue = Queue(QueueForm(request.GET))
    statement = get_object_or_404(_shown(), public_id=public_id)
    following = queue.after(statement)
    try:
        action = decide(request.user, public_id, do, request.POST.dict())  # type: ignore[arg-type]
    except ConflictError:
        return _conflict(request, statement, queue)
    except ValueError as error:
        messages.error(request, str(error))
        return _again(queue, statement, typed=request.POST.get("speaker", ""))
    messages.success(request, told(action, statement))
    return redirect(queue.address(following if do in MOVES_ON else statement))


def _again(queue: Queue, statement: Statement, typed: str) -> HttpResponse:
    """Show the statement again, with the name that nobody on record bears."""
    address = queue.address(statement)
    if typed:
        page, _, place = address.partition("#")
        query = HttpRequest().GET.copy()
        query["typed"] = typed[:150]
        address = f"{page}&{query.urlencode()}#{place}"
    return HttpResponseRedirect(address)


def _conflict(request: HttpRequest, statement: Statement, queue: Queue) -> HttpResponse:
    """Show what somebody else did in the meantime; nothing is overwritten."""
    since = request.POST.get("since", "")
    context = {
        "queue": queue,
        "statement": statement,
        "changes": changes_of(statement, since=_instant(since)),
        "back": queue.address(statement),
    }
    return render(request, "desk/conflict.html", context, status=409)


def _instant(written: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        return None
    return instant if instant.tzinfo else None


@door(EDIT)
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a passage that was left out, and show the first statement found there."""
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    start = request.POST.get("start", "")
    back = _safe(request, request.POST.get("back", ""))
    try:
        rows = rescue(article, int(start) if _KEY.fullmatch(start) else -1, request.user)  # type: ignore[arg-type]
    except ValueError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    found = (
        f"{len(rows)} statement{'s' * (len(rows) != 1)} found there"
        if rows
        else "no statement found there"
    )
    messages.success(request, f"The passage belongs to the article again; {found}.")
    return (
        redirect(Queue(QueueForm(request.GET)).address(rows[0]))
        if rows
        else HttpResponseRedirect(back)
    )


@door(EDIT)
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undo the editor's last action, or the one that is named."""
    actions = Action.objects.filter(by=request.user, undone_by=None, undoes=None)  # type: ignore[misc]
    if named := request.POST.get("action", ""):
        actions = Action.objects.filter(pk=int(named) if _KEY.fullmatch(named) else 0)
        if not request.user.has_perm(NAME):  # to take back what somebody else did
            actions = actions.filter(by=request.user)  # type: ignore[misc]
    back = _safe(request, request.POST.get("back", ""))
    action = actions.first()
    if action is None:
        messages.info(request, "There is nothing left to take back.")
        return HttpResponseRedirect(back)
    return _undone(request, action, back)


def _undone(request: HttpRequest, action: Action, back: str) -> HttpResponse:
    try:
        _, kept = undo(action, request.user)  # type: ignore[arg-type]
    except ValueError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    messages.success(request, f"Taken back: {action.get_verb_display()}.")
    for change in kept:
        said = f"Kept, because it was changed or is used since: {row_of(change)}."
        messages.warning(request, said)
    keys = action.changes.filter(table="statement").values_list("row", flat=True)
    statement = Statement.objects.filter(pk__in=list(keys[:1])).first()
    if statement is None or not back.startswith("/review/?"):
        return HttpResponseRedirect(back)
    return redirect(Queue(QueueForm(request.GET)).address(statement))


def _safe(request: HttpRequest, address: str) -> str:
    inside = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if inside and address.startswith("/") else "/review/"
