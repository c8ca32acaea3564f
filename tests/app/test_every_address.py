"""Every address of the site, by every method, for everybody: who is let in is declared here."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.template import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from statements.models import (
    Action,
    Article,
    Briefing,
    Change,
    ImportRun,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from tests.factories import make_briefing, make_speaker, make_statement
from tests.signed_in import ROLES, as_role, group_of

pytestmark = pytest.mark.django_db

METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
READS = {"GET", "HEAD"}
NOBODY: list[str] = []
EDITORS, REVIEWERS, ADMINISTRATORS = ROLES[1:], ROLES[2:], ROLES[3:]
SIGNED_IN = ["reader", *ROLES]  # a reader has an account, but is no staff
EVERYBODY = ["visitor", *SIGNED_IN]


class Rule(NamedTuple):
    """Who may look (GET, HEAD) and who may do something (POST).

    Other methods are refused to whoever may do neither, and change nothing for anybody.
    """

    look: list[str]
    do: list[str]


PUBLIC = Rule(EVERYBODY, NOBODY)
STAFF = Rule(ROLES, ROLES)

RULES = {
    # What readers see.
    **dict.fromkeys(
        "home search search-data dates undated undated-data year year-data month month-data "
        "day day-data speakers speaker speaker-data speaker-about speaker-about-data outlets outlet outlet-data briefings "
        "briefing briefing-data article statement statement-data citation about method search-help "
        "coverage coverage-data".split(),
        PUBLIC,
    ),
    # The desk.
    "review": Rule(ROLES, NOBODY),
    "review-act": Rule(NOBODY, EDITORS),
    "review-undo": Rule(NOBODY, EDITORS),
    "review-rescue": Rule(NOBODY, EDITORS),
    "desk-speaker-names": Rule(ROLES, NOBODY),
    "quality": Rule(ROLES, NOBODY),
    "quality-table": Rule(ROLES, NOBODY),
    "history": Rule(ROLES, NOBODY),
    "paste": Rule(EDITORS, EDITORS),
    "imports": Rule(EDITORS, EDITORS),
    "import": Rule(EDITORS, NOBODY),
    "import-do": Rule(NOBODY, EDITORS),
    "names": Rule(REVIEWERS, NOBODY),
    "inspect-name": Rule(NOBODY, REVIEWERS),
    "merge": Rule(REVIEWERS, REVIEWERS),
    "move-statements": Rule(REVIEWERS, NOBODY),
    "move": Rule(NOBODY, REVIEWERS),
    # Accounts.
    "account_login": Rule(EVERYBODY, EVERYBODY),
    "account_logout": Rule(EVERYBODY, EVERYBODY),
    "account_inactive": PUBLIC,
    "account_reauthenticate": Rule(SIGNED_IN, SIGNED_IN),
    "mfa_authenticate": Rule(SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate": Rule(SIGNED_IN, SIGNED_IN),
    "mfa_index": Rule(SIGNED_IN, NOBODY),
    "mfa_activate_totp": Rule(SIGNED_IN, SIGNED_IN),
    "mfa_deactivate_totp": Rule(SIGNED_IN, SIGNED_IN),
    "mfa_view_recovery_codes": Rule(SIGNED_IN, NOBODY),
    "mfa_generate_recovery_codes": Rule(SIGNED_IN, SIGNED_IN),
    "mfa_download_recovery_codes": Rule(SIGNED_IN, SIGNED_IN),
    # The admin.
    "admin:index": STAFF,
    "admin:login": STAFF,
    "admin:logout": Rule(
        ["visitor", "reader"], EVERYBODY
    ),  # they are led to the front page
    "admin:password_change": STAFF,
    "admin:password_change_done": Rule(ROLES, NOBODY),
    "admin:autocomplete": Rule(ROLES, NOBODY),
    "admin:jsi18n": Rule(ROLES, NOBODY),
    "admin:view_on_site": STAFF,
    "admin:app_list": STAFF,
    "admin:": STAFF,  # addresses that only lead elsewhere, or to "not found"
    "admin:auth_user_password_change": Rule(ADMINISTRATORS, ADMINISTRATORS),
}


class Rows(NamedTuple):
    """Who may do what with the rows of one model in the admin."""

    view: list[str]
    add: list[str]
    change: list[str]
    delete: list[str]


ADMIN = {
    "statements_briefing": Rows(ROLES, EDITORS, EDITORS, ADMINISTRATORS),
    "statements_statement": Rows(ROLES, EDITORS, EDITORS, ADMINISTRATORS),
    "statements_outlet": Rows(ROLES, EDITORS, EDITORS, ADMINISTRATORS),
    "statements_article": Rows(ROLES, NOBODY, EDITORS, ADMINISTRATORS),
    "statements_speaker": Rows(ROLES, REVIEWERS, REVIEWERS, ADMINISTRATORS),
    "statements_speakername": Rows(ROLES, REVIEWERS, REVIEWERS, ADMINISTRATORS),
    "statements_importrun": Rows(ROLES, NOBODY, NOBODY, NOBODY),
    "mfa_authenticator": Rows(ADMINISTRATORS, NOBODY, NOBODY, ADMINISTRATORS),
    "auth_user": Rows(*[ADMINISTRATORS] * 4),
    "auth_group": Rows(*[ADMINISTRATORS] * 4),
}
for _model, _rows in ADMIN.items():
    RULES |= {
        f"admin:{_model}_changelist": Rule(_rows.view, _rows.view),
        f"admin:{_model}_add": Rule(_rows.add, _rows.add),
        f"admin:{_model}_change": Rule(_rows.view, _rows.change),
        f"admin:{_model}_delete": Rule(_rows.delete, _rows.delete),
        f"admin:{_model}_history": Rule(_rows.view, _rows.view),
    }


def names() -> set[str]:
    """Return the name of every address of the site."""

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield space + (pattern.name or "")
            else:
                inside = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, space + inside)

    return set(walk(get_resolver().url_patterns, ""))


def addresses() -> dict[str, str]:
    """Return an address for each name, of a row that is there."""
    statement = make_statement(
        briefing=make_briefing(host=make_speaker("Host")), state="candidate"
    )
    run = ImportRun.objects.create(source="x")
    parts, keys = parts_of(statement, run), keys_of(statement, run)
    return {name: _address(name, parts, keys) for name in RULES}


def parts_of(statement: Statement, run: ImportRun) -> dict[str, list[Any]]:
    """Return what stands in an address, by its name."""
    assert statement.article
    assert statement.speaker
    assert statement.briefing
    return {
        "year": [2021],
        "month": [2021, 8],
        "day": [2021, 8, 19],
        "speaker": [statement.speaker.slug],
        "speaker-about": [statement.speaker.slug],
        "outlet": [statement.article.outlet.slug],
        "briefing": [statement.briefing.slug],
        "article": [statement.article.pk],
        "statement": [statement.public_id],
        "citation": [statement.public_id, "apa"],
        "review-act": [statement.public_id, "wait"],
        "review-rescue": [statement.article.pk],
        "import": [run.pk],
        "import-do": [run.pk, "resume"],
        "inspect-name": [SpeakerName.objects.all()[0].pk],
        "move-statements": [statement.speaker.slug],
        "move": [statement.speaker.slug],
        "admin:view_on_site": [
            ContentType.objects.get_for_model(Statement).pk,
            statement.pk,
        ],
        "admin:app_list": ["statements"],
    }


def keys_of(statement: Statement, run: ImportRun) -> dict[str, Any]:
    """Return the key of a row of each model of the admin."""
    somebody = User.objects.create_user("somebody")
    factor = Authenticator.objects.create(user=somebody, type="totp", data={"secret": "A"})
    assert statement.article
    return {
        "briefing": statement.briefing_id, "statement": statement.pk,
        "outlet": statement.article.outlet_id, "article": statement.article_id,
        "speaker": statement.speaker_id,
        "speakername": SpeakerName.objects.all()[0].pk, "importrun": run.pk,
        "user": somebody.pk, "group": group_of("viewer").pk, "authenticator": factor.pk,
    }  # fmt: skip


def _address(name: str, parts: dict[str, list[Any]], keys: dict[str, Any]) -> str:
    if name == "admin:":
        return "/admin/no/such/page/"
    if name == "admin:autocomplete":
        query = "?app_label=statements&model_name=statement&field_name=briefing&term=x"
        return reverse(name) + query
    if name.startswith("admin:"):
        app, model, verb = (name.removeprefix("admin:") + "__").split("_", 2)
        if f"{app}_{model}" in ADMIN:
            alone = verb.startswith(("changelist", "add"))
            return reverse(name, args=[] if alone else [keys[model]])
    about, _, form = name.rpartition("-")
    if form == "data" and about != "coverage":
        return reverse(name, args=[*parts.get(about, []), "json"])
    return reverse(name, args=parts.get(name, []))


class Asking:
    """Somebody who asks for addresses; what an answer changed is taken back."""

    def __init__(self, client: Client) -> None:
        self.client = client
        session = client.cookies.get(settings.SESSION_COOKIE_NAME)
        self.session = session.value if session else ""
        self.before = content()
        self.changed = self.wrote = False

    def ask(self, method: str, address: str) -> str:
        """Return "" for who is let in, else how they were refused."""
        self.wrote = False
        with transaction.atomic(), connection.execute_wrapper(self._watch):
            response: Any = self.client.generic(method, address)
            self.changed = self.wrote and content() != self.before
            transaction.set_rollback(True)
        if self.session:  # which signing out takes away
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        return refusal(response)

    def _watch(self, execute: Any, sql: str, *more: Any) -> Any:
        self.wrote = self.wrote or sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, *more)


def content() -> list[Any]:
    """Return what tells whether an editor, or anything else, changed the record."""
    tables = (Action, Change, Statement, Article, Briefing, Speaker, SpeakerName, Outlet)
    counts = " UNION ALL ".join(
        f"SELECT COUNT(*), MAX(id) FROM {model._meta.db_table}"  # noqa: S608
        for model in (*tables, Authenticator, User, Group)
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return list(cursor.fetchall())


def refusal(response: Any) -> str:
    status = response.status_code
    if status == 302 and response["Location"].startswith(SIGN_IN):
        return "asked to sign in"
    return {403: "forbidden", 405: "no such method"}.get(status, "")


SIGN_IN = ("/account/sign-in/", "/admin/login/")


def faults_of(role: str, method: str, name: str, asking: Asking, address: str) -> list[str]:
    """Return what is otherwise than the rule says."""
    rule = RULES[name]
    refused = asking.ask(method, address)
    if method in READS or method == "POST":
        may = role in (rule.look if method in READS else rule.do)
        wrong = may == bool(refused)
    else:
        may = role in rule.look + rule.do
        wrong = not may and not refused and method != "OPTIONS"
    faults = [f"{method} {address}: {refused or 'let in'}"] if wrong else []
    if asking.changed and not (may and method == "POST"):
        faults.append(f"{method} {address} changed something")
    return faults


def test_every_address_has_a_rule() -> None:
    assert names() == set(RULES)


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_may_do_what_the_rules_say_and_nothing_more(
    role: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Who is let in does not depend on what is shown, which is most of the work.
    monkeypatch.setattr(Template, "render", lambda *_: "")
    monkeypatch.setattr(AdminSite, "each_context", lambda *_: {})
    caplog.set_level(logging.CRITICAL, "django.request")
    client = as_role(role)
    if user := User.objects.filter(username=role).first():
        # One who knows their permissions already, so that they are asked for once.
        monkeypatch.setattr("django.contrib.auth.middleware.get_user", lambda _: user)
    places = addresses()
    asking = Asking(client)

    faults = [
        fault
        for name, address in places.items()
        for method in METHODS
        for fault in faults_of(role, method, name, asking, address)
    ]

    assert not faults, "\n".join(faults)
    assert Action.objects.count() == 0
