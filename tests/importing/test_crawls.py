"""Crawls in WARC files: the pages that were answered, and files that would fill the memory."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from statements.importing.readers import read
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input
from tests.importing.files import PAGE, Found, problems, texts

URL = "https://example.org/2021/05/04/farmers/"
PICTURE = b"\x00" * 70_000


def made_crawl(
    body: bytes = PAGE.encode(),
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    *,
    packed: bool = True,
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """A crawl of a picture, a request and one answer."""
    answer = "\r\n".join(
        f"{key}: {value}" for key, value in [("Content-Type", kind), *headers]
    )
    records = [
        made_record(
            "response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + PICTURE
        ),
        made_record("request", b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
        made_record("response", f"HTTP/1.1 {status}\r\n{answer}\r\n\r\n".encode() + body),
    ]
    return b"".join(map(gzip.compress, records) if packed else records)


def made_record(kind: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {URL}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}"
    )
    return head.encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def read_crawl(folder: Path, data: bytes, name: str = "a.warc.gz") -> Found:
    (folder / name).write_bytes(data)
    return list(read(Input(folder / name, name), About()))


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_crawl_are_articles_at_their_addresses(
    tmp_path: Path, *, packed: bool
) -> None:
    (found,) = read_crawl(tmp_path, made_crawl(packed=packed))

    assert isinstance(found, Source)
    assert found.name == "a.warc.gz#3"
    assert found.text.startswith("Farmers\n\n“We want")
    assert (found.about.url, found.about.published) == (URL, "2021-05-04")


@pytest.mark.parametrize(
    "crawl",
    [
        made_crawl(PAGE.replace("“", "«").replace("”", "»").replace("Arden", "Арден").encode(
            "windows-1251"), "text/html; charset=windows-1251"),
        made_crawl(gzip.compress(PAGE.encode()), headers=[("Content-Encoding", "gzip")]),
        made_crawl(
            f"{len(PAGE.encode()):x}\r\n".encode() + PAGE.encode() + b"\r\n0\r\n\r\n",
            headers=[("Transfer-Encoding", "chunked")],
        ),
    ],
)  # fmt: skip
def test_a_page_is_read_as_its_server_sent_it(tmp_path: Path, crawl: bytes) -> None:
    (text,) = texts(read_crawl(tmp_path, crawl))

    assert text.startswith("Farmers\n\n")
    assert "Arden" in text or "Арден" in text


@pytest.mark.parametrize(
    "crawl",
    [made_crawl(status="404 Not Found"), made_crawl(kind="application/pdf"), b""],
)
def test_a_crawl_without_pages_is_said(tmp_path: Path, crawl: bytes) -> None:
    (error,) = read_crawl(tmp_path, crawl)

    assert isinstance(error, UnreadableError)
    assert "holds no web page among its" in error.problem


BOMB = gzip.compress(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 50000000\r\n\r\n"
                     + b"0" * 50_000_000)  # fmt: skip
LONG_HEADER = b"WARC/1.0\r\nWARC-Type: " + b"x" * 3_000_000


@pytest.mark.parametrize(
    ("crawl", "reason"),
    [
        (BOMB, "unpacks to more than 100 times its size"),
        (LONG_HEADER, "has a record whose headers are larger than 1 MB"),
        (made_crawl()[:-20], "is damaged"),
        (gzip.compress(made_crawl()), "is compressed twice"),
        (
            made_crawl(packed=False).replace(b"WARC-Target-URI", b"WARC-Target"),
            "beyond record 0",
        ),
        (made_crawl(packed=False).replace(b"Length: 70", b"Length: 60"), "beyond record 1"),
        (b"WARC/1.0\r\nno header\r\n\r\nWARC/9", "holds no web page"),
    ],
)
def test_a_hostile_crawl_ends_with_a_reason(
    tmp_path: Path, crawl: bytes, reason: str
) -> None:
    *_, error = read_crawl(tmp_path, crawl)

    assert isinstance(error, UnreadableError)
    assert reason in error.problem


def test_a_page_that_unpacks_without_end_costs_only_itself(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 25_000_000)
    crawl = made_crawl(bomb, headers=[("Content-Encoding", "gzip")]) + made_crawl()

    found = read_crawl(tmp_path, crawl)

    assert len(texts(found)) == 1
    assert "larger than 20 MB" in problems(found)["a.warc.gz#3"]
