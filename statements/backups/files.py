"""Files that are there either complete or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class RefusedError(Exception):
    """What was asked for cannot be done; the message says why and what helps."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Yield an empty file beside `path`, which gets that name when all went well.

    Only its owner may read it: a backup holds the passwords of editors, hashed. A file that
    has the name already is never overwritten.
    """
    _refuse_existing(path)
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}.") from error
    os.close(number)
    partial = Path(name)
    try:
        yield partial
        _make_durable(partial)
        _refuse_existing(path)
        partial.rename(path)
        _make_durable(path.parent)
    finally:
        partial.unlink(missing_ok=True)


def _refuse_existing(path: Path) -> None:
    if path.exists(follow_symlinks=False):
        raise RefusedError(f"{path} exists, and nothing is overwritten: name another file.")


def _make_durable(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
