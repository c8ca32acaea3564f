"""A file becomes a `Source`, or one clear reason why it cannot."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from statements.importing.decoding import decode
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input, refused

MAX_BYTES = 5_000_000  # of one article; a long one has fifty thousand


def read(given: Input, about: About) -> Iterator[Source | UnreadableError]:
    """Yield the articles in a file. What `about` says counts for more than what lies beside it."""
    try:
        yield _read_text(given, about.or_else(given.about))
    except UnreadableError as error:
        yield error


def _read_text(given: Input, about: About) -> Source:
    data = read_bytes(given.path, given.name)
    return Source(given.name, decode(given.name, data), about)


def read_bytes(path: Path, name: str, limit: int = MAX_BYTES) -> bytes:
    """Return what a plain file holds. Never waits for a pipe, never reads beyond `limit`."""
    try:
        # Not blocking, because between the walk and now the file may have become a pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise refused(path, error) from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError(name, "is not a file", "Save the article in a file")
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise refused(path, error) from None
    if len(data) > limit:
        problem = f"is larger than {limit // 1_000_000} MB, which no article is"
        raise UnreadableError(name, problem, "Split it into one file an article")
    return data
