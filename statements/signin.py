"""Signing in by django-allauth: what is ours is who is asking, and what staff must keep."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import cache
from django.http import HttpRequest

from config.clients import client_of


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # it comes without types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        # A database that takes no writes fails here, and not as a limit that seems reached.
        cache.delete("writable")
        super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """Count for an account whatever host was asked for: a visitor can choose among many."""
        return str(credentials.get("username", "")).lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return who is asking; whoever cannot be told apart shares one limit."""
        return client_of(request) or "unknown"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # it comes without types
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether somebody may do without an app again."""
        return not settings.REQUIRE_SECOND_FACTOR

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


def has_second_factor(user: User | AnonymousUser) -> bool:
    """Tell whether this account asks for a code besides the password."""
    return bool(SecondFactors().is_mfa_enabled(user, [Authenticator.Type.TOTP]))
