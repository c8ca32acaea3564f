"""Articles as JSON lines, each good or with the reason why not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from statements.importing.decoding import decode
from statements.importing.limits import MAX_PAGE_BYTES, check_size
from statements.importing.pieces import Piece, Stream, record_piece
from statements.importing.sources import About, UnreadableError

_CURE = 'Write one object a line, such as {"text": "...", "outlet": "...", "url": "..."}'
_ARTICLE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"|$)')


def is_json(head: bytes) -> bool:
    """Tell whether this may be the beginning of an object."""
    return _ARTICLE.match(head) is not None


def read_json_lines(stream: Stream) -> Iterator[Piece]:
    """Yield the article on each line that is not empty.

    Of a line beyond the limit only the beginning is kept in memory.
    """
    number = 0
    while line := stream.file.readline(MAX_PAGE_BYTES + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.file.readline(MAX_PAGE_BYTES + 1)
        if line.strip():
            yield _read_line(f"{stream.name}:{number}", line, stream.about)


def _read_line(name: str, line: bytes, about: About) -> Piece:
    try:
        check_size(line, name, MAX_PAGE_BYTES)
        values = json.loads(decode(name, line))
        if not isinstance(values, dict):
            raise ValueError("it is no object")
        return record_piece(name, values, about)
    except UnreadableError as error:
        return error
    except (ValueError, RecursionError) as error:
        return UnreadableError(name, f"cannot be read: {error}", _CURE)
