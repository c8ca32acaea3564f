"""Frequent words are counted anew by who has nothing else to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import connection

from statements import search
from statements.search import Filters, find, parse, stored
from tests.factories import make_statement

pytestmark = pytest.mark.django_db(transaction=True)

PUBLISHED = Filters(states=("published",))


class Clock:
    """A clock that stands until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr("statements.search.finding.MOST_COUNTED", 2)
    monkeypatch.setattr(stored, "FREQUENT", 2)
    for number in range(3):
        make_statement(f"arms {number}", state="published")
    search.tidy(connection)
    make_statement("arms, once more", state="published")
    return Clock()


def told() -> tuple[int, bool]:
    found = find(parse("arms"), PUBLISHED)
    return found.count, found.exact


def test_what_was_written_is_counted_while_nothing_else_is_to_be_done(clock: Clock) -> None:
    assert told() == (2, False)

    search.Upkeep(clock).while_idle()

    assert told() == (4, True)


def test_it_is_not_counted_again_within_a_minute(clock: Clock) -> None:
    upkeep = search.Upkeep(clock)
    upkeep.while_idle()
    make_statement("arms again", state="published")

    clock.now = 59
    upkeep.while_idle()
    before = told()
    clock.now = 61
    upkeep.while_idle()

    assert (before, told()) == ((2, False), (5, True))


def test_what_takes_long_is_done_seldom(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def take_long(*parts: object) -> bool:
        asked.append(clock.now)
        clock.now += 10
        return True

    monkeypatch.setattr("statements.search.upkeep.count_frequent", take_long)
    upkeep = search.Upkeep(clock)
    while clock.now < 500:
        upkeep.while_idle()
        clock.now += 1

    assert asked == [0, 210, 420]


def test_who_is_asked_to_stop_keeps_nothing(clock: Clock) -> None:
    search.Upkeep(clock).while_idle(lambda: True)

    assert told() == (2, False)


def test_nothing_is_counted_where_nothing_has_changed(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    search.tidy(connection)
    monkeypatch.delattr("statements.search.upkeep.count_frequent")

    search.Upkeep(clock).while_idle()

    assert told() == (4, True)


def test_of_two_who_count_at_once_the_later_is_believed(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "AT_ONCE", 1)
    keep = stored.keep

    def keep_slowly(cursor: Any, rows: Iterable[Any], version: str) -> None:
        def some() -> Iterator[Any]:
            for number, row in enumerate(rows):
                if number == 1:
                    make_statement("arms meanwhile", state="published")
                    monkeypatch.setattr(stored, "keep", keep)
                    search.count_frequent(connection)
                yield row

        keep(cursor, some(), version)

    monkeypatch.setattr(stored, "keep", keep_slowly)
    search.count_frequent(connection)

    assert told() == (5, True)
