"""Where a page begins, as a link carries it."""

import re
from dataclasses import dataclass
from enum import StrEnum

_CURSOR = re.compile(r"([abo])([0-9a-f]{1,15})", re.ASCII)


class Side(StrEnum):
    """What the number of a cursor means."""

    AFTER = "a"  # the statements behind this sort key
    BEFORE = "b"  # the page that ends in front of this sort key
    OFFSET = "o"  # so many statements from the beginning


@dataclass(frozen=True, slots=True)
class Cursor:
    """The beginning of a page that is not the first."""

    side: Side
    value: int

    def __str__(self) -> str:
        return f"{self.side}{self.value:x}"


def read_cursor(typed: str) -> Cursor | None:
    """Return what a link carried, None for the first page and for what is no cursor.

    >>> read_cursor(str(Cursor(Side.AFTER, 1234)))
    Cursor(side=<Side.AFTER: 'a'>, value=1234)
    >>> read_cursor("a-1"), read_cursor("")
    (None, None)
    """
    match = _CURSOR.fullmatch(typed)
    return Cursor(Side(match[1]), int(match[2], 16)) if match else None
