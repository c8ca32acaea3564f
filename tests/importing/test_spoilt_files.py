"""Files of every format that were cut, doubled and overwritten: articles or reasons, never more."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.importing.feed_reading import read_feed
from statements.importing.formats.registry import BY_NAME
from statements.importing.page import Entry, PageError
from statements.importing.pieces import RawPage, Stream
from statements.importing.sources import Source, UnreadableError
from tests.importing.files import RSS, made_table, zipped
from tests.importing.test_crawls import made_crawl
from tests.importing.test_feeds import ATOM

WHOLE = {
    "txt": "“Yes,” she said.\n".encode(),
    "html": b"<html><body><p>Words.",
    "jsonl": b'{"text": "One.", "published": "2021-05-04"}\n{"html": "<p>"}\n',
    "csv": made_table(["text", "url"], ["One, \n“two”", "https://a.org"], ["Three", ""]),
    "warc": made_crawl(b"<html><p>Words." * 20),
    "warc plain": made_crawl(b"<html><p>Words.", packed=False),
    "zip": zipped(
        {
            "a/b.txt": b"Words." * 9,
            "a/articles.toml": b'["b.txt"]\noutlet = "X"',
            "a/b.json": b'{"url": "https://a.org"}',
            "c.jsonl": b'{"text": "One."}\n',
            "d.zip": zipped({"e.txt": b"x"}),
            "f.warc": made_crawl(b"<p>"),
            "g.csv": b"text\nx",
        }
    ),
}


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """Cut pieces out of a file, double them, or write others over them."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        data[start:end] = draw(
            st.binary(max_size=8)
            | st.just(bytes(data[start:end]) * 2)
            | st.just(b"\xff" * 4)
        )
    return bytes(data)


@pytest.mark.parametrize("name", WHOLE)
@given(data=st.data())
def test_a_spoilt_file_gives_articles_and_reasons(name: str, data: st.DataObject) -> None:
    found = data.draw(spoilt(WHOLE[name]))
    stream = Stream("a", io.BufferedReader(io.BytesIO(found)))

    with suppress(UnreadableError):
        for piece in BY_NAME[name.partition(" ")[0]].read(stream):
            assert isinstance(piece, Source | RawPage | UnreadableError)


@pytest.mark.parametrize("feed", [RSS, ATOM])
@given(data=st.data())
def test_a_spoilt_feed_gives_entries_or_a_reason(feed: str, data: st.DataObject) -> None:
    found = data.draw(spoilt(feed.encode()))

    with suppress(PageError):
        assert all(isinstance(entry, Entry) for entry in read_feed(found))
