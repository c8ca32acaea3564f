"""The web pages of a crawl: a WARC file, compressed or not."""

from __future__ import annotations

import gzip
import logging
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr, suppress
from io import StringIO
from typing import BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from statements.importing.addresses import normal_url
from statements.importing.limits import MAX_PAGE_BYTES, MAX_RATIO, MEGABYTE, check_size
from statements.importing.pieces import Piece, RawPage, Stream
from statements.importing.sources import About, UnreadableError

GZIP = b"\x1f\x8b"
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MAX_HEADERS = MEGABYTE  # bytes between the content of one record and that of the next
_CHUNK = 65_536
# What the library stumbles over in a record without its address or its lines.
_UNFORESEEN = (AttributeError, LookupError, OverflowError, TypeError, ValueError)
_CURE = "Fetch it anew; what stands before this place was read"

logging.getLogger("warcio").setLevel(
    logging.ERROR
)  # of odd addresses, which we judge ourselves


def is_warc(head: bytes) -> bool:
    """Tell whether this begins with a record of a crawl, compressed or not."""
    if head.startswith(GZIP):
        with suppress(zlib.error):
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 10)
    return head.startswith(b"WARC/")


def read_warc(stream: Stream) -> Iterator[Piece]:
    """Yield the pages that were fetched, each named by the number of its record.

    Requests, pictures and answers other than 200 are passed over. What cannot be
    followed ends the file, since no one can tell where the next record begins.
    """
    tap = _Tap(stream)
    records = ArchiveIterator(tap)
    number = found = 0
    while True:
        tap.allow(_MAX_HEADERS)
        try:
            record = _next(records)
        except (ArchiveLoadFailed, StatusAndHeadersParserException) as error:
            problem = (
                f"cannot be read beyond record {number}: {' '.join(str(error).split())}"
            )
            raise UnreadableError(stream.name, problem[:300], _CURE) from None
        if record is None:
            break
        number += 1
        tap.allow(None)
        if _is_page(record):
            found += 1
            yield _read_record(f"{stream.name}#{number}", record, stream.about)
        while record.raw_stream.read(_CHUNK):  # to its end, without keeping it
            pass
    if not found:
        problem = f"holds no web page among its {number} records"
        raise UnreadableError(stream.name, problem, "Check what was crawled")


def _next(records: ArchiveIterator) -> ArcWarcRecord | None:
    """Return the next record, None at the end. The library only prints a length that is wrong."""
    try:
        with redirect_stderr(StringIO()):
            record = next(records, None)
    except UnreadableError:
        raise
    except _UNFORESEEN as error:
        raise ArchiveLoadFailed(f"a record without what it needs ({error})") from None
    if records.err_count:
        raise ArchiveLoadFailed("a record is not as long as it says")
    return record


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type", "").partition(";")[0]
    answered = record.http_headers.get_statuscode() == "200"
    return answered and kind.strip().lower() in _PAGES


def _read_record(name: str, record: ArcWarcRecord, about: About) -> Piece:
    url = ""
    with suppress(ValueError):  # a crawler may write what is no address
        url = normal_url(record.rec_headers.get_header("WARC-Target-URI", ""))
    try:
        data = record.content_stream().read(MAX_PAGE_BYTES + 1)
        check_size(data, name, MAX_PAGE_BYTES)
    except UnreadableError as error:
        return error
    return RawPage(name, _in_utf8(data, record), about.or_else(About(url=url)))


def _in_utf8(data: bytes, record: ArcWarcRecord) -> bytes:
    """Return a page marked as UTF-8 where the server named another encoding that fits."""
    _, _, named = record.http_headers.get_header("Content-Type", "").partition("charset=")
    charset = named.partition(";")[0].strip(" \"'")
    with suppress(LookupError, UnicodeDecodeError, ValueError):
        return data.decode(charset).encode("utf-8-sig") if charset else data
    return data


class _Tap:
    """The bytes of a crawl, decompressed, of which no more come than are allowed."""

    def __init__(self, stream: Stream) -> None:
        self._name = stream.name
        self._raw = _Counted(stream.file)
        head = self._raw.peek()
        self._packed = head.startswith(GZIP)
        self._file = (
            gzip.GzipFile(fileobj=cast(BinaryIO, self._raw)) if self._packed else self._raw
        )
        self._given = 0
        self._left: int | None = None

    def allow(self, count: int | None) -> None:
        """Let so many bytes through before the next call; None for any number."""
        self._left = count

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._file.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableError(self._name, f"is damaged: {error}", _CURE) from None
        if not self._given and self._packed and data.startswith(GZIP):
            raise UnreadableError(self._name, "is compressed twice", "Unpack it once")
        self._given += len(data)
        if self._given > MEGABYTE and self._given > MAX_RATIO * self._raw.count:
            problem = f"unpacks to more than {MAX_RATIO} times its size"
            raise UnreadableError(self._name, problem, "Do not import it: no crawl does")
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                problem = (
                    f"has a record whose headers are larger than {MEGABYTE // 1_000_000} MB"
                )
                raise UnreadableError(self._name, problem, _CURE)
        return data


class _Counted:
    """A file that knows how much of it was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ahead = b""
        self.count = 0

    def peek(self) -> bytes:
        self._ahead = self._file.read(2)
        return self._ahead

    def read(self, size: int = -1) -> bytes:
        if self._ahead:
            data, self._ahead = self._ahead, b""
        else:
            data = self._file.read(size)
        self.count += len(data)
        return data
