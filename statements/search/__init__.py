"""Search: what was typed becomes a query, and a query becomes statements and counts."""

from collections.abc import Iterable
from typing import Any


def index(statements: Iterable[Any]) -> None:
    """Write the index entries of `statements` anew (replaced as soon as the index exists)."""
