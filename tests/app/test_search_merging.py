"""The posting lists of SQLite are put in order in steps, and all of them are counted."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from statements.search import index, install, merging, tidy
from tests.factories import make_statement

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="PostgreSQL has a list of its own"
    ),
]


def column(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


SEGMENTS = "SELECT count(DISTINCT id >> 37) FROM statement_fts_data WHERE id >> 37 > 0"


def set_merging(**settings: int) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO statement_fts (statement_fts, rank) VALUES (%s, %s)",
            list(settings.items()),
        )


def test_an_index_made_before_is_told_not_to_merge_by_itself() -> None:
    set_merging(automerge=4, usermerge=4, crisismerge=16)  # what FTS5 begins with

    install(connection)

    settings = "SELECT v FROM statement_fts_config WHERE k LIKE '%%merge' ORDER BY k"
    assert column(settings) == [0, 64, 8]


def test_whoever_writes_merges_a_little() -> None:
    statement = make_statement("“Peace is near,”")
    tidy(connection)

    for _ in range(30):
        with transaction.atomic():
            index([statement])

    assert 1 < column(SEGMENTS)[0] <= 8


@pytest.mark.parametrize(("pages", "steps"), [(1, 4), (1_000, 2)])
def test_all_segments_become_one_however_small_the_steps(
    monkeypatch: pytest.MonkeyPatch, pages: int, steps: int
) -> None:
    tidy(connection)
    for number in range(3):
        words = " ".join(f"word{number}x{other}" for other in range(400))
        make_statement(f"“Peace is near, {words},”")
    assert column(SEGMENTS) >= [3]
    monkeypatch.setattr(merging, "PAGES", pages)
    monkeypatch.setattr(merging, "TERMS", 100)

    with CaptureQueriesContext(connection) as asked:
        tidy(connection)

    taken = [sql for sql in asked if "'merge'" in sql["sql"]]
    assert len(taken) >= steps
    assert column(SEGMENTS) == [1]
    assert column("SELECT count FROM statements_indexterm WHERE term = 'peace'") == [3]
    assert column("SELECT count(*) FROM statements_indexterm WHERE count = 0") == [0]
