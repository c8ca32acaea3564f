"""Many who write and read at once: nobody is told that the database is locked."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from statements.importing.store import Outcome, store
from statements.models import Article, Outlet, Statement
from tests.importing.made import ZAKHAROVA, made_extraction, made_source, made_statement

WRITERS, READERS = 4, 2


class Refusals(list[str]):
    """What a database refused: also of what is tried once more, and then succeeds."""

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        try:
            return execute(*given)
        except OperationalError as error:
            self.append(str(error))
            raise


def write(writer: int, count: int) -> None:
    """Store so many articles, and change a row after each."""
    for number in range(count):
        text = f"“Writer {writer} says {number},” Zakharova said."
        statement = made_statement(text, text.split(" Zakharova", maxsplit=1)[0], ZAKHAROVA)
        source = made_source(text, url=f"https://tass.com/{writer}/{number}")
        stored = store(source, made_extraction(text, statement))
        assert stored.outcome is Outcome.IMPORTED
        with transaction.atomic():  # a transaction that reads before it writes
            outlet = Outlet.objects.order_by("pk")[0]
            Outlet.objects.filter(pk=outlet.pk).update(country="RU")


def read(done: Event) -> None:
    while not done.is_set():
        list(Statement.objects.select_related("speaker").order_by("-pk")[:20])


def on_its_own(work: Callable[..., None], *given: object) -> Refusals:
    """Do this with a connection of its own; returns what the database refused."""
    refusals = Refusals()
    try:
        with connection.execute_wrapper(refusals):
            work(*given)
    finally:
        connection.close()
    return refusals


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("count", [5, pytest.param(250, marks=pytest.mark.torture)])
def test_four_writers_beside_readers_never_find_the_database_locked(count: int) -> None:
    done = Event()
    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        readers = [pool.submit(on_its_own, read, done) for _ in range(READERS)]
        writers = [
            pool.submit(on_its_own, write, number, count) for number in range(WRITERS)
        ]
        try:
            refused = [writer.result() for writer in writers]
        finally:
            done.set()
        refused += [reader.result() for reader in readers]

    assert refused == [[]] * (WRITERS + READERS)  # of 2 * WRITERS * count transactions
    assert Article.objects.count() == WRITERS * count
