"""How a run is to be done and what it is given, also as text that anybody can go on from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from statements.importing.fetching import fetch_inputs
from statements.importing.sources import NOTHING, About, UnreadableError
from statements.importing.walking import STDIN, Input, find_inputs

type Given = Input | UnreadableError

_KNOWN = [field.name for field in fields(About)]
_OF_ONE_PROGRAM = {"dry_run", "workers", "cluster"}  # the next may do that otherwise


@dataclass(frozen=True, slots=True)
class Orders:
    """How a run is to be done."""

    about: About = NOTHING
    dry_run: bool = False  # do all of it, and take it back
    again: bool = False  # extract what is known already, too
    renewing: bool = False  # and let that take the place of what was found before
    workers: int = 0  # processes that extract; none: this one does
    cluster: str = ""  # the address of a scheduler whose workers extract
    paths: tuple[Path, ...] = ()  # what the run was called with
    urls: tuple[str, ...] = ()  # and the pages that were to be fetched
    format: str = ""  # of all of them, where it is not to be recognised

    @property
    def listable(self) -> bool:
        """Tell whether another program could read each input as well as this one."""
        return not self.urls and STDIN not in self.paths


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file that this importer, and nobody else, is to import."""

    listed: int  # the row
    given: Given
    done: int  # so many of its articles have their outcome already


def find_given(orders: Orders) -> Iterator[Given]:
    """Yield what a run is to import, or what keeps it from being read, in a stable order."""
    yield from find_inputs(orders.paths, orders.format)
    yield from fetch_inputs(orders.urls, orders.format)


def write_orders(orders: Orders) -> str:
    """Return orders as ASCII, with paths that mean the same from any folder."""
    kept = {
        name: value for name, value in asdict(orders).items() if name not in _OF_ONE_PROGRAM
    }
    kept["paths"] = [
        os.fspath(path if path == STDIN else path.absolute()) for path in orders.paths
    ]
    return json.dumps(kept)


def read_orders(text: str, *, workers: int = 0, cluster: str = "") -> Orders:
    """Return the orders that were written, for a program with workers of its own.

    >>> read_orders(write_orders(Orders(About(outlet="TASS"), paths=(Path("/a"),)))).paths
    (PosixPath('/a'),)
    """
    values: dict[str, Any] = json.loads(text)
    return Orders(
        about=_about(values.get("about", {})),
        again=values.get("again", False),
        renewing=values.get("renewing", False),
        workers=workers,
        cluster=cluster,
        paths=tuple(map(Path, values.get("paths", []))),
        urls=tuple(values.get("urls", [])),
        format=values.get("format", ""),
    )


def write_given(given: Given) -> str:
    """Return a file to be read, or why it cannot be, as ASCII; no path is lost by it."""
    if isinstance(given, UnreadableError):
        return json.dumps({key: getattr(given, key) for key in ("name", "problem", "cure")})
    about = {key: value for key in _KNOWN if (value := getattr(given.about, key))}
    values = {"path": os.fspath(given.path), "name": given.name, "about": about}
    return json.dumps({**values, "format": given.format})


def read_given(text: str) -> Given:
    """Return what `write_given` wrote.

    >>> read_given(write_given(Input(Path("a.txt"), "a.txt", About(language="en")))).about.language
    'en'
    """
    values: dict[str, Any] = json.loads(text)
    if "problem" in values:
        return UnreadableError(**values)
    return Input(
        **{**values, "path": Path(values["path"]), "about": _about(values["about"])}
    )


def _about(values: dict[str, str]) -> About:
    return About(**{name: value for name, value in values.items() if name in _KNOWN})
