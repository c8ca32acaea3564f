"""Plain files, opened so that nothing on disk can keep the importer waiting."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from statements.importing.sources import UnreadableError
from statements.importing.walking import refused

MEGABYTE = 1_000_000


@contextmanager
def open_file(path: Path, name: str) -> Iterator[BinaryIO]:
    """Open a plain file for reading; a pipe, a device or an error of the disk is refused."""
    try:
        # Not blocking, because between the walk and now the file may have become a pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise refused(path, error) from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError(name, "is not a file", "Save the article in a file")
        try:
            yield file
        except OSError as error:
            raise refused(path, error) from None


def read_bytes(path: Path, name: str, limit: int) -> bytes:
    """Return what a file holds, without ever reading beyond `limit` bytes."""
    with open_file(path, name) as file:
        data = file.read(limit + 1)
    check_size(data, name, limit)
    return data


def read_lines(path: Path, name: str, limit: int) -> Iterator[tuple[str, bytes]]:
    """Yield the lines of a file that are not empty, each with a name to call it by.

    Of a line longer than `limit` bytes only the beginning is kept in memory.
    """
    with open_file(path, name) as file:
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(limit + 1)
            if line.strip():
                yield f"{name}:{number}", line


def check_size(data: bytes, name: str, limit: int) -> None:
    """Refuse more than `limit` bytes."""
    if len(data) > limit:
        problem = f"is larger than {limit // MEGABYTE} MB, which no article is"
        raise UnreadableError(name, problem, "Split it into one file an article")
