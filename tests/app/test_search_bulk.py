"""Many statements are indexed as one is, whoever makes the entries and whatever happens."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from threading import get_ident
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DataError, connection, transaction

from statements import search
from statements.management.commands import reindex
from statements.models import IndexTerm, Statement, StatementIndex
from statements.search import bulk, pending
from statements.search.checking import unindexed
from tests.factories import make_statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pks() -> list[int]:
    """Seven statements without an entry."""
    made = [
        make_statement(f"weapon number {n}", said=f"2021-08-0{n + 1}") for n in range(7)
    ]
    StatementIndex.objects.all().delete()
    return [statement.pk for statement in made]


@pytest.fixture
def three_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 3)


def found(typed: str) -> int:
    return Statement.objects.all().search(typed).count()


@pytest.mark.usefixtures("three_at_a_time")
@pytest.mark.parametrize("ahead", [0, 1, 6])
@pytest.mark.parametrize("workers", [0, 2])
def test_all_are_indexed_whoever_makes_the_entries(
    pks: list[int], monkeypatch: pytest.MonkeyPatch, ahead: int, workers: int
) -> None:
    monkeypatch.setattr(bulk, "AHEAD", ahead)

    if workers:
        with ThreadPoolExecutor(workers) as executor:
            counts = list(search.index_many(pks, executor))
    else:
        counts = list(search.index_many(pks))

    assert counts == [3, 3, 1]
    assert found("weapon") == 7
    assert list(unindexed(pks)) == []


class Late(Executor):
    """Does what it is asked for when it is asked, and lets somebody edit after that."""

    def __init__(self, edit: Any) -> None:
        self.edit = edit

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        self.edit()
        return future


@pytest.mark.usefixtures("three_at_a_time")
def test_what_is_edited_after_its_entry_was_made_is_indexed_as_it_is(
    pks: list[int],
) -> None:
    changed, gone = pks[0], pks[1]

    def edit() -> None:
        Statement.objects.filter(pk=changed).update(text="cookie number 0")
        Statement.objects.filter(pk=gone).delete()

    assert list(search.index_many(pks, Late(edit))) == [3, 3, 1]

    assert (found("cookies"), found("weapon")) == (1, 5)
    assert list(unindexed(pks)) == []


def test_indexing_again_replaces_the_entries(pks: list[int]) -> None:
    for _ in range(2):
        assert sum(search.index_many(pks)) == 7
        assert StatementIndex.objects.count() == found("weapon") == 7


def test_the_words_of_a_load_that_was_taken_back_come_with_the_next(pks: list[int]) -> None:
    rows = [vars(statement) for statement in Statement.objects.filter(pk__in=pks)]
    IndexTerm.objects.all().delete()

    with search.loading() as load:
        with transaction.atomic():
            load.finish(load.begin(rows[:3]))
            transaction.set_rollback(True)
        assert not IndexTerm.objects.exists()
        for some in (rows[:3], rows[3:]):
            with transaction.atomic():
                load.finish(load.begin(some))

    assert IndexTerm.objects.filter(term__in=["weapon", "0", "6"]).count() == 3
    assert list(unindexed(pks)) == []


@pytest.fixture
def settings_of_lists() -> Iterator[list[str]]:
    """How long the list of what is not merged yet may grow, as each question about it says."""
    said: list[str] = []
    yield said
    assert len(set(said)) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such list")
def test_a_load_that_fails_leaves_the_connection_as_it_was(
    pks: list[int], settings_of_lists: list[str]
) -> None:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('gin_pending_list_limit'), count(*)"
                           " FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")  # fmt: skip
            limit, locks = cursor.fetchone()
            assert locks == 0
            settings_of_lists.append(limit)

    def fail() -> None:
        raise RuntimeError("stop")

    ask()
    with pytest.raises(RuntimeError, match="stop"):
        list(search.index_many(pks, Late(fail)))
    ask()
    list(search.index_many(pks))
    ask()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such list")
def test_a_load_merges_beside_itself_and_tells_if_that_fails(
    pks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "MERGED", 3)
    monkeypatch.setattr(bulk, "BATCH", 3)
    threads: list[int] = []

    def merge(cursor: Any) -> None:
        threads.append(get_ident())
        cursor.execute(pending._MERGE)

    monkeypatch.setattr(pending, "merge", merge)
    assert sum(search.index_many(pks)) == found("weapon") == 7
    assert [thread == get_ident() for thread in threads] == [False, False, True]

    monkeypatch.setattr(pending, "_MERGE", "SELECT 1 / 0")
    with pytest.raises(DataError, match="division by zero"):
        list(search.index_many(pks))


def test_two_may_load_at_once(pks: list[int]) -> None:
    first = search.index_many(pks[:3])
    assert next(first) == 3

    def load_the_rest() -> list[int]:
        try:
            return list(search.index_many(pks[3:]))
        finally:
            connection.close()

    if connection.vendor == "sqlite":  # the tests have one in memory, for one thread
        assert list(search.index_many(pks[3:])) == [4]
    else:
        with ThreadPoolExecutor(1) as other:
            assert other.submit(load_the_rest).result(timeout=20) == [4]
    assert list(first) == []
    assert found("weapon") == 7


class Elsewhere(Executor):
    """Does at once what it is asked for, but with copies, as another process would."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        fn, args = pickle.loads(pickle.dumps((fn, args)))  # noqa: S301
        future: Future[Any] = Future()
        future.set_result(pickle.loads(pickle.dumps(fn(*args))))  # noqa: S301
        return future


def test_many_statements_are_indexed_with_the_help_of_other_processes(
    pks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def start(count: int) -> AbstractContextManager[Executor]:
        started.append(count)
        return nullcontext(Elsewhere())

    monkeypatch.setattr(reindex, "FEW", 6)
    monkeypatch.setattr(reindex, "start_workers", start)

    assert call_command("reindex", workers=3) == f"{len(pks)} statements indexed"
    assert call_command("reindex", only_missing=True) == "0 statements indexed"

    assert (started, found("weapon")) == ([3], 7)
    assert list(unindexed(pks)) == []
