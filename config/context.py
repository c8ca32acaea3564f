"""What every template may ask about the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return `site_name` for templates."""
    return {"site_name": settings.SITE_NAME}
