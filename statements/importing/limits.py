"""How large things may be, so that no file can fill the memory."""

from __future__ import annotations

from statements.importing.sources import UnreadableError

MEGABYTE = 1_000_000
MAX_BYTES = 5 * MEGABYTE  # of one article; a long one has fifty thousand
MAX_PAGE_BYTES = 20 * MEGABYTE  # of a web page, a feed, a line, a file in an archive
MAX_RATIO = 100  # bytes that come out of one compressed byte; of a text about four do


def check_size(data: bytes, name: str, limit: int) -> None:
    """Refuse more than `limit` bytes."""
    if len(data) > limit:
        raise too_large(name, limit)


def too_large(name: str, limit: int) -> UnreadableError:
    """Return the refusal of more than `limit` bytes."""
    problem = f"is larger than {limit // MEGABYTE} MB, which no article is"
    return UnreadableError(name, problem, "Split it into one file an article")
