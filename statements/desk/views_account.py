from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from statements import totp
from statements.desk.doors import STAFF, door
from statements.models import SecondFactor


@door(STAFF)
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app, or do without it again. Both take a good code."""
    user: Any = request.user
    factor, _ = SecondFactor.objects.get_or_create(user=user)
    code = request.POST.get("code", "")[:40]
    context: dict[str, Any] = {"factor": factor}
    if request.method == "POST" and not factor.confirmed:
        context["codes"] = factor.confirm(code)
    elif request.method == "POST" and factor.accept(code):
        factor.delete()
        messages.success(request, "You sign in with your password alone again.")
        return redirect("second-factor")
    if request.method == "POST" and not context.get("codes"):
        messages.error(
            request, "This code is not good; wait for the next one and try that."
        )
    site = settings.SITE_NAME
    context["address"] = totp.address_of(factor.secret, user.get_username(), site)
    secret = factor.secret
    context["secret"] = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return render(request, "desk/second_factor.html", context)
