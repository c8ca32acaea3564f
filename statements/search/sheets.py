"""Entries as rows of the tables that keep them, ready to be written. Pure.

To make them takes as long as to write them; so `bulk` has other processes make them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from statements.search.entries import Entry, Row, make_entry

type Numbers = tuple[int, int, int, int | None, int | None]
type Texts = tuple[Any, ...]  # in the form that its database takes
type TextsOf = Callable[[Entry], Texts]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Entries in the order of the index; at the same place their numbers and their texts."""

    numbers: list[Numbers]  # sort key, statement, facts, first and last day
    texts: list[Texts]  # what a database keeps of the words
    forms: list[str]  # of all entries together, each once, in order


def make_sheet(rows: Sequence[Row], texts_of: TextsOf) -> Sheet:
    """Return the entries of these statements, with the texts that a database wants."""
    entries = sorted(map(make_entry, rows), key=lambda entry: entry.sort_key)
    return sheet_of(entries, texts_of)


def sheet_of(entries: Sequence[Entry], texts_of: TextsOf) -> Sheet:
    """Return entries, which are in order, as a sheet."""
    return Sheet(
        [(e.sort_key, e.statement, e.facts, e.first_day, e.last_day) for e in entries],
        [texts_of(entry) for entry in entries],
        sorted(set(chain.from_iterable(e.said for e in entries)) - {""}),
    )
