from __future__ import annotations

from threading import get_ident

import pytest
from django.db import DataError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from statements.models import IndexTerm
from statements.search import (
    Filters,
    Order,
    Paging,
    backends,
    count_each,
    find,
    frequencies,
    parse,
    plans,
    postgresql,
    suggest,
    tidy,
    tidying,
    walking,
)
from statements.search.backends import backend_of
from tests.app.test_search_table import TABLE, record
from tests.factories import make_outlet, make_speaker, make_statement

__all__ = ["record"]

pytestmark = pytest.mark.django_db


def count(typed: str) -> int:
    return find(parse(typed)).count


def test_a_beginning_finds_the_words_that_begin_so() -> None:
    make_statement("weapons here")
    make_statement("weaponry there")
    make_statement("we are peaceful")

    assert count("weapon*") == 2
    assert count("we*") == 3
    assert count("wes*") == 0
    assert count("wes* OR peace*") == 1
    assert count("here -weap*") == 0


def test_of_too_many_words_the_most_frequent_are_taken_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walking, "MOST_COMPLETIONS", 1)
    make_statement("weapons")
    make_statement("weapons")
    make_statement("weaponry")
    tidy(connection)

    found = find(parse("weap* ot*"))
    whole = find(parse("weapons*"))

    assert found.cut == ("weap*",)
    assert find(parse("weap*")).count == 2
    assert (whole.count, whole.cut) == (2, ())


def test_tidying_counts_the_statements_of_each_form() -> None:
    make_statement("weapons and weapons")
    make_statement("weapons")

    tidy(connection)

    assert IndexTerm.objects.get(term="weapons").count == 2
    assert IndexTerm.objects.get(term="and").count == 1
    assert not IndexTerm.objects.filter(term="weapon").exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("waepons", "weapons"),
        ("waepons weapons", "weapons"),
        ("weapns right", "weapons right"),
        ("weaponss -war", "weapons -war"),
        ("xeapons OR peace", "weapons OR peace"),
        ("оружае", "оружие"),
        ("supplied", None),  # is found as it is
        ("Nikol Pashinyam", "Nikol pashinyan"),
        ("pashinyans", "pashinyan"),  # a name has no other forms
        ("Pashinyam waepons is our peace", "pashinyan weapons is our peace"),
        ("speaker:nikol-pashinyam weapons", "weapons speaker:nikol-pashinyan"),
        ("speaker:weapns", None),
        ("-outlet:azbarez weapons", "weapons -outlet:asbarez"),
        ("weapons", None),
        ('"waepons"', None),
        ("xyzzy", None),
        ("", None),
    ],
)
def test_the_nearest_word_on_record_is_suggested(typed: str, meant: str | None) -> None:
    make_statement("Supplying weapons is our right")
    make_statement("оружие peace", speaker=make_speaker("Nikol Pashinyan"))
    make_outlet("Asbarez")

    better = suggest(parse(typed))

    assert (str(better) if better else None) == meant


def test_a_walk_by_quarters_meets_the_same_statements(
    record: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "FEW", -1)

    for typed, expected in TABLE:
        for order in ("newest", "oldest"):
            found = find(parse(typed), None, Paging(Order(order)))

            assert {record[pk] for pk in found.statements} == set(expected.split()), typed
            if order == "newest":
                assert " ".join(record[pk] for pk in found.statements) == expected, typed


@pytest.mark.parametrize("few", [2_000, -1])
@pytest.mark.usefixtures("record")
def test_many_questions_are_counted_at_once_as_each_would_be(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "FEW", few)
    asked = [parse(typed) for typed, _ in TABLE]

    counts = count_each([(query, Filters()) for query in asked])

    assert [one.count for one in counts] == [find(query).count for query in asked]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no statistics")
@pytest.mark.django_db(transaction=True)
def test_postgresql_knows_its_commonest_terms() -> None:
    for number in range(30):
        make_statement(f"weapons {number % 3}")
    tidy(connection)
    frequencies._known.clear()

    with connection.cursor() as cursor:
        known = frequencies.statistics(cursor)
        again = frequencies.statistics(cursor)

    assert known.rows == 30
    assert known.shares["weapon"] == pytest.approx(1.0)
    assert again is known


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no statistics")
def test_a_word_less_common_than_postgresql_notes_is_known_as_it_was_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frequencies, "FEW", 10)
    form, other = IndexTerm(term="arms", count=20), IndexTerm(term="armed", count=5)
    IndexTerm.objects.bulk_create([form, other])
    frequencies._known.clear()

    with connection.cursor() as cursor:
        shares = frequencies.statistics(cursor).shares

    assert shares["=arms"] == shares["arm"] > 0
    assert "=armed" not in shares


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True)
def test_postgresql_tidies_beside_other_work_and_tells_if_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[int] = []

    def tell(own: BaseDatabaseWrapper) -> None:
        threads.append(get_ident())
        tidy(own)

    monkeypatch.setattr(backends, "tidy", tell)
    make_statement("weapons")
    make_statement("weapons again")
    with tidying(connection):
        make_statement("peace")

    assert get_ident() not in threads
    assert IndexTerm.objects.get(term="weapons").count == 2

    monkeypatch.setattr(postgresql, "_SERVER", "(SELECT 1 / 0)")
    with pytest.raises(DataError, match="division by zero"), tidying(connection):
        pass
    assert len(threads) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such list")
def test_postgresql_does_not_read_all_vectors_instead_of_what_waits() -> None:
    for number in range(60):
        make_statement(" ".join(f"{number} of weapons{word}" for word in range(60)))
    make_statement("of weapons")
    before = _read_through()

    for typed in ("weapons", "weapons -peace", "weap*", '"of weapons"'):
        assert find(parse(typed)).count
        assert _read_through() == before, typed


def _read_through() -> int:
    """Return how often all entries were read in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_scan FROM pg_stat_xact_user_tables"
            " WHERE relname = 'statements_statementindex'"
        )
        return int(cursor.fetchone()[0])


def test_another_database_is_refused() -> None:
    class Other:
        vendor = "oracle"

    with pytest.raises(ValueError, match="use SQLite or PostgreSQL"):
        backend_of(Other())  # type: ignore[arg-type]
