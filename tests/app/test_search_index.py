from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from statements import search
from statements.models import (
    Action,
    Article,
    NameWord,
    SpeakerName,
    Statement,
    StatementIndex,
)
from statements.models.history import record, undo
from statements.search import Paging, find, parse
from statements.search.backends import backend_of
from statements.search.checking import unindexed
from statements.search.entries import UNDATED_END, Row, make_entry, statement_of, unpack
from statements.search.matching import Atom, Match
from statements.search.stretches import Order, stretches
from tests.factories import make_briefing, make_outlet, make_speaker, make_statement

pytestmark = pytest.mark.django_db


def matching(*terms: str) -> list[int]:
    """The statements that hold these terms next to each other, newest first."""
    match = Match(((Atom(terms),),))
    with connection.cursor() as cursor:
        found = [
            backend_of(connection).hits(cursor, match, stretch, 100)
            for stretch in stretches(match, Order.NEWEST)
        ]
    return [statement_of(key) for stretch in found for key in stretch.keys]


def test_a_saved_statement_is_found_by_stem_and_by_form() -> None:
    statement = make_statement("Supplying weapons is our right")

    assert matching("weapon") == [statement.pk]
    assert matching("=our", "=right") == [statement.pk]
    assert matching("=weapon") == []
    assert matching("=right", "=our") == []


def test_apostrophes_and_other_scripts_reach_the_index() -> None:
    statement = make_statement("Russia’s Əliyev сказал 100")

    for term in ("russia", "=russia's", "=aliyev", "=сказал", "100"):
        assert matching(term) == [statement.pk], term


def test_no_phrase_runs_from_one_reading_to_the_other() -> None:
    statement = make_statement("peace advocate[s]")

    assert matching("=peace", "=advocates") == [statement.pk]
    assert matching("=peace", "=advocate") == [statement.pk]
    assert matching("=advocates", "=peace") == []


def test_a_changed_statement_is_found_as_it_is_now() -> None:
    statement = make_statement("Supplying weapons", said="2021-08-19")
    speaker = make_speaker("Ilham Aliyev")

    Statement.objects.filter(pk=statement.pk).update(
        speaker=speaker, earliest=date(2020, 1, 1), latest=date(2020, 1, 1)
    )
    search.index([statement])

    assert matching(
        f":s{speaker.pk}",
    ) == [statement.pk]
    assert matching("weapon") == [statement.pk]
    assert StatementIndex.objects.count() == 1
    key = StatementIndex.objects.get().sort_key
    assert key >> 32 == date(2020, 1, 1).toordinal()


def test_a_statement_follows_its_article_to_another_outlet() -> None:
    statement = make_statement("Supplying weapons")
    other = make_outlet("Another")

    with record(None, Action.Verb.EDITED) as log:
        log.update(Article.objects.all(), outlet=other)

    assert matching(f":o{other.pk}") == [statement.pk]
    undo(log.action, None)
    assert matching(f":o{other.pk}") == []


def test_a_statement_follows_its_briefing_to_another_kind() -> None:
    briefing = make_briefing(kind="interview")
    statement = make_statement("Supplying weapons", briefing=briefing)
    assert matching(":einterview") == [statement.pk]

    briefing.kind = "speech"
    briefing.save()

    assert matching(":espeech") == [statement.pk]
    assert matching(":einterview") == []


def test_a_deleted_statement_is_not_found() -> None:
    statement = make_statement("Supplying weapons")

    statement.delete()

    assert matching("weapon") == []
    assert not StatementIndex.objects.exists()


def test_statements_deleted_in_bulk_are_not_found() -> None:
    make_statement("Supplying weapons")

    Statement.objects.all().delete()

    assert matching("weapon") == []


def test_a_dropped_statement_is_not_found() -> None:
    statement = make_statement("Supplying weapons")

    search.drop([statement.pk])

    assert matching("weapon") == []


def test_installing_again_changes_nothing() -> None:
    statement = make_statement("Supplying weapons")

    search.install(connection)

    assert matching("weapon") == [statement.pk]
    statement.delete()
    assert matching("weapon") == []


def test_newest_come_first_and_undated_last() -> None:
    undated = make_statement("weapons", said="")
    old = make_statement("weapons", said="2020-01-01")
    new = make_statement("weapons", said="2021-08")

    assert matching("weapon") == [new.pk, old.pk, undated.pk]


def test_many_statements_are_indexed_at_once() -> None:
    statements = [make_statement(f"weapon number {n}") for n in range(20)]
    StatementIndex.objects.all().delete()
    assert matching("weapon") == []

    search.index(statements)

    assert len(matching("weapon")) == 20


def test_a_very_long_statement_can_be_indexed() -> None:
    row = Row(
        make_statement("x").pk, "Əl’s word " * 40_000, "direct", "published", True,
        None, None, None, None, None, None,
    )  # fmt: skip
    entry = make_entry(row)
    search.drop([row.pk])

    with connection.cursor() as cursor:
        backend_of(connection).write(cursor, [entry])

    assert matching("=word", "=al's") == [row.pk]


def test_the_facts_of_an_entry_are_those_of_the_statement() -> None:
    statement = make_statement("x", said="2021", speaker=make_speaker("Ilham Aliyev"))

    entry = StatementIndex.objects.get()
    facts = unpack(entry.facts)

    assert (facts.known, facts.kind, facts.speaker) == (1, "direct", statement.speaker_id)
    assert entry.first_day == date(2021, 1, 1).toordinal()
    assert entry.sort_key > UNDATED_END


def test_the_words_of_a_name_are_kept_with_it() -> None:
    speaker = make_speaker("Hikmet Hajiyev")
    name = SpeakerName.objects.create(speaker=speaker, name="Hikmət Hacıyev", key="x")

    words = NameWord.objects.filter(name=name)

    assert {(word.word, word.last) for word in words} == {
        ("hikmat", False),
        ("haciyev", True),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Russia’s Əliyev сказал 100 of 1,000, arms[ed] 日本",
        "peace " * 400,  # more places than are kept of one term
        "of the balance of it " * 4_000,
        "".join(map(chr, range(33, 600))),
    ],
)
def test_what_is_written_is_what_is_proved(text: str) -> None:
    statement = make_statement(text)

    assert list(unindexed([statement.pk])) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has a table of words")
def test_postgresql_keeps_the_words_of_a_row_beside_it() -> None:
    """Facets are counted by visiting thousands of rows: they must be narrow."""
    for number in range(100):
        make_statement(" ".join(f"word{number}x{place}" for place in range(20)))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT split_part(ctid::text, ',', 1))"
            " FROM statements_statementindex"
        )
        rows, pages = cursor.fetchone()

    assert rows == 100
    assert pages < 8  # with their words in them, these would fill 15


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="FTS5 keeps words and terms together"
)
def test_an_entry_with_its_words_in_its_own_row_is_found_and_ranked() -> None:
    far, near = make_statement("peace of a long way"), make_statement("a long way to peace")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE statements_statementindex AS i SET stems = w.stems"
            " FROM statement_words AS w WHERE w.sort_key = i.sort_key"
        )
        cursor.execute("DELETE FROM statement_words")

    assert matching("=way", "=to", "=peace") == [near.pk]
    best = find(parse("way peace"), paging=Paging(Order.BEST))
    assert set(best.statements) == {far.pk, near.pk}

    search.index([far, near])

    assert find(parse("way peace"), paging=Paging(Order.BEST)) == best
    assert matching("=way", "=to", "=peace") == [near.pk]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="FTS5 has no table of words")
def test_the_words_of_a_statement_go_with_it() -> None:
    make_statement("one"), make_statement("two")

    Statement.objects.filter(text="one").delete()
    words = "SELECT forms FROM statement_words"
    with connection.cursor() as cursor:
        cursor.execute(words)
        assert cursor.fetchall() == [("=two",)]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE statements_statementindex")
        cursor.execute(words)
        assert cursor.fetchall() == []
