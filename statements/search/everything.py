"""All that match a question, for what pages through it by number or takes all of it along."""

from collections.abc import Iterator, Sequence
from typing import overload

from statements.search.entries import LAST_KEY, statement_of
from statements.search.matching import Filters
from statements.search.query import Query
from statements.search.stretches import Order, after
from statements.search.walking import begin

AT_ONCE = 1_000  # keys read in one step


class Everything(Sequence[int]):
    """The primary keys of all statements that match, in order. Each use asks the index."""

    def __init__(
        self,
        query: Query,
        filters: Filters | None = None,
        order: Order = Order.NEWEST,
        using: str = "default",
    ) -> None:
        self._walk = begin(query, filters or Filters(), order, using)

    def __len__(self) -> int:
        kept = self._walk.kept()
        if kept.stored and kept.stored.exact:
            return kept.stored.total
        return kept.within.total if kept.within else self._walk.count()

    @overload
    def __getitem__(self, wanted: int) -> int: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[int]: ...
    def __getitem__(self, wanted: int | slice) -> int | list[int]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        until = LAST_KEY if wanted.stop is None else wanted.stop
        keys = self._walk.first(until).keys[wanted]
        return [statement_of(key) for key in keys.tolist()]

    def __iter__(self) -> Iterator[int]:
        left = self._walk.stretches
        while found := self._walk.along(left, AT_ONCE):
            yield from (statement_of(key) for key in found.keys.tolist())
            left = after(left, found.last)

    def latest(self, most: int) -> list[int]:
        """Return the primary keys of those stored last."""
        return self._walk.first(LAST_KEY).latest(most)
