"""A better extractor over known articles: what editors decided stands, the rest follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from statements.extraction.model import Extraction, Named
from statements.importing.run import Orders, import_inputs
from statements.importing.sources import About, Source
from statements.importing.store import Outcome, Stored, store
from statements.importing.walking import find_inputs
from statements.models import Action, Article, Briefing, Speaker, Statement
from statements.models.history import record
from tests.factories import make_speaker
from tests.importing.made import (
    OFFICIAL,
    ZAKHAROVA,
    extract_quotes,
    made_event,
    made_extraction,
    made_source,
    made_statement,
    person,
)

pytestmark = pytest.mark.django_db

TEXT = "“It is our right, and will stay so,” Zakharova said. “We hope so.” She left."
SHORT, LONG = "“It is our right, and will", "“It is our right, and will stay so,”"
HOPE = "“We hope so.”"
Said = tuple[str, Named]


def made(*words: Said) -> Extraction:
    statements = [made_statement(TEXT, said, speaker, event=0) for said, speaker in words]
    return made_extraction(TEXT, *statements, events=(made_event(known=""),))


def put(*words: Said) -> None:
    store(made_source(TEXT), made(*words))


def renew(*words: Said, keep: bool = True) -> Stored:
    return store(made_source(TEXT), made(*words), renewing=True, keep=keep)


def current() -> dict[str, str]:
    rows = Statement.objects.filter(current=True).select_related("speaker")
    return {row.text: row.speaker.name if row.speaker else "" for row in rows}


def test_what_is_found_as_before_changes_nothing() -> None:
    put((LONG, ZAKHAROVA), (HOPE, OFFICIAL))
    before = list(Statement.objects.values())

    assert renew((LONG, ZAKHAROVA), (HOPE, OFFICIAL)).outcome == Outcome.UNCHANGED

    assert list(Statement.objects.values()) == before
    assert (Article.objects.count(), Briefing.objects.count()) == (1, 1)
    assert Speaker.objects.filter(kind=Speaker.Kind.ANONYMOUS).count() == 1


def test_a_speaker_found_otherwise_is_corrected_in_place() -> None:
    put((LONG, person("Anna Arden")))
    kept = Statement.objects.get().public_id

    renewed = renew((LONG, ZAKHAROVA))

    assert (renewed.outcome, renewed.statement_count) == (Outcome.RENEWED, 1)
    assert current() == {LONG: "Maria Zakharova"}
    assert Statement.objects.get().public_id == kept


def test_edges_found_otherwise_make_a_successor() -> None:
    put((SHORT, ZAKHAROVA))

    renew((LONG, ZAKHAROVA))

    old, new = Statement.objects.order_by("pk")
    assert (old.current, old.replaced_by, new.current) == (False, new, True)
    assert renew((LONG, ZAKHAROVA)).outcome == Outcome.UNCHANGED


def test_what_is_found_no_more_is_no_longer_current_and_may_come_back() -> None:
    put((LONG, ZAKHAROVA), (HOPE, ZAKHAROVA))

    renew((LONG, ZAKHAROVA))
    assert current() == {LONG: "Maria Zakharova"}

    renew((LONG, ZAKHAROVA), (HOPE, ZAKHAROVA))
    assert set(current()) == {LONG, HOPE}
    assert Statement.objects.count() == 2


@pytest.mark.parametrize("state", [Statement.State.PUBLISHED, Statement.State.REJECTED])
def test_a_reviewed_statement_stands_and_nothing_takes_its_place(
    state: Statement.State,
) -> None:
    put((SHORT, person("Anna Arden")))
    Statement.objects.update(state=state)

    assert renew((LONG, ZAKHAROVA)).outcome == Outcome.UNCHANGED
    assert current() == {SHORT: "Anna Arden"}


def test_what_an_editor_changed_stands_before_review_too() -> None:
    put((LONG, person("Anna Arden")), (HOPE, person("Anna Arden")))
    chosen = make_speaker("Somebody Else")
    with record(None, Action.Verb.NAMED) as log:
        log.update(Statement.objects.filter(text=LONG), speaker=chosen)

    renew((LONG, ZAKHAROVA), (HOPE, ZAKHAROVA))

    assert current() == {LONG: "Somebody Else", HOPE: "Maria Zakharova"}


def test_an_occasion_that_only_this_article_told_of_goes_with_it() -> None:
    put((LONG, ZAKHAROVA))
    extraction = made_extraction(TEXT, made_statement(TEXT, LONG, ZAKHAROVA))

    store(made_source(TEXT), extraction, renewing=True)

    assert Briefing.objects.count() == 0
    assert Statement.objects.get().briefing is None


def test_trying_it_out_changes_nothing() -> None:
    put((LONG, person("Anna Arden")))

    renewed = renew((LONG, ZAKHAROVA), keep=False)

    assert renewed == Stored(Outcome.RENEWED, None, 1)
    assert current() == {LONG: "Anna Arden"}


def test_an_earlier_version_stays_as_it_was() -> None:
    put((LONG, ZAKHAROVA))
    store(made_source("Withdrawn."), made_extraction("Withdrawn."))

    assert renew((SHORT, ZAKHAROVA)).outcome == Outcome.UNCHANGED
    assert Statement.objects.get().text == LONG


def test_a_run_recalls_what_is_on_record_about_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“Yes,” Anna Arden said.")
    about = About(outlet="TASS", published="2021-08-20", known_from="the page")
    list(import_inputs(find_inputs([tmp_path]), Orders(about), extract_quotes))
    seen: list[About] = []

    def watch(source: Source) -> Extraction:
        seen.append(source.about)
        return extract_quotes(source)

    orders = Orders(again=True, renewing=True)
    (report,) = import_inputs(find_inputs([tmp_path]), orders, watch)

    assert report.outcome == Outcome.UNCHANGED
    assert seen == [about]
