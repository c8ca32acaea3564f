"""An editor at the review queue: a browser, a statement that waits, and the buttons."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client

from statements.models import Statement
from statements.models.columns import fingerprint
from tests.factories import make_article, make_statement

TEXT = (
    "Zakharova said it was not true. “It is a lie, pure and simple,” she added on Monday."
)


def editor(name: str = "anna") -> Client:
    """The browser of an editor who may review and nothing more."""
    user = User.objects.create_user(name, is_staff=True)
    names = ["view_statement", "change_statement"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


def make_candidate() -> Statement:
    return make_statement(
        "It is a lie",
        article=make_article(TEXT),
        state="candidate",
        rule="after-cue",
        confidence=0.6,
    )


def page_of(client: Client, statement: Statement, query: str = "") -> str:
    return client.get(f"/review/?at={statement.public_id}{query}").content.decode()


def do(client: Client, statement: Statement, deed: str, **typed: Any) -> HttpResponse:
    """Press a button of the page as it is now."""
    form = {"seen": fingerprint(statement), "since": "2021-01-01T00:00:00+00:00", **typed}
    address = f"/review/{statement.public_id}/{deed}/"
    response: Any = client.post(address, form, follow=True)
    statement.refresh_from_db()
    return response  # type: ignore[no-any-return]
