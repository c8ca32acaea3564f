"""A text that changes at a known address: nothing an editor did is lost, no anchor moves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statements.extraction.model import Named
from statements.extraction.spans import Span
from statements.importing.store import Outcome, Stored, store
from statements.models import Action, Speaker, Statement
from statements.models.dating import Basis, Precision
from statements.models.history import record
from tests.factories import dated, make_speaker
from tests.importing.made import (
    OFFICIAL,
    ZAKHAROVA,
    made_event,
    made_extraction,
    made_source,
    made_statement,
    stored_article,
)

pytestmark = pytest.mark.django_db

RIGHT, HOPE = "“It is our right,”", "“We hope so.”"
FIRST = f"{RIGHT} Zakharova said. {HOPE}"
SECOND = f"Corrected. “It is our right” — Zakharova said. {HOPE}"
GONE = "Withdrawn by the editors."


def put(text: str, *words: str, speaker: Named = ZAKHAROVA) -> Stored:
    made = [made_statement(text, one, speaker, event=0) for one in words]
    return store(made_source(text), made_extraction(text, *made, events=(made_event(),)))


def statements_of(stored: Stored) -> list[Statement]:
    return list(Statement.objects.filter(article=stored.article).order_by("start"))


def test_a_changed_text_is_a_new_article_and_old_anchors_stay() -> None:
    first = put(FIRST, RIGHT, HOPE)
    second = put(SECOND, "“It is our right”", HOPE)

    old, new = stored_article(first), stored_article(second)
    assert second.outcome == Outcome.NEW_VERSION
    assert new.supersedes == old
    assert old.text == FIRST
    for before, after in zip(statements_of(first), statements_of(second), strict=True):
        assert before.article == old
        assert (before.current, before.replaced_by) == (False, after)
        assert (after.current, after.replaced_by) == (True, None)
        assert all(FIRST[start:end] in before.text for start, end in before.spans)


def test_a_statement_that_is_gone_is_no_longer_current() -> None:
    first = put(FIRST, RIGHT)

    put(GONE)

    (old,) = statements_of(first)
    assert (old.current, old.replaced_by, old.state) == (False, None, "candidate")
    assert list(Statement.objects.public()) == []


@pytest.mark.parametrize("state", [Statement.State.PUBLISHED, Statement.State.REJECTED])
def test_a_reviewed_statement_that_is_gone_stands_as_it_was(state: Statement.State) -> None:
    first = put(FIRST, RIGHT)
    Statement.objects.update(state=state)

    put(GONE)

    (old,) = statements_of(first)
    assert (old.current, old.replaced_by, old.state) == (True, None, state)


def test_a_reviewed_statement_that_was_gone_is_replaced_when_it_comes_back() -> None:
    first = put(FIRST, RIGHT)
    Statement.objects.update(state=Statement.State.PUBLISHED)
    put(GONE)

    third = put(SECOND, "“It is our right”")

    (old,), (new,) = statements_of(first), statements_of(third)
    assert (old.current, old.replaced_by) == (False, new)
    assert new.state == Statement.State.PUBLISHED


def test_what_an_editor_decided_passes_to_the_new_version() -> None:
    put(FIRST, RIGHT)
    chosen = make_speaker("Somebody Else")
    statement = Statement.objects.get()
    statement.state = Statement.State.PUBLISHED
    statement.speaker = chosen
    statement.briefing = None
    for field, value in (dated("2021-08-18") | {"basis": Basis.EDITOR}).items():
        setattr(statement, field, value)
    statement.save()

    second = put(SECOND, "“It is our right”")

    (new,) = statements_of(second)
    assert (new.state, new.speaker, new.briefing) == ("published", chosen, None)
    assert (new.edtf, new.basis, new.precision) == (
        "2021-08-18",
        Basis.EDITOR,
        Precision.DAY,
    )


def test_a_day_that_an_editor_typed_passes_on_even_before_review() -> None:
    put(FIRST, RIGHT)
    statement = Statement.objects.get()
    for field, value in (dated("2021-08-18") | {"basis": Basis.EDITOR}).items():
        setattr(statement, field, value)
    statement.save()

    second = put(SECOND, "“It is our right”")

    (new,) = statements_of(second)
    assert (new.state, new.edtf) == ("candidate", "2021-08-18")


def test_words_said_twice_pair_off_one_by_one() -> None:
    text = f"Zakharova said: {HOPE} {RIGHT} {HOPE}"
    last = text.rindex(HOPE)
    twice = replace(made_statement(text, HOPE), spans=(Span(last, last + len(HOPE)),))
    first = store(
        made_source(text), made_extraction(text, made_statement(text, HOPE), twice)
    )

    second = put(f"{HOPE} Zakharova said.", HOPE)

    (new,) = statements_of(second)
    assert [old.replaced_by for old in statements_of(first)] == [new, None]
    assert [old.current for old in statements_of(first)] == [False, False]


def test_an_unnamed_source_is_the_same_in_every_version() -> None:
    put(FIRST, RIGHT, speaker=OFFICIAL)
    put(SECOND, HOPE, speaker=OFFICIAL)
    put(f"{SECOND} Again.", HOPE, speaker=OFFICIAL)

    assert Speaker.objects.filter(kind=Speaker.Kind.ANONYMOUS).count() == 1


def test_the_same_text_elsewhere_is_another_article() -> None:
    put(FIRST, RIGHT)
    extraction = made_extraction(FIRST, made_statement(FIRST, RIGHT))

    elsewhere = store(
        made_source(FIRST, url="https://other.org/1", outlet="Other"), extraction
    )

    assert elsewhere.outcome == Outcome.IMPORTED
    assert Statement.objects.filter(current=True).count() == 2


def test_an_earlier_text_that_is_pasted_again_is_known() -> None:
    first = put(FIRST, RIGHT)
    put(SECOND, HOPE)

    assert put(FIRST, RIGHT) == Stored(Outcome.UNCHANGED, first.article)


def test_a_speaker_that_an_editor_chose_passes_on_even_before_review() -> None:
    put(FIRST, RIGHT)
    chosen = make_speaker("Somebody Else")
    with record(None, Action.Verb.NAMED) as log:
        log.update(Statement.objects.all(), speaker=chosen)

    second = put(SECOND, "“It is our right”")

    (new,) = statements_of(second)
    assert (new.state, new.speaker, new.edtf) == ("candidate", chosen, "2021-08-19")
