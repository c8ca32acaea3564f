from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from statements.models import Action, Speaker, SpeakerName, Statement
from tests.app.test_admin import ADD, filled_in
from tests.factories import make_briefing, make_outlet, make_speaker, make_statement

pytestmark = pytest.mark.django_db

NOBODY, ALL = [], ["viewer", "editor", "reviewer", "administrator"]  # type: ignore[var-annotated]
EDITORS, REVIEWERS = ALL[1:], ALL[2:]
# Who may look, and who may do. A page of the desk without a line here fails the test below.
RULES = {
    "review": (ALL, NOBODY),
    "review-act": (NOBODY, EDITORS),
    "review-undo": (NOBODY, EDITORS),
    "review-rescue": (NOBODY, EDITORS),
    "desk-speaker-names": (ALL, NOBODY),
    "quality": (ALL, NOBODY),
    "quality-table": (ALL, NOBODY),
    "history": (ALL, NOBODY),
    "paste": (EDITORS, EDITORS),
    "second-factor": (ALL, ALL),
    "names": (REVIEWERS, NOBODY),
    "inspect-name": (NOBODY, REVIEWERS),
    "merge": (REVIEWERS, REVIEWERS),
    "move-statements": (REVIEWERS, NOBODY),
    "move": (NOBODY, REVIEWERS),
}


def as_role(role: str, name: str = "") -> Client:
    client = Client()
    if role == "visitor":
        return client
    user = User.objects.create_user(name or role, is_staff=role != "reader")
    if role in ALL:
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def names_under(prefix: str) -> Iterator[str]:
    def walk(
        patterns: list[URLPattern | URLResolver], path: str
    ) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            else:
                yield here, pattern.name or ""

    return (
        name
        for path, name in walk(get_resolver().url_patterns, "")
        if path.startswith(prefix)
    )


def address_of(name: str) -> str:
    statement = Statement.objects.get()
    arguments: dict[str, list[Any]] = {
        "review-act": [statement.public_id, "wait"],
        "review-rescue": [statement.article_id],
        "inspect-name": [SpeakerName.objects.all()[0].pk],
        "move-statements": [Speaker.objects.get().slug],
        "move": [Speaker.objects.get().slug],
    }
    return reverse(name, args=arguments.get(name, []))


def test_every_page_of_the_desk_has_a_rule() -> None:
    assert set(names_under("review/")) == set(RULES)


@pytest.mark.parametrize("role", ["visitor", "reader", *ALL])
def test_a_role_may_do_what_its_rule_says_and_nothing_more(role: str) -> None:
    make_statement(state="candidate")
    client = as_role(role)

    wrong = []
    for name, allowed in RULES.items():
        address = address_of(name)
        for method, roles in zip(("get", "post"), allowed, strict=True):
            status = getattr(client, method)(address).status_code
            outside = role in {"visitor", "reader"}
            let_in = status not in {403, 405} and not (outside and status == 302)
            if let_in != (role in roles):
                wrong.append((name, method, status))

    assert wrong == []


def test_each_role_may_do_what_the_one_before_it_may() -> None:
    granted = [set(Group.objects.get(name=role).permissions.all()) for role in ALL]

    assert all(less < more for less, more in pairwise(granted))


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
