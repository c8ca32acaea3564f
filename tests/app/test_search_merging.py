"""The posting lists of SQLite are put in order in steps, and all of them are counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statements.search import merging, tidy
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


def set_automerge(segments: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO statement_fts (statement_fts, rank) VALUES ('automerge', %s)",
            [segments],
        )


@pytest.fixture
def segments_as_written() -> Iterator[None]:
    """FTS5 merges what earlier tests left only when asked, from an index without any."""
    tidy(connection)
    set_automerge(0)
    yield
    set_automerge(4)  # what FTS5 begins with


@pytest.mark.usefixtures("segments_as_written")
@pytest.mark.parametrize(("pages", "steps"), [(1, 4), (1_000, 2)])
def test_all_segments_become_one_however_small_the_steps(
    monkeypatch: pytest.MonkeyPatch, pages: int, steps: int
) -> None:
    for number in range(3):
        words = " ".join(f"word{number}x{other}" for other in range(400))
        make_statement(f"“Peace is near, {words},”")
    segments = "SELECT count(DISTINCT segid) FROM statement_fts_idx"
    assert column(segments) >= [3]
    monkeypatch.setattr(merging, "PAGES", pages)
    monkeypatch.setattr(merging, "TERMS", 100)

    with CaptureQueriesContext(connection) as asked:
        tidy(connection)

    taken = [sql for sql in asked if "'merge'" in sql["sql"]]
    assert len(taken) >= steps
    assert column(segments) == [1]
    assert column("SELECT count FROM statements_indexterm WHERE term = 'peace'") == [3]
    assert column("SELECT count(*) FROM statements_indexterm WHERE count = 0") == [0]
