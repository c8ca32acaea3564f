"""Imports as staff see them: start one, watch it, stop it, go on, take it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from statements.desk.doors import ADD, door
from statements.desk.starting import StartForm, begin, import_root
from statements.importing.undoing import take_back
from statements.models import ImportedFile, Importer, ImportRun, ListedFile

RECENT = 50  # runs and outcomes shown
EVERY = 3  # seconds between two looks at a run that is under way


@door(ADD)
def imports(request: HttpRequest) -> HttpResponse:
    """List the last imports, and start another."""
    sent = request.method == "POST"
    form = StartForm(request.POST, request.FILES) if sent else StartForm()
    if sent and form.is_valid() and import_root():
        try:
            run = begin(form, request.user)  # type: ignore[arg-type]
        except OSError as error:
            form.add_error(None, f"The files could not be kept: {error.strerror or error}.")
        else:
            return redirect("import", run.pk)
    ImportRun.objects.give_up(timezone.now())
    runs = ImportRun.objects.select_related("started_by")[:RECENT]
    context = {"form": form, "runs": runs, "open": import_root() is not None}
    return render(request, "desk/imports.html", context)


@door(ADD)
@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import, again and again as long as it is under way."""
    ImportRun.objects.give_up(timezone.now())
    run = get_object_or_404(ImportRun.objects.select_related("started_by"), pk=pk)
    left = ListedFile.objects.filter(run=run).count()
    context = {
        "run": run,
        "left": left,
        "done": run.listed_count - left,
        "rate": _rate(run),
        "importers": Importer.objects.filter(run=run).alive(timezone.now()),
        "failures": ImportedFile.objects.filter(
            run=run, outcome=ImportedFile.Outcome.FAILED
        ).order_by("-pk")[:RECENT],
        "under_way": run.state in {*ImportRun.LIVE, ImportRun.State.WAITING},
        "resumable": run.state in ImportRun.RESUMABLE,
        "every": EVERY,
    }
    return render(request, "desk/import.html", context)


@door(ADD)
@require_POST
def import_do(request: HttpRequest, pk: int, do: str) -> HttpResponse:
    """Stop an import, let it go on, or take back what it brought."""
    run = get_object_or_404(ImportRun, pk=pk)
    if do == "stop":
        done = ImportRun.objects.filter(pk=pk).ask_to_stop()
        said = "It stops after the articles in hand."
    elif do == "resume":
        done = ImportRun.objects.filter(pk=pk).ask_to_go_on()
        said = "It goes on as soon as a worker is free."
    elif do == "undo":
        done, said = _undone(request, run), f"{run} was taken back."
    else:
        raise Http404
    if done:
        messages.success(request, said)
    else:
        messages.error(request, f"{run} is {run.get_state_display()}: nothing was done.")
    return redirect("import", pk)


def _undone(request: HttpRequest, run: ImportRun) -> bool:
    if not request.user.has_perm("statements.delete_article"):
        raise PermissionDenied
    if run.state in {*ImportRun.LIVE, ImportRun.State.WAITING}:
        return False
    for row in take_back(run, request.user):  # type: ignore[arg-type]
        said = f"“{row}” was kept, because an editor or a later version needs it."
        messages.warning(request, said)
    return True


def _rate(run: ImportRun) -> Any:
    """Return articles a second, since it was begun; None before there are any."""
    until = run.finished_at or run.heard_from_at
    seconds = (until - run.started_at) / timedelta(seconds=1)
    return run.article_count / seconds if seconds >= 1 and run.article_count else None
