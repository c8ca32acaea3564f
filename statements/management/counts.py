"""Numbers with what they count."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """Return a number with what it counts.

    >>> counted(1, "article"), counted(0, "flaw"), counted(2000, "statement")
    ('1 article', '0 flaws', '2000 statements')
    """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
