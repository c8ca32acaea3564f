from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError

from statements.models import Action, Change, Speaker, SpeakerName, Statement
from statements.models.columns import columns_of, fingerprint
from statements.models.history import record, undo
from tests.factories import make_speaker, make_statement

pytestmark = pytest.mark.django_db
Verb = Action.Verb


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna", is_staff=True)


def test_a_change_keeps_only_the_columns_that_changed(anna: User) -> None:
    statement = make_statement(state="candidate")

    with record(anna, Verb.ACCEPTED) as log:
        statement.state = "published"
        log.save(statement)

    change = Change.objects.of(statement).get()
    before, after = change.before or {}, change.after or {}
    assert set(before) == set(after) == {"state", "changed_at"}
    assert (before["state"], after["state"]) == ("candidate", "published")


def test_undo_restores_the_identical_row(anna: User) -> None:
    statement = make_statement(state="candidate")
    before = columns_of(Statement, [statement.pk])
    with record(anna, Verb.EDITED) as log:
        statement.speaker = make_speaker("Ilham Aliyev")
        statement.set_day("2021-08")
        log.save(statement)

    _, kept = undo(log.action, anna)

    assert kept == []
    assert columns_of(Statement, [statement.pk]) == before


def test_undoing_an_undo_does_it_again(anna: User) -> None:
    statement = make_statement(state="candidate")
    with record(anna, Verb.REJECTED) as log:
        log.update(Statement.objects.filter(pk=statement.pk), state="rejected")
    after = fingerprint(statement)

    undone, _ = undo(log.action, anna)
    undo(undone, anna)

    assert fingerprint(statement) == after


def test_an_action_is_undone_once(anna: User) -> None:
    with record(anna, Verb.ENTERED) as log:
        log.save(Speaker(slug="x", name="X"))
    undo(log.action, anna)

    with pytest.raises(ValueError, match="already"):
        undo(log.action, anna)


def test_a_row_that_was_changed_since_is_kept_and_listed(anna: User) -> None:
    touched, untouched = (
        make_statement(state="candidate"),
        make_statement(state="candidate"),
    )
    with record(anna, Verb.ACCEPTED) as log:
        log.update(Statement.objects.all(), state="published")
    with record(anna, Verb.REJECTED) as later:
        later.update(Statement.objects.filter(pk=touched.pk), state="rejected")

    _, kept = undo(log.action, anna)

    assert [change.row for change in kept] == [touched.pk]
    assert Statement.objects.get(pk=touched.pk).state == "rejected"
    assert Statement.objects.get(pk=untouched.pk).state == "candidate"


def test_rows_that_were_made_go_and_rows_that_were_deleted_come_back(anna: User) -> None:
    speaker = make_speaker("Maria Zakharova")
    spelling = SpeakerName.objects.get()
    key = spelling.pk
    with record(anna, Verb.EDITED) as log:
        log.delete(spelling)
        log.save(SpeakerName(speaker=speaker, name="Zakharova", key="zakharova"))

    undo(log.action, anna)

    assert list(SpeakerName.objects.values_list("pk", "name")) == [(key, "Maria Zakharova")]


def test_a_new_row_that_others_hang_on_is_not_taken_away(anna: User) -> None:
    with record(anna, Verb.ENTERED) as log:
        log.save(Speaker(slug="new", name="New"))
    speaker = Speaker.objects.get()
    make_statement(speaker=speaker)

    _, kept = undo(log.action, anna)

    assert len(kept) == 1
    assert Speaker.objects.get() == speaker


def test_an_action_that_changes_nothing_leaves_no_trace(anna: User) -> None:
    make_statement(state="published")

    with record(anna, Verb.ACCEPTED) as log:
        log.update(Statement.objects.all(), state="published")

    assert not Action.objects.exists()


def test_an_action_that_fails_leaves_no_trace(anna: User) -> None:
    statement = make_statement(state="candidate")

    with pytest.raises(DatabaseError), record(anna, Verb.ACCEPTED) as log:
        log.update(Statement.objects.all(), state="published", kind=None)

    assert Statement.objects.get(pk=statement.pk).state == "candidate"
    assert not Action.objects.exists()


def test_the_fingerprint_of_a_row_changes_with_any_column() -> None:
    statement = make_statement()
    before = fingerprint(statement)

    Statement.objects.update(confidence=0.5)

    assert fingerprint(statement) != before
