"""Which formats there are, and which one a file is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from statements.importing.formats.archives import is_archive, read_archive
from statements.importing.formats.documents import read_page, read_text
from statements.importing.formats.feeds import is_feed, read_feed
from statements.importing.formats.json_lines import is_json, read_json_lines
from statements.importing.formats.markup import is_page
from statements.importing.formats.tables import is_table, read_table
from statements.importing.formats.warcs import GZIP, is_warc, read_warc
from statements.importing.pieces import Piece, Read, Stream
from statements.importing.sources import UnreadableError

HEAD = 4_096  # bytes by which a format is recognised


def _never(_head: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write down articles."""

    name: str
    suffixes: tuple[str, ...]
    read: Read
    certain: Callable[[bytes], bool] = (
        _never  # its first bytes tell, whatever the file is called
    )
    likely: Callable[[bytes], bool] = _never  # they tell where the name does not
    single: bool = False  # one article a file, so that it may be read whole


def recognise(stream: Stream) -> Format:
    """Return the format of a stream: what its first bytes say for certain, else its name.

    Raises UnreadableError for a file that first has to be unpacked.
    """
    head = stream.file.peek(HEAD)[:HEAD]
    ending = (one for one in FORMATS if stream.name.lower().endswith(one.suffixes))
    certain = (one for one in FORMATS if one.certain(head))
    likely = (one for one in FORMATS if one.likely(head))
    found = next(chain(certain, ending, likely), TEXT)
    if head.startswith(GZIP) and found.name != "warc":
        raise UnreadableError(
            stream.name, "is compressed with gzip", "Unpack it, for example with: gunzip"
        )
    return found


def _read_member(stream: Stream) -> Iterator[Piece]:
    found = recognise(stream)
    if found is ARCHIVE:
        raise UnreadableError(
            stream.name, "is an archive in an archive", "Unpack the outer one"
        )
    return found.read(stream)


def _read_archive(stream: Stream) -> Iterator[Piece]:
    return read_archive(stream, _read_member, tuple(SUFFIXES))


TEXT = Format("txt", (".txt",), read_text, single=True)
ARCHIVE = Format("zip", (".zip",), _read_archive, certain=is_archive)
FORMATS = (
    TEXT,
    Format("html", (".html", ".htm", ".xhtml"), read_page, certain=is_page, single=True),
    Format("jsonl", (".jsonl", ".ndjson"), read_json_lines, likely=is_json),
    Format("csv", (".csv", ".tsv"), read_table, likely=is_table),
    Format("feed", (".xml", ".rss", ".atom"), read_feed, certain=is_feed),
    Format("warc", (".warc", ".warc.gz"), read_warc, certain=is_warc),
    ARCHIVE,
)
BY_NAME = {one.name: one for one in FORMATS}
SUFFIXES = {suffix: one for one in FORMATS for suffix in one.suffixes}
