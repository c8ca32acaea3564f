"""Hints for the pages of single outlets, read once from `outlets.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from statements.extraction.model import ZoneKind

_TABLE = Path(__file__).with_name("outlets.toml")


@dataclass(frozen=True, slots=True)
class Outlet:
    """What is known about the pages of one outlet."""

    name: str
    betrayed_by: tuple[str, ...] = ()  # words on a page that only this outlet uses
    lines: Mapping[str, ZoneKind] = field(
        default_factory=dict
    )  # casefolded line -> its kind


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return every outlet of the table."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        Outlet(
            name,
            tuple(row.get("betrayed_by", ())),
            {
                line.casefold(): ZoneKind(kind)
                for line, kind in row.get("lines", {}).items()
            },
        )
        for name, row in table.items()
    )


def furniture_of(outlet: str) -> Mapping[str, ZoneKind]:
    """Return the lines known to be furniture on the pages of `outlet`, by name."""
    wanted = outlet.casefold()
    for known in outlets():
        if known.name.casefold() == wanted:
            return known.lines
    return {}


def betrayed_outlet(text: str) -> str:
    """Return the outlet whose own words stand on the page, or ""."""
    for known in outlets():
        if any(words in text for words in known.betrayed_by):
            return known.name
    return ""
