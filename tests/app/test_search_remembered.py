"""What a SQLite process remembers of statements is what the index says of them."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from statements import search
from statements.models import Speaker, Statement
from statements.search import (
    Found,
    Order,
    Paging,
    find,
    finding,
    parse,
    remembered,
    sqlite_walks,
    tidy,
)
from statements.search.facets import Facets, Numbers
from tests.factories import make_speaker, make_statement

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite alone"),
]


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_databases", {})
    monkeypatch.setattr(remembered, "AT_FIRST", 1)
    monkeypatch.setattr(remembered, "FEW", 0)


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sort keys that had to be looked up, as they are."""
    keys: list[int] = []
    look_up = remembered._look_up

    def watched(cursor: CursorWrapper, wanted: Numbers) -> tuple[Numbers, int, int]:
        keys.extend(wanted.tolist())
        return look_up(cursor, wanted)

    monkeypatch.setattr(remembered, "_look_up", watched)
    return keys


def asked() -> Found:
    return find(parse("arms"), None, Paging(Order.NEWEST))


def looked_up_anew() -> Facets:
    """The same counts without anything remembered, as inside a transaction."""
    with transaction.atomic():
        return asked().facets


def test_what_was_looked_up_once_is_not_looked_up_again(looked_up: list[int]) -> None:
    for day in ("2021-08-19", "2021", ""):
        make_statement("arms", said=day)

    first, second = asked(), asked()

    assert first == second
    assert len(looked_up) == 2  # the newest was read before
    assert first.facets == looked_up_anew()


@pytest.mark.parametrize(("at_first", "left"), [(0, 3), (2, 1), (9, 0)])
def test_the_newest_are_read_before_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, looked_up: list[int], at_first: int, left: int
) -> None:
    monkeypatch.setattr(remembered, "AT_FIRST", at_first)
    for day in ("2021", "2021-08-19", "2020-05-04"):
        make_statement("arms", said=day)

    assert asked().facets == looked_up_anew()
    assert len(looked_up) == left


DAYS = ("2021-08-19", "2021-08-01", "2021-09-01", "2021-08", "2021-10", "2021", "2020", "")
PERIODS = (
    "from:2021-08-02",
    "from:2021-08",
    "from:2021",
    "to:2021-08-19",
    "to:2021-08",
    "on:2021-08",
    "from:2021-08-19 to:2021-09-01",
    "on:2020",
)


@pytest.mark.parametrize("most", [2, 100])
@pytest.mark.parametrize("words", ["arms", "arms kind:direct", '"arms race"', "-race"])
def test_a_period_has_the_same_statements_from_memory(
    monkeypatch: pytest.MonkeyPatch, most: int, words: str
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", most)
    monkeypatch.setattr(sqlite_walks, "WORTH_SIFTING", 1)
    for day in DAYS:
        make_statement("“An arms race,”", said=day, kind="direct")
        make_statement("arms", said=day, kind="indirect")
    queries = [parse(f"{words} {period}") for period in PERIODS]
    orders = [Paging(order, size=3) for order in (Order.NEWEST, Order.OLDEST)]

    remembered_ones = [find(query, None, paging) for query in queries for paging in orders]

    with transaction.atomic():
        assert remembered_ones == [
            find(query, None, paging) for query in queries for paging in orders
        ]
    assert any(found.statements for found in remembered_ones)


def test_a_changed_statement_is_counted_as_it_is_now() -> None:
    statement = make_statement("arms", speaker="Anna Alpha")
    make_statement("arms", speaker="Bela Beta")
    asked()
    other = make_speaker("Cleo Gamma")

    Statement.objects.filter(pk=statement.pk).update(speaker=other, kind="mixed")
    search.index([statement])

    assert other.pk in asked().facets.speakers
    assert asked().facets == looked_up_anew()


def test_new_and_deleted_statements_are_counted() -> None:
    gone = make_statement("arms", speaker="Anna Alpha")
    make_statement("arms", speaker="Anna Alpha")
    asked()

    gone.delete()
    make_statement("arms", speaker="Bela Beta")

    assert sorted(asked().facets.speakers.values()) == [1, 1]
    assert asked().facets == looked_up_anew()


def test_what_another_connection_wrote_is_counted() -> None:
    statement = make_statement("arms", speaker="Anna Alpha")
    other = make_speaker("Bela Beta")
    asked()

    def write() -> None:
        Statement.objects.filter(pk=statement.pk).update(speaker=other)
        search.index([statement])
        connection.close()

    writer = Thread(target=write)
    writer.start()
    writer.join()

    assert asked().facets.speakers == {other.pk: 1}


def test_what_was_taken_back_was_never_remembered() -> None:
    statement = make_statement("arms", speaker="Anna Alpha")
    before = asked()
    other = make_speaker("Bela Beta")

    with transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(speaker=other)
        search.index([statement])
        assert asked().facets.speakers == {other.pk: 1}
        transaction.set_rollback(True)

    assert asked() == before
    third = make_speaker("Cleo Gamma")  # its change has the number of the one taken back
    Statement.objects.filter(pk=statement.pk).update(speaker=third)
    search.index([statement])
    assert asked().facets.speakers == {third.pk: 1}


def test_who_missed_more_changes_than_are_kept_forgets_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(remembered, "KEPT", 2)
    statements = [make_statement("arms", speaker="Anna Alpha") for _ in range(4)]
    asked()
    other = make_speaker("Bela Beta")

    Statement.objects.update(speaker=other)
    search.index(statements)
    tidy(connection)

    assert asked().facets.speakers == {other.pk: 4}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM statement_changes")
        assert cursor.fetchone() == (2,)


def test_another_file_of_the_same_name_is_read_anew() -> None:
    statement = make_statement("arms", speaker="Anna Alpha")
    asked()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM statement_changes")
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'statement_changes'")
    other = make_speaker("Bela Beta")

    Statement.objects.update(speaker=other)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER statement_index_notes_each_insert")
    search.index([statement])
    search.install(connection)

    assert asked().facets.speakers == {other.pk: 1}


def test_a_statement_that_leaves_in_this_moment_is_not_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = make_statement("arms", speaker="Anna Alpha", said="2021")
    stays = make_statement("arms", speaker="Bela Beta", said="2020")

    look_up = remembered._look_up

    def leave(cursor: CursorWrapper, wanted: Numbers) -> tuple[Numbers, int, int]:
        Statement.objects.filter(pk=gone.pk).delete()
        return look_up(cursor, wanted)

    monkeypatch.setattr(remembered, "_look_up", leave)

    assert asked().statements == (stays.pk,)


def test_numbers_too_large_to_keep_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 1)
    make_statement("arms", speaker="Anna Alpha")

    assert list(asked().facets.speakers) == [Speaker.objects.get().pk]
    assert remembered._databases == {}
