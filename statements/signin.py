"""Signing in: name, password, and a one-time code where the account asks for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from config.clients import client_of
from statements.models.accounts import SecondFactor, SignInAttempt

TOO_MANY = "Too many tries. Wait five minutes, then try again."


class SignInForm(AdminAuthenticationForm):
    code = forms.CharField(
        label="One-time code",
        required=False,
        max_length=20,
        help_text="If you use an authenticator app; or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        """Count the try before the password is looked at, so that guessing gains nothing."""
        account = self.cleaned_data.get("username") or ""
        network = client_of(self.request) if self.request else ""
        attempt = SignInAttempt.begin(account, network)
        if attempt is None:
            raise ValidationError(TOO_MANY, code="throttled")
        cleaned: dict[str, Any] = super().clean()
        factor = SecondFactor.of(self.get_user())
        if factor and not factor.accept(cleaned.get("code") or ""):
            # The same words as for a wrong password, which thereby stays a guess.
            raise self.get_invalid_login_error()
        attempt.forget()
        return cleaned
