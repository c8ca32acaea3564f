"""`articles.toml`: what is known about the articles in a folder from outside their texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from statements.extraction import edtf
from statements.importing.addresses import normal_url
from statements.importing.sources import About, UnreadableError

NAME = "articles.toml"
MAX_BYTES = 50_000_000
KEYS = ("outlet", "url", "published", "known_from", "language", "headline", "byline")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The tables of one `articles.toml`; none where there is no such file."""

    name: str
    tables: Mapping[str, object]

    def about(self, file_name: str) -> About:
        """Return what is said about a file. Refuses a key or a value that cannot be used."""
        table = self.tables.get(file_name, {})
        try:
            return make_about(table)
        except ValueError as error:
            problem = f'{error} in ["{file_name}"]'
            raise UnreadableError(
                self.name, problem, f"Correct it, then import {file_name}"
            ) from None


def read_sidecar(folder: Path) -> Sidecar:
    """Return the `articles.toml` of a folder, an empty one if there is none."""
    path = folder / NAME
    try:
        status = path.stat()
    except FileNotFoundError:
        return Sidecar(str(path), {})
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read(path: Path, _changed_at: int, size: int) -> Sidecar:
    if size > MAX_BYTES or not path.is_file():
        raise UnreadableError(
            str(path), "is no file of tables", "No file beside it was read"
        )
    try:
        return Sidecar(str(path), tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        cure = "Correct it; until then no file beside it is imported"
        raise UnreadableError(str(path), f"is not TOML: {error}", cure) from None


def make_about(table: object) -> About:
    """Return a table of strings as `About`. Raises ValueError for a key or value it cannot use.

    >>> make_about({"outlet": "TASS", "published": date(2021, 11, 5)}).published
    '2021-11-05'
    """
    if not isinstance(table, Mapping):
        raise ValueError(f"a table is expected, not {table!r}")
    if unknown := sorted(set(table) - set(KEYS)):
        raise ValueError(f"{unknown[0]!r} is not known (one of: {', '.join(KEYS)})")
    values = {key: _clean(key, value) for key, value in table.items()}
    if "url" in values:
        values["url"] = normal_url(values["url"])
    if "published" in values:
        values["published"] = known_day(values["published"])
    return About(**values)


def _clean(key: str, value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError(f"{key} = {value!r} is not a text")
    return " ".join(text.split())


def known_day(value: str) -> str:
    """Return a day, month, year or interval in EDTF as given. Raises ValueError for others."""
    day = value[:10] if value[10:11] in {"T", " "} else value
    if day and None in edtf.parse(day)[:2]:
        raise ValueError(f"published = {value!r} leaves the day open")
    return day
