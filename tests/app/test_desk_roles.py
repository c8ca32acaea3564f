from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from statements.models import Action, Statement
from tests.app.test_admin import ADD, filled_in
from tests.factories import make_briefing, make_outlet, make_speaker, make_statement
from tests.signed_in import ROLES, as_role, group_of

pytestmark = pytest.mark.django_db


def test_each_role_may_do_what_the_one_before_it_may() -> None:
    granted = [set(group_of(role).permissions.all()) for role in ROLES]

    assert all(less < more for less, more in pairwise(granted))


def test_roles_that_a_test_emptied_are_made_anew() -> None:
    """So that no test depends on which one ran before it."""
    before = {role: set(group_of(role).permissions.all()) for role in ROLES}

    Group.objects.all().delete()

    assert {role: set(group_of(role).permissions.all()) for role in ROLES} == before


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("editor", 200), ("reviewer", 200)]
)
def test_who_may_enter_a_briefing(role: str, status: int) -> None:
    assert as_role(role).get(ADD).status_code == status


def test_an_editor_enters_a_briefing_and_its_statements() -> None:
    client = as_role("editor")
    form = filled_in({"speaker": make_speaker().name, "text": "No."})

    assert client.post(ADD, form).status_code == 302
    assert Statement.objects.get().state == "published"


def test_with_four_eyes_what_is_typed_waits_for_somebody_else(settings: Any) -> None:
    settings.FOUR_EYES = True
    anna, boris = as_role("editor", "anna"), as_role("editor", "boris")
    anna.post(ADD, filled_in({"speaker": make_speaker().name, "text": "No."}))
    statement = Statement.objects.get()
    accept = {"action": "accept", "_selected_action": [statement.pk]}

    def state(client: Client) -> str:
        client.post("/admin/statements/statement/", accept)
        return Statement.objects.get().state

    assert statement.state == "candidate"
    assert state(anna) == "candidate"
    assert state(boris) == "published"


def test_an_editor_takes_back_only_their_own_actions() -> None:
    statement = make_statement(state="candidate")
    anna, boris = as_role("editor", "anna"), as_role("editor", "boris")
    carla = as_role("reviewer", "carla")
    anna.post(
        "/admin/statements/statement/",
        {"action": "accept", "_selected_action": [statement.pk]},
    )
    form = {"action": Action.objects.get().pk}

    def state(client: Client) -> str:
        client.post("/review/undo/", form)
        return Statement.objects.get().state

    assert state(boris) == "published"
    assert state(carla) == "candidate"


@pytest.mark.parametrize("name", ["briefing", "statement", "article", "speaker", "outlet"])
def test_a_viewer_may_look_at_every_row_in_the_admin(name: str) -> None:
    statement = make_statement(briefing=make_briefing(host=make_speaker("Host")))
    rows = {
        "briefing": statement.briefing, "statement": statement, "article": statement.article,
        "speaker": statement.speaker, "outlet": make_outlet(),
    }  # fmt: skip
    row = rows[name]
    assert row

    client = as_role("viewer")

    assert client.get(f"/admin/statements/{name}/").status_code == 200
    assert client.get(f"/admin/statements/{name}/{row.pk}/change/").status_code == 200
    assert client.get(f"/admin/statements/{name}/{row.pk}/history/").status_code == 200
    assert client.post(f"/admin/statements/{name}/{row.pk}/change/").status_code == 403
