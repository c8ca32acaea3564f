"""The articles of a feed in RSS or Atom, where the feed holds them whole."""

from __future__ import annotations

from collections.abc import Iterator

from statements.importing.formats.markup import root_name
from statements.importing.limits import MAX_PAGE_BYTES, check_size
from statements.importing.page import Entry, PageError
from statements.importing.page_process import page_process
from statements.importing.pieces import Piece, RawPage, Stream, about_of
from statements.importing.sources import About, UnreadableError

_TEASER = "Save the page of the article itself"


def is_feed(head: bytes) -> bool:
    """Tell whether this begins with the root of a feed."""
    return root_name(head) in {"rss", "feed", "rdf:rdf"}


def read_feed(stream: Stream) -> Iterator[Piece]:
    """Yield the page of each entry. A feed that only announces articles is refused as a whole."""
    data = stream.file.read(MAX_PAGE_BYTES + 1)
    check_size(data, stream.name, MAX_PAGE_BYTES)
    try:
        entries = page_process().read_feed(data)
    except PageError as error:
        raise UnreadableError(stream.name, error.problem, error.cure) from None
    if not entries:
        raise UnreadableError(stream.name, "is a feed without entries", "Save it again")
    if not any(entry.html for entry in entries):
        problem = (
            f"is a feed of teasers: none of its {len(entries)} entries has its article"
        )
        raise UnreadableError(stream.name, problem, "Save the pages of the articles")
    for number, entry in enumerate(entries, start=1):
        yield _piece(f"{stream.name}#{number}", entry, stream.about)


def _piece(name: str, entry: Entry, about: About) -> Piece:
    if not entry.html:
        where = f", {entry.facts.url}" if entry.facts.url else ""
        return UnreadableError(
            name, "has only the beginning of an article", _TEASER + where
        )
    about = about.or_else(about_of(entry.facts))
    return RawPage(name, entry.html.encode(), about)
