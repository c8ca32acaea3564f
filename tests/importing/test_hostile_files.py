"""A folder of everything that was ever made to hurt an importer: each costs only itself."""

from __future__ import annotations

import gzip
import json
import os
import resource
import socket
import sys
from io import BufferedReader, BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from statements.importing.walking import find_inputs
from statements.models import Article, ImportedFile, Outlet, Speaker, SpeakerName
from tests.importing.files import zipped
from tests.importing.test_feeds import BOMB as ENTITIES

TEXT = "“We want to be heard,” Anna Arden, a farmer, said in Springfield on May 3, 2021.\n"
# What is in a file, and what is said of it; "" where it is read.
FILES: dict[bytes, tuple[bytes, str]] = {
    b"good.txt": (TEXT.encode(), ""),
    b"utf-16.txt": (f"16 {TEXT}".encode("utf-16"), ""),
    b"two\nlines\x1b[2J.txt": (f"Two {TEXT}".encode(), ""),
    b"\xff\xfe.txt": (f"Odd {TEXT}".encode(), ""),
    ("n" * 200 + ".txt").encode(): (f"Long {TEXT}".encode(), ""),
    b"-rf.txt": (f"Option {TEXT}".encode(), ""),
    b"bidi.txt": (f"\u202eBidi \u200b{TEXT}".encode(), ""),
    b"empty.txt": (b"", "is empty"),
    b"nul.txt": (b"words \x00 more", "it holds a NUL character"),
    b"latin.txt": (b"caf\xe9", "is not UTF-8: byte 0xe9"),
    b"cyrillic.txt": ("Нет, сказала она.".encode("windows-1251"), "is not UTF-8: byte 0xcd"),
    b"half.txt": (b"\xff\xfe\x00\xd8", "is marked as UTF-16"),
    b"utf-32.txt": ("words".encode("utf-32"), "is in UTF-32"),
    b"picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "is not text"),
    b"entities.xml": (ENTITIES.encode(), "declares entities of its own"),
    b"page.xml": (b"<svg/>", "is XML, but no feed"),
    b"bomb.zip": (zipped({"a.txt": b"0" * 5_000_000}), "more than 100 times its size"),
    b"out.zip": (zipped({"../a.txt": b"x"}), "a path that leads out of the archive"),
    b"bomb.txt": (gzip.compress(b"0" * 5_000_000), "is compressed with gzip"),
    b"bomb.warc.gz": (
        gzip.compress(
            b"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 5000000\r\n\r\n" + b"0" * 5_000_000
        ),
        "more than 100 times its size",
    ),
    b"deep.jsonl": (b"[" * 100_000, "cannot be read"),
    b"no-columns.csv": (b"a,b\n1,2\n", "no column named text or html"),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of all these, with links, pipes, a socket and a large file."""
    root = tmp_path / "in"
    root.mkdir()
    for name, (data, _) in FILES.items():
        Path(os.fsdecode(bytes(root) + b"/" + name)).write_bytes(data)
    (tmp_path / "secret.txt").write_text("secret")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "passwd.txt").symlink_to("/etc/passwd")
    (root / "device.txt").symlink_to("/dev/zero")
    (root / "loop").symlink_to(root)
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(root / "socket.txt"))
    with (root / "large.txt").open("wb") as file:
        file.truncate(100_000_000)
    return root


@pytest.mark.django_db
def test_each_hostile_file_costs_only_itself_and_has_a_reason(folder: Path) -> None:
    out, err = StringIO(), StringIO()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(CommandError, match="could not be imported"):
        call_command("import_articles", folder, "--outlet", "X", stdout=out, stderr=err)

    reasons = {
        row.name: row.message for row in ImportedFile.objects.filter(outcome="failed")
    }
    for name, (_, reason) in FILES.items():
        shown = str(folder) + "/" + name.decode("utf-8", "backslashreplace")
        if reason:
            (said,) = (text for label, text in reasons.items() if label.startswith(shown))
            assert reason in said
    for link in ("out", "passwd", "device"):
        assert "leads out of the folder" in reasons[f"{folder}/{link}.txt"]
    assert "is larger than 5 MB" in reasons[f"{folder}/large.txt"]
    assert "is a named pipe" in reasons[f"{folder}/pipe.txt"]
    assert "is a socket" in reasons[f"{folder}/socket.txt"]
    assert "a link back to a folder it lies in" in reasons[f"{folder}/loop"]
    assert Article.objects.count() == sum(not reason for _, reason in FILES.values())
    lines = [*out.getvalue().splitlines(), *err.getvalue().splitlines()]
    assert len(lines) == len(FILES) + 7 + 1  # one a file, and the sum
    assert "\x1b" not in out.getvalue() + err.getvalue()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # kB


@pytest.mark.django_db
def test_what_does_not_show_is_flagged_and_never_part_of_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("Arden", "Ar\u200bden\u2066"))
    (tmp_path / "a.json").write_text(
        json.dumps({"outlet": "TA\u202eSS\u200b", "headline": "He\ufeffad\u2069"})
    )
    out = StringIO()

    call_command("import_articles", tmp_path, stdout=out)

    article = Article.objects.get()
    assert "it holds characters that do not show: U+200B, U+2066" in out.getvalue()
    assert "U+200B" in ImportedFile.objects.get().message
    assert "\u200b" in article.text
    assert (article.outlet.name, article.headline) == ("TASS", "Head")
    names = [*Outlet.objects.values_list("name", flat=True)]
    names += Speaker.objects.values_list("name", flat=True)
    names += SpeakerName.objects.values_list("name", flat=True)
    assert all(name.isprintable() for name in names)


@pytest.mark.django_db
def test_standard_input_is_read_in_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (TEXT, json.dumps({"text": f"Line {TEXT}"}), f'text,url\n"Row {TEXT}",\n'):
        monkeypatch.setattr(
            sys, "stdin", TextIOWrapper(BufferedReader(BytesIO(given.encode())))
        )
        call_command("import_articles", "-", "--outlet", "X", stdout=StringIO())

    assert Article.objects.count() == 3
    names = ImportedFile.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["standard input", "standard input:1", "standard input:2"]


def test_a_file_called_like_standard_input_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-").write_text(TEXT)
    monkeypatch.chdir(tmp_path)

    (given,) = find_inputs([tmp_path / "-"])

    assert given.name == f"{tmp_path}/-"
