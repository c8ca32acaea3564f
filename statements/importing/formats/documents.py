"""Files that are one article: a plain text, or a web page."""

from __future__ import annotations

from collections.abc import Iterator

from statements.importing.decoding import decode
from statements.importing.limits import MAX_BYTES, MAX_PAGE_BYTES, check_size
from statements.importing.pieces import Piece, RawPage, Stream, source_of


def read_text(stream: Stream) -> Iterator[Piece]:
    """Yield the article that a text is."""
    data = stream.file.read(MAX_BYTES + 1)
    check_size(data, stream.name, MAX_BYTES)
    yield source_of(stream.name, decode(stream.name, data), stream.about)


def read_page(stream: Stream) -> Iterator[Piece]:
    """Yield the web page, unread."""
    data = stream.file.read(MAX_PAGE_BYTES + 1)
    check_size(data, stream.name, MAX_PAGE_BYTES)
    yield RawPage(stream.name, data, stream.about)
