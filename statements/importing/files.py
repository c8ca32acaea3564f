"""Plain files, opened so that nothing on disk can keep the importer waiting."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from statements.importing.labels import refused
from statements.importing.limits import check_size
from statements.importing.sources import UnreadableError


@contextmanager
def open_file(path: Path, name: str) -> Iterator[BufferedReader]:
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
