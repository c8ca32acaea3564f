"""The doorway of the admin: what cannot be meant is refused before it reaches a query."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from statements.signin import has_second_factor

LONGEST = 200  # characters of one parameter
NESTED = {"_changelist_filters", "next"}  # parameters that hold a whole query
LONGEST_NESTED = 2_000
# Larger numbers fit no column of either database.
_MALFORMED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[0-9]{19}")
_ROW = re.compile("[0-9]{1,18}")


class EditorsSite(AdminSite):
    site_header = "On the Record: the editors’ desk"
    site_title = "On the Record"
    index_title = "What would you like to do?"

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send everybody to the one page for signing in: Django's own asks for no code."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise PermissionDenied
        following = request.GET.get("next", reverse("admin:index"))
        return redirect_to_login(following, reverse("account_login"))

    def admin_view[V: Callable[..., HttpResponseBase]](
        self, view: V, cacheable: bool = False
    ) -> V:
        return super().admin_view(with_second_factor(refusing_nonsense(view)), cacheable)


def refusing_nonsense[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """Answer 400 to parameters that no link and no form of ours can have made."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        for name, values in request.GET.lists():
            if any(_malformed(name, value) for value in values):
                raise BadRequest(f"{name[:40]!r} has a value that cannot be meant")
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(_ROW.fullmatch(key) for key in chosen):
            raise BadRequest("a chosen row is not a number")
        return view(request, *args, **kwargs)

    return cast(V, checked)


def _malformed(name: str, value: str) -> bool:
    longest = LONGEST_NESTED if name in NESTED else LONGEST
    return bool(len(value) > longest or _MALFORMED.search(name + value))


def with_second_factor[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """Send an account that lacks a required second factor to the page that sets it up."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if lacks_second_factor(request) and request.path != reverse("admin:logout"):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return view(request, *args, **kwargs)

    return cast(V, checked)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Tell whether staff are asked for a second factor that this account has not."""
    user = request.user
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated:
        return False
    return user.is_staff and not has_second_factor(user)
