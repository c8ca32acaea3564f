"""What is known about articles from outside their texts: `articles.toml`, or `NAME.json`."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from statements.extraction import edtf
from statements.importing.addresses import normal_url
from statements.importing.files import read_bytes
from statements.importing.sources import NOTHING, About, UnreadableError

NAME = "articles.toml"
MAX_BYTES = 50_000_000
KEYS = ("outlet", "url", "published", "known_from", "language", "headline", "byline")
_ALONE = 1_000_000  # bytes of what is known about one file
_OBJECT = 'Write one object, such as {"outlet": "...", "published": "2021-08-20"}'

# Returns what a file in the same folder holds, at most so many bytes; None where there is none.
ReadBeside = Callable[[str, int], bytes | None]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What lies in a folder beside its articles: the tables of `articles.toml`, objects of JSON."""

    name: str
    tables: Mapping[str, object]
    read: ReadBeside

    def about(self, file_name: str) -> About:
        """Return what is said about a file, in `NAME.json` before `articles.toml`.

        Refuses a key or a value that cannot be used.
        """
        table = self.tables.get(file_name)
        try:
            told = NOTHING if table is None else make_about(table)
        except ValueError as error:
            problem = f'{error} in ["{file_name}"]'
            raise UnreadableError(
                self.name, problem, f"Correct it, then import {file_name}"
            ) from None
        return self._about_alone(file_name).or_else(told)

    def _about_alone(self, file_name: str) -> About:
        beside = f"{os.path.splitext(file_name)[0]}.json"  # noqa: PTH122
        data = self.read(beside, _ALONE) if beside != file_name else None
        if data is None:
            return NOTHING
        name = f"{self.name.removesuffix(NAME)}{beside}"
        try:
            values = json.loads(data)
            if not isinstance(values, dict) or not set(values) & set(KEYS):
                raise ValueError(f"it is no object with one of: {', '.join(KEYS)}")
            return make_about(
                {key: values[key] for key in KEYS if values.get(key) is not None}
            )
        except (ValueError, RecursionError) as error:
            cure = f"{_OBJECT}; then import {file_name}"
            raise UnreadableError(name, f"cannot be used: {error}", cure) from None


def read_sidecar(folder: Path) -> Sidecar:
    """Return what lies beside the files of a folder."""
    path = folder / NAME
    name, read = str(path), partial(_read_in, folder)
    try:
        status = path.stat()
    except FileNotFoundError:
        return Sidecar(name, {}, read)
    return Sidecar(name, _tables_of(path, status.st_mtime_ns, status.st_size), read)


def parse_sidecar(name: str, read: ReadBeside) -> Sidecar:
    """Return what lies beside the files that `read` finds, where that is no folder on disk."""
    data = read(NAME, MAX_BYTES)
    return Sidecar(name, {} if data is None else _parse(name, data), read)


def _read_in(folder: Path, name: str, limit: int) -> bytes | None:
    path = os.path.join(folder, name)  # noqa: PTH118 - asked of every file there is
    return read_bytes(Path(path), path, limit) if os.path.isfile(path) else None  # noqa: PTH113


@lru_cache(maxsize=64)
def _tables_of(path: Path, _changed_at: int, size: int) -> Mapping[str, object]:
    if size > MAX_BYTES or not path.is_file():
        raise UnreadableError(
            str(path), "is no file of tables", "No file beside it was read"
        )
    return _parse(str(path), path.read_bytes())


def _parse(name: str, data: bytes) -> Mapping[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        cure = "Correct it; until then no file beside it is imported"
        raise UnreadableError(name, f"is not TOML: {error}", cure) from None


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
