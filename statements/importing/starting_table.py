"""The people and institutions a fresh installation knows, entered when first needed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import statements.extraction.lexicon
from statements.extraction.model import SpeakerKind
from statements.extraction.names import name_key

_TABLE = Path(statements.extraction.lexicon.__file__).with_name("people.toml")
_CODES = {"Armenia": "AM", "Azerbaijan": "AZ", "France": "FR", "Russia": "RU"}  # ISO 3166


@dataclass(frozen=True, slots=True)
class Entry:
    """One speaker of the table, with every spelling it lists."""

    name: str
    kind: SpeakerKind
    spellings: tuple[str, ...]
    country: str  # two letters, "" where the table has none
    role: str
    source: str


def find_entry(name: str) -> Entry | None:
    """Return who the table lists under a spelling; None where nobody or more than one is.

    >>> find_entry("Гаджиев").name
    'Hikmet Hajiyev'
    """
    entries = _by_key().get(name_key(name), ())
    return entries[0] if len(entries) == 1 else None


@cache
def _by_key() -> Mapping[str, tuple[Entry, ...]]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    found: dict[str, tuple[Entry, ...]] = {}
    for kind in (SpeakerKind.PERSON, SpeakerKind.INSTITUTION):
        for row in table.get(kind.value, []):
            entry = _entry(kind, row)
            for key in {name_key(name) for name in (entry.name, *entry.spellings)}:
                found[key] = (*found.get(key, ()), entry)
    return found


def _entry(kind: SpeakerKind, row: Mapping[str, Any]) -> Entry:
    return Entry(
        name=row["name"],
        kind=kind,
        spellings=tuple(row.get("spellings", ())),
        country=_CODES.get(row.get("country", ""), ""),
        role=row.get("role", ""),
        source=row.get("source", ""),
    )
