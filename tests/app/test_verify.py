"""What is wrong with the record is found, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from statements.models import Article, SpeakerName, Statement, StatementIndex
from statements.models.index import NameWord
from tests.factories import make_article, make_briefing, make_statement

pytestmark = pytest.mark.django_db


def verify() -> str:
    """Return what the command prints when all is well."""
    out = StringIO()
    call_command("verify", stdout=out)
    return out.getvalue()


def flaws() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="flaw"):
        call_command("verify", stdout=out)
    return out.getvalue()


def raw(table: str, change: str, *values: Any) -> None:
    """Change a table behind the back of the application."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}", values)  # noqa: S608


def test_the_seeds_and_what_editors_typed_are_proved() -> None:
    call_command("import_articles", "seeds", verbosity=0)
    briefing = make_briefing(official_url="https://mid.example/")
    Statement.objects.create(text="“Typed by hand”", briefing=briefing, speaker=None)

    assert "nothing is wrong" in verify()


def test_an_article_without_its_text_is_counted_and_not_blamed() -> None:
    make_statement()
    Article.objects.update(text="")

    assert "Loaded without text to compare with: 1 article." in verify()


ARTICLE_CHANGES: list[tuple[dict[str, Any], str]] = [
    (
        {"text": "“We disagree,” said nobody."},
        "the text is not the one whose digest was kept",
    ),
    ({"zones": [[0, 4, "body", ""], [3, 9, "body", ""]]}, "zones overlap"),
    ({"zones": [[5, 9, "body", ""], [0, 4, "body", ""]]}, "zones overlap"),
    ({"zones": [[0, 4_000, "body", ""]]}, "no zone of this text"),
    ({"zones": [[3, 3, "body", ""]]}, "no zone of this text"),
    ({"zones": ["body"]}, "no zone of this text"),
]


@pytest.mark.parametrize(("changes", "problem"), ARTICLE_CHANGES)
def test_an_article_that_was_tampered_with_is_named(
    changes: dict[str, Any], problem: str
) -> None:
    article = make_article("“We agree,” she said.")
    Article.objects.update(**changes)

    assert f"article {article.pk}: {problem}" in flaws()


STATEMENT_CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"text": "“We demur,”"}, "the spans do not say what the statement says"),
    ({"spans": [[1, 12]]}, "the spans do not say what the statement says"),
    ({"spans": [[0, 5], [4, 11]]}, "spans overlap or are out of order"),
    ({"spans": [[0, 5_000]]}, "no spans of this text"),
    ({"spans": [[True, 11]]}, "no spans of this text"),
    ({"spans": [["0", 11]]}, "no spans of this text"),
    ({"spans": [[0]]}, "no spans of this text"),
    ({"start": 1, "end": 12}, "start, end or number of spans"),
    ({"cue_start": 12, "cue_end": 900}, "the place of the reporting words"),
    ({"source_start": 12, "source_end": None}, "the place of the speaker"),
]


@pytest.mark.parametrize(("changes", "problem"), STATEMENT_CHANGES)
def test_a_statement_that_its_article_does_not_bear_out_is_named(
    changes: dict[str, Any], problem: str
) -> None:
    article = make_article("“We agree,” she said.")
    make_statement("“We agree” – or not?", speaker="Somebody Else")
    statement = make_statement("“We agree,”", article=article)
    Statement.objects.filter(pk=statement.pk).update(**changes)

    told = flaws()

    assert f"statement {statement.public_id}: {problem}" in told
    assert {line.partition(":")[0] for line in told.splitlines()} == {
        f"statement {statement.public_id}"
    }


def forget_words(column: str) -> None:
    if connection.vendor == "sqlite":
        raw("statement_fts", f"{column} = 'other words'")
    else:
        raw("statement_words", f"{column} = 'other words'")


def forget_terms() -> None:
    if connection.vendor == "sqlite":
        raw("statement_fts", "filters = ':s0'")
    else:
        raw("statements_statementindex", "vector = '''=other'':1'")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda: StatementIndex.objects.all().delete(), "index does not know it"),
        (lambda: StatementIndex.objects.update(facts=0), "index has another day, speaker"),
        (
            lambda: StatementIndex.objects.update(first_day=None),
            "index has another day, speaker",
        ),
        (
            lambda: Statement.objects.update(kind="indirect"),
            "index has another day, speaker",
        ),
        (lambda: forget_words("stems"), "index has other words"),
        (lambda: forget_words("forms"), "index has other words"),
        (forget_terms, "index has other words"),
    ],
)
def test_an_index_that_says_something_else_is_told(
    change: Callable[[], Any], problem: str
) -> None:
    statement = make_statement()

    change()

    assert f"statement {statement.public_id}: the search {problem}" in flaws()


def test_words_of_no_statement_are_told() -> None:
    stray = "INSERT INTO statement_fts (rowid, stems) VALUES (77, 'stray')"
    if connection.vendor != "sqlite":
        stray = "INSERT INTO statement_words VALUES (77, 'stray', '=stray')"
    with connection.cursor() as cursor:
        cursor.execute(stray)

    assert "search index: terms under the key 77 belong to no statement" in flaws()


def test_posting_lists_that_lost_a_word_are_told() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL itself keeps an index and its table alike")
    make_statement()
    raw("statement_fts_content", "c0 = 'other words'")

    assert "search index: the posting lists cannot be proved" in flaws()


def test_a_spelling_that_search_does_not_know_is_told() -> None:
    make_statement(speaker="Maria Zakharova")
    [spelling] = SpeakerName.objects.all()
    assert verify()

    NameWord.objects.all().delete()

    assert f"spelling {spelling.pk}: search does not know its words" in flaws()
