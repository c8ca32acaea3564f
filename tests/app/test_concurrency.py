"""Several people at once, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from statements.models import Outlet
from tests.factories import make_outlet

WRITERS, TRANSACTIONS = 4, 15
PATIENCE = 30  # seconds


@pytest.mark.django_db(transaction=True)
def test_writers_that_read_first_wait_for_each_other_and_none_fails() -> None:
    together = Barrier(WRITERS)

    def write(writer: int) -> None:
        together.wait(PATIENCE)
        try:
            for number in range(TRANSACTIONS):
                with transaction.atomic():
                    assert Outlet.objects.count() >= number
                    make_outlet(f"Outlet {writer}-{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as threads:
        for written in [threads.submit(write, writer) for writer in range(WRITERS)]:
            written.result(PATIENCE)

    assert Outlet.objects.count() == WRITERS * TRANSACTIONS


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_a_writer() -> None:
    make_outlet("Before")

    def read() -> list[str]:
        try:
            return [outlet.name for outlet in Outlet.objects.all()]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        make_outlet("Not yet told")
        seen = threads.submit(read).result(PATIENCE / 10)

    assert seen == ["Before"]
