"""The doorway of the admin: what cannot be meant is refused before it reaches a query."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

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

    def admin_view[V: Callable[..., HttpResponseBase]](
        self, view: V, cacheable: bool = False
    ) -> V:
        return super().admin_view(refusing_nonsense(view), cacheable)


class EditorsConfig(AdminConfig):
    """Django's admin, with our doorway."""

    default_site = "statements.adminsite.EditorsSite"


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
