"""What a process keeps in memory, and for how long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statements.views.kept import Store

KEYS = st.sampled_from("abcdef")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_kept_longer_than_a_while() -> None:
    clock = Clock()
    store = Store[str](most=2, seconds=10, clock=clock)
    store.keep("a", "A")

    clock.now = 10
    assert store.get("a") == "A"
    clock.now = 10.1
    assert store.get("a") is None


def test_what_weighs_more_than_all_may_is_not_kept() -> None:
    store = Store[str](most=5)
    store.keep("a", "A", weight=3)
    store.keep("b", "B", weight=6)

    assert (store.get("a"), store.get("b")) == ("A", None)


@given(st.lists(st.tuples(KEYS, st.integers(1, 9)), min_size=1, max_size=40))
def test_what_was_kept_last_is_there_and_all_of_it_is_never_too_heavy(
    kept: list[tuple[str, int]],
) -> None:
    store = Store[int](most=12)
    for key, weight in kept:
        store.keep(key, weight, weight)

    there = {key: found for key in dict(kept) if (found := store.get(key))}
    newest, weight = kept[-1]
    assert there[newest] == weight
    assert sum(there.values()) <= store.most
    assert there.items() <= dict(kept).items()
