"""A load on SQLite rests once in a while, so that others come in to write."""

from __future__ import annotations

from itertools import accumulate

import pytest

from statements.search import letting_in
from statements.search.letting_in import OPEN, SHUT, Door


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The rests that a door takes, while each transaction takes twenty milliseconds."""
    taken: list[float] = []
    clock = iter(range(1_000))
    monkeypatch.setattr(letting_in, "monotonic", lambda: next(clock) * 0.02)
    monkeypatch.setattr(letting_in, "sleep", taken.append)
    return taken


def test_a_load_rests_once_in_a_while(rests: list[float]) -> None:
    door = Door(opened_at=0)

    for _ in range(13):
        door.stored(250)

    assert rests == [OPEN, OPEN, OPEN]


def test_whoever_waits_looks_again_while_the_door_is_open() -> None:
    looks = list(accumulate((1, 2, 5, 10, 15, 20, 25, 25, 25), initial=0))  # milliseconds
    transaction = 30

    for wait in range(round(1_000 * SHUT) + transaction):
        assert any(wait <= look < wait + 1_000 * OPEN for look in looks), wait
