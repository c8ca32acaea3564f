"""Tables, feeds, crawls and archives: each record its own article or its own refusal."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from statements.importing.formats import tables
from statements.importing.formats.registry import FORMATS, recognise
from statements.importing.orders import Claimed
from statements.importing.pieces import Stream
from statements.importing.readers import read_ahead, read_here
from statements.importing.sources import About, Begun, Source, UnreadableError
from statements.importing.walking import Input, find_inputs
from tests.importing.files import (
    PAGE,
    RSS,
    Read,
    made_table,
    problems,
    texts,
    zipped,
)


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"Words.", "txt"),
        ("a.txt", b"\n<!DOCTYPE html><html>", "html"),
        ("a.html", b"<p>no head</p>", "html"),
        ("a.xhtml", b'<?xml version="1.0"?><html xmlns="x">', "html"),
        ("a", b'{"text": "Words."}', "jsonl"),
        ("a.jsonl", b"", "jsonl"),
        ("a", b"Text;Outlet;URL\nWords;TASS;", "csv"),
        ("a", b"text, they say, is a word", "txt"),
        ("a.tsv", b"text\turl\n", "csv"),
        ("a.html", b'<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0">', "feed"),
        ("a", '<feed xmlns="http://www.w3.org/2005/Atom">'.encode("utf-16"), "feed"),
        ("a.XML", b"<html-like/>", "feed"),
        ("a.txt", b"WARC/1.0\r\nWARC-Type: response", "warc"),
        ("a.warc.gz", b"", "warc"),
        ("a.html", b"PK\x03\x04...", "zip"),
    ],
)
def test_a_format_is_recognised_by_content_and_name(
    name: str, head: bytes, expected: str
) -> None:
    stream = Stream(name, io.BufferedReader(io.BytesIO(head)))

    assert recognise(stream).name == expected
    assert stream.file.read() == head


def test_every_format_has_a_name_and_endings_of_its_own() -> None:
    endings = [ending for one in FORMATS for ending in one.suffixes]

    assert len(set(endings)) == len(endings)
    assert len({one.name for one in FORMATS}) == len(FORMATS)


def test_the_call_decides_the_format(read_made: Read) -> None:
    assert texts(read_made("a.html", b"<p>Words.", forced="txt")) == ["<p>Words."]


def test_what_is_only_compressed_is_refused_with_the_cure(read_made: Read) -> None:
    (error,) = read_made("a.jsonl", b"\x1f\x8b\x08\x00rest")

    assert isinstance(error, UnreadableError)
    assert "gunzip" in error.cure


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_each_row_is_an_article_with_what_is_known_about_it(
    read_made: Read, delimiter: str, mark: bytes
) -> None:
    table = made_table(
        ["Text", "html", "OUTLET", "url", "published", "row id"],
        [
            "One, two;\nthree\t“four”.\r\n",
            "",
            "TASS",
            "https://TASS.com/1",
            "2021-05-04",
            "7",
        ],
        ["", "", "", "", "", ""],
        ["", PAGE, "", "", "", ""],
        delimiter=delimiter,
    )

    one, two = read_made("a.csv", mark + table)

    about = About("TASS", "https://tass.com/1", "2021-05-04")
    assert one == Source("a.csv:2", "One, two;\nthree\t“four”.\r\n", about)
    assert isinstance(two, Source)
    assert two.text.startswith("Farmers\n\n“We want")
    assert two.about.outlet == "Given"


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (b"", "no column named text or html (its first line: empty)"),
        (
            b"title,body\nx,y\n",
            "no column named text or html (its first line: title, body)",
        ),
        (b"text,url,url\nx,,\n", "has two columns named url"),
        ("text\nx".encode("utf-16"), "no column named text or html"),
    ],
)
def test_a_table_without_its_columns_is_refused_as_a_whole(
    read_made: Read, table: bytes, reason: str
) -> None:
    (error,) = read_made("a.csv", table)

    assert isinstance(error, UnreadableError)
    assert reason in error.problem
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"a,b,c,d", "has 4 cells, but there are 2 columns"),
        (b",2021-01-01", 'neither a "text" nor "html"'),
        (b"caf\xe9,", "is not UTF-8: it holds the byte 0xe9"),
        (b'"a"b,', "cannot be read"),
        (b"words,soon", "is not a date"),
        (b"nul\x00,", "NUL"),
        (b'"x\n' + b"y" * 300 + b'",', "which no article is"),
    ],
)
def test_a_bad_row_costs_only_itself(
    read_made: Read, monkeypatch: pytest.MonkeyPatch, row: bytes, reason: str
) -> None:
    monkeypatch.setattr(tables, "MAX_PAGE_BYTES", 200)

    found = read_made("a.csv", b"text,published\n" + row + b"\nGood.,\n")

    assert texts(found) == ["Good."]
    assert reason in problems(found)["a.csv:2"]


def test_a_quotation_mark_that_is_never_closed_is_said(read_made: Read) -> None:
    found = read_made("a.csv", b'text\nGood.\n"never\nclosed\n')

    assert texts(found) == ["Good."]
    assert "unexpected end" in problems(found)["a.csv:3"]


def test_files_of_every_kind_are_found_and_read_ahead_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(made_table(["text", "html"], ["One.", ""], ["", PAGE]))
    (tmp_path / "b.txt").write_bytes(zipped({"x.txt": b"Three.", "y.txt": b"Four."}))
    (tmp_path / "c.html").write_text(PAGE)
    (tmp_path / "d.rss").write_text(RSS)
    inputs = list(find_inputs([tmp_path]))
    files = [Claimed(place, one, 0) for place, one in enumerate(inputs, start=1)]

    with ThreadPoolExecutor(2) as executor:
        ahead = list(read_ahead(executor, files, About()))

    assert list(map(str, ahead)) == list(map(str, read_here(files, About())))
    articles = [one for one in ahead if not isinstance(one, Begun)]
    assert (len(ahead), len(texts(articles))) == (8 + 4, 6)


def test_a_forced_format_reads_files_of_any_name_and_no_sidecars(tmp_path: Path) -> None:
    for name in ("page", "b.json", "articles.toml"):
        (tmp_path / name).write_text(
            json.dumps({"text": "Words."}) if name == "b.json" else ""
        )

    assert [Path(one.name).name for one in find_inputs([tmp_path], "html")] == ["page"]
    assert [Path(one.name).name for one in find_inputs([tmp_path], "jsonl")] == [
        "b.json",
        "page",
    ]


@pytest.mark.parametrize(
    ("beside", "reason"),
    [
        ("[1]", "it is no object with one of: outlet"),
        ('{"title": "x"}', "it is no object with one of: outlet"),
        ('{"outlet": 7}', "outlet = 7 is not a text"),
        ("{", "cannot be used: Expecting"),
    ],
)
def test_an_object_beside_a_file_costs_only_that_file(
    tmp_path: Path, beside: str, reason: str
) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").write_text("words")
    (tmp_path / "a.json").write_text(beside)

    bad, good = find_inputs([tmp_path])

    assert isinstance(bad, UnreadableError)
    assert bad.name.endswith("a.json")
    assert reason in bad.problem
    assert isinstance(good, Input)
