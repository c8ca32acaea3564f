"""Who may come in. Every page of the desk names one of these, and a test looks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from statements.adminsite import refusing_nonsense, with_second_factor

type View = Callable[..., HttpResponseBase]

READ = "statements.view_statement"
EDIT = "statements.change_statement"
NAME = "statements.change_speaker"
ADD = "statements.add_article"


def door(permission: str, *, writes: str = "") -> Callable[[View], View]:
    """Let in staff with this permission, and with `writes` for anything but reading."""

    def closed(view: View) -> View:
        checked = with_second_factor(refusing_nonsense(view))

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not (user.is_active and user.is_staff):
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            reading = request.method in {"GET", "HEAD"}
            wanted = permission if reading or not writes else writes
            if wanted and not user.has_perm(wanted):
                raise PermissionDenied
            if any("\0" in value for _, values in request.POST.lists() for value in values):
                raise BadRequest("A character that no form of ours can hold.")
            return checked(request, *args, **kwargs)

        guarded.door = permission  # type: ignore[attr-defined]
        return never_cache(guarded)

    return closed
