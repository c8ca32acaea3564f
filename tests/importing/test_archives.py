"""Archives are read like folders, whatever they hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import pytest

from statements.importing.formats import archives
from statements.importing.sources import About, Source, UnreadableError
from tests.importing.files import (
    PAGE,
    Read,
    names,
    problems,
    texts,
    zipped,
)


def test_an_archive_is_read_like_a_folder(read_made: Read) -> None:
    archive = zipped(
        {
            "a/one.txt": b"One.",
            "a/articles.toml": b'["one.txt"]\noutlet = "Table"\nurl = "https://a.org/1"\n',
            "a/one.json": b'{"url": "https://a.org/2", "crawler": 7}',
            "two.jsonl": b'{"text": "Two."}\n{"text": ""}\n{"text": "Three."}\n',
            ".hidden/no.txt": b"No.",
            "__MACOSX/no.txt": b"No.",
            "picture.png": b"No.",
            "four.html": PAGE.encode(),
        }
    )

    found = read_made("a.zip", archive)

    assert names(found) == [
        "a.zip/a/one.txt", "a.zip/four.html", "a.zip/two.jsonl:1", "a.zip/two.jsonl:2",
        "a.zip/two.jsonl:3",
    ]  # fmt: skip
    assert problems(found) == {"a.zip/two.jsonl:2": "is empty"}
    assert found[0] == Source("a.zip/a/one.txt", "One.", About("Given", "https://a.org/2"))


@pytest.mark.parametrize(
    ("members", "name", "reason"),
    [
        ({"../out.txt": b"x"}, "../out.txt", "a path that leads out"),
        ({"/etc/out.txt": b"x"}, "/etc/out.txt", "a path that leads out"),
        ({"a/../../out.txt": b"x"}, "a/../../out.txt", "a path that leads out"),
        ({"link.txt": b"/etc/passwd"}, "link.txt", "is a link"),
        (
            {"inner.zip": zipped({"a.txt": b"x"})},
            "inner.zip",
            "is an archive in an archive",
        ),
        (
            {"inner.txt": zipped({"a.txt": b"x"})},
            "inner.txt",
            "is an archive in an archive",
        ),
        ({"bomb.txt": b"0" * 3_000_000}, "bomb.txt", "more than 100 times its size"),
        ({"two\nlines\x1b.txt": b""}, "two\\nlines\\x1b.txt", "is empty"),
    ],
)
def test_a_hostile_file_in_an_archive_costs_only_itself(
    read_made: Read, members: Mapping[str, bytes], name: str, reason: str
) -> None:
    found = read_made("a.zip", zipped({**members, "good.txt": b"Good."}, link="link.txt"))

    assert texts(found) == ["Good."]
    assert reason in problems(found)[f"a.zip/{name}"]


def test_a_file_beyond_the_limit_is_not_unpacked(
    read_made: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_PAGE_BYTES", 1_000)

    found = read_made("a.zip", zipped({"a.txt": os.urandom(1_001), "good.txt": b"Good."}))

    assert texts(found) == ["Good."]
    assert "unpacks to more than" in problems(found)["a.zip/a.txt"]


def test_a_file_that_lies_about_its_size_is_not_read_beyond_it(read_made: Read) -> None:
    archive = zipped({"a.txt": b"0" * 900_000, "b.txt": b"Good."})
    small = archive.replace((900_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    found = read_made("a.zip", small)

    assert texts(found) == ["Good."]
    assert "cannot be unpacked" in problems(found)["a.zip/a.txt"]


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda _: b"PK\x03\x04"]
)
def test_a_spoilt_archive_is_said(read_made: Read, spoil: Callable[[bytes], bytes]) -> None:
    (error,) = read_made("a.zip", spoil(zipped({"a.txt": b"Words." * 100})))

    assert isinstance(error, UnreadableError)
    assert "cannot be read as .zip" in error.problem
