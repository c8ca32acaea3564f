"""Articles that are stored at once: as each by itself, with fewer questions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.importing.store import store, store_together
from statements.models import Article, Statement, bulk
from tests.importing.made import (
    ZAKHAROVA,
    made_event,
    made_extraction,
    made_source,
    made_statement,
    person,
    stored_article,
)

pytestmark = pytest.mark.django_db

YES, NO = "“It is our right,”", "“No,”"
TEXT = f"{YES} Zakharova said. {NO} Arden said."


def questions_for(count: int, start: int) -> int:
    """Store so many articles at once, each with two speakers and an occasion; count what is asked."""
    items = []
    for number in range(start, start + count):
        text = f"{TEXT} Printed in edition {number}."
        made = [
            made_statement(text, YES, ZAKHAROVA, event=0),
            made_statement(text, NO, person("Anna Arden"), written="Arden"),
        ]
        source = made_source(text, url=f"https://tass.com/{number}")
        items.append((source, made_extraction(text, *made, events=(made_event(),))))
    with CaptureQueriesContext(connection) as asked:
        assert store_together(items) is not None
    return len(asked)


def test_more_articles_at_once_take_no_more_questions() -> None:
    questions_for(1, 0)

    assert questions_for(2, 10) == questions_for(9, 20)


def test_a_row_that_is_made_quickly_is_the_row_its_model_makes() -> None:
    columns = {"text": "“Yes,”", "speaker_id": 7, "via": ["Kremlin"]}
    quick, slow = bulk.make(Statement, **columns), Statement(**columns)

    for row in (quick, slow):
        row.public_id = "0123456789"
        row.created_at = row.changed_at = datetime(2021, 8, 19, tzinfo=UTC)
    assert {n: v for n, v in vars(quick).items() if n != "_state"} == {
        n: v for n, v in vars(slow).items() if n != "_state"
    }
    with pytest.raises(TypeError, match="Statement has no speaker"):
        bulk.make(Statement, speaker=None)


def test_what_is_not_new_is_stored_by_itself_beside_what_is() -> None:
    store(made_source("One.", url="https://tass.com/1"), made_extraction("One."))
    texts = [
        ("1", "One, corrected."),
        ("2", "Two."),
        ("3", "Two."),
        ("2", "Two, corrected."),
    ]
    items = [
        (made_source(text, url=f"https://tass.com/{name}"), made_extraction(text))
        for name, text in [*texts, ("1", "One, corrected.")]
    ]

    stored = store_together(items)

    assert stored is not None
    assert [one.outcome.value for one in stored] == [
        *("new-version", "imported", "imported", "new-version", "unchanged")
    ]
    assert [stored_article(one).text for one in stored] == [
        *("One, corrected.", "Two.", "Two.", "Two, corrected.", "One, corrected.")
    ]
    assert stored_article(stored[3]).supersedes == stored_article(stored[1])


def test_what_is_stored_together_for_a_look_is_taken_back() -> None:
    items = [(made_source("One.", url=""), made_extraction("One."))] * 2

    stored = store_together(items, keep=False)

    assert stored is not None
    assert [(one.outcome.value, one.article) for one in stored] == [
        ("imported", None),
        ("unchanged", None),
    ]
    assert Article.objects.count() == 0
