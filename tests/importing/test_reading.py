"""What lies on disk: files and folders in, texts or one clear reason each out."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from statements.importing.addresses import normal_url
from statements.importing.decoding import decode
from statements.importing.labels import shown
from statements.importing.limits import MAX_BYTES
from statements.importing.readers import read
from statements.importing.sidecars import known_day, make_about
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input, find_inputs

TEXT = "“Yes,” she said.\r\nНет. Հա։\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


def names(*paths: Path) -> list[str]:
    return [Path(one.name).name for one in find_inputs(paths) if isinstance(one, Input)]


def refusals(*paths: Path) -> list[UnreadableError]:
    return [one for one in find_inputs(paths) if isinstance(one, UnreadableError)]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_texts_are_read_exactly(data: bytes) -> None:
    assert decode("a.txt", data) == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t \xc2\xa0", "is empty"),
        ("Нет, сказала она.".encode("windows-1251"), "is not UTF-8: byte 0xcd at 0"),
        (b"caf\xe9", "is not UTF-8: byte 0xe9 at 3"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not text"),
        (b"words \x00 more", "is not text: it holds a NUL character, the first at 6"),
        ("words".encode("utf-16-le"), "is not text: it holds a NUL character"),
        (b"\xff\xfew\x00o", "is marked as UTF-16"),
        ("words".encode("utf-32"), "is in UTF-32"),
        (b"\x01\x02\x03 words", "is not text: 3 of its characters are control"),
    ],
)
def test_what_is_no_text_is_refused_with_name_reason_and_cure(
    data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError) as refusal:
        decode("bad.txt", data)

    line = str(refusal.value)
    assert line.startswith(f"bad.txt: {reason}")
    assert refusal.value.cure
    assert "\n" not in line


def test_a_folder_is_read_in_order_with_its_folders_and_without_hidden_files(
    folder: Path,
) -> None:
    (folder / "sub").mkdir()
    (folder / ".git").mkdir()
    for name in ("b.txt", "a.TXT", "notes.pdf", ".hidden.txt", "sub/c.txt", ".git/d.txt"):
        (folder / name).write_text("words")

    assert names(folder) == ["a.TXT", "b.txt", "c.txt"]
    assert refusals(folder) == []


def test_links_are_followed_within_the_folder_and_nowhere_else(folder: Path) -> None:
    (folder / "a.txt").write_text("words")
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "outside.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")

    assert names(folder) == ["a.txt", "inside.txt"]
    reasons = {Path(error.name).name: error.problem for error in refusals(folder)}
    assert reasons == {
        "loop": "is a link back to a folder it lies in",
        "nowhere.txt": "is a link to nothing",
        "outside.txt": "is a link that leads out of the folder",
        "self.txt": "is a link that leads back to itself",
    }


def test_pipes_sockets_and_devices_are_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket.txt"))

        problems = {Path(error.name).name: error.problem for error in refusals(folder)}

    assert problems == {
        "pipe.txt": "is a named pipe, not a file",
        "socket.txt": "is a socket, not a file",
    }
    assert "a device" in refusals(Path("/dev/null"))[0].problem


def test_a_file_without_permission_names_the_cure(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.txt"
    path.write_text("words")

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # root, who runs some tests, is refused nothing
    (error,) = read(Input(path, str(path)), About())

    assert isinstance(error, UnreadableError)
    assert error.problem == "may not be read"
    assert "chmod u+r" in error.cure


def test_what_does_not_exist_and_what_holds_nothing_is_said(folder: Path) -> None:
    missing, empty = refusals(folder / "gone.txt", folder)

    assert missing.problem == "does not exist"
    assert empty.problem == "holds no articles"


def test_a_file_beyond_the_limit_is_not_read_to_its_end(folder: Path) -> None:
    path = folder / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    (error,) = read(Input(path, str(path)), About())

    assert isinstance(error, UnreadableError)
    assert f"larger than {MAX_BYTES // 1_000_000} MB" in error.problem


def test_a_pipe_that_took_the_place_of_a_file_keeps_nobody_waiting(folder: Path) -> None:
    path = folder / "a.txt"
    os.mkfifo(path)

    (error,) = read(Input(path, str(path)), About())

    assert isinstance(error, UnreadableError)


def test_a_name_is_shown_on_one_line_whatever_its_bytes() -> None:
    assert (
        shown(os.fsdecode(b"two\nlines\xff\x1b[2J.txt")) == "two\\nlines\\xff\\x1b[2J.txt"
    )


def test_the_table_beside_a_file_says_what_is_known_about_it(folder: Path) -> None:
    (folder / "a.txt").write_text("words")
    (folder / "articles.toml").write_text(
        '["a.txt"]\noutlet = "TASS"\nurl = "https://TASS.com/1#top"\npublished = 2021-11-05\n'
    )

    (given,) = find_inputs([folder])
    assert isinstance(given, Input)
    (source,) = read(given, About(outlet="ITAR-TASS"))

    assert isinstance(source, Source)
    assert source.about == About("ITAR-TASS", "https://tass.com/1", "2021-11-05")
    assert source.text == "words"
    assert next(iter(find_inputs([folder / "a.txt"]))) == given


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('["a.txt"]\noutlett = "x"', "'outlett' is not known (one of: outlet,"),
        ('["a.txt"]\npublished = "tomorrow"', "'tomorrow' is not a date"),
        ('["a.txt"]\npublished = "2021-02-30"', "is not in the calendar"),
        ('["a.txt"]\nurl = "javascript:alert(1)"', "is not an address"),
        ('["a.txt"]\noutlet = 7', "outlet = 7 is not a text"),
        ('"a.txt" = 7', "a table is expected"),
    ],
)
def test_a_mistake_in_the_table_costs_the_file_it_is_about(
    folder: Path, table: str, reason: str
) -> None:
    (folder / "a.txt").write_text("words")
    (folder / "b.txt").write_text("words")
    (folder / "articles.toml").write_text(table)

    assert names(folder) == ["b.txt"]
    (error,) = refusals(folder)
    assert error.name.endswith("articles.toml")
    assert reason in error.problem
    assert "a.txt" in str(error)


def test_a_table_that_cannot_be_read_costs_one_line_and_its_folder(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "articles.toml").write_text("[")
    (folder / "sub" / "a.txt").write_text("words")
    (folder / "b.txt").write_text("words")

    assert names(folder) == []
    (error,) = refusals(folder)
    assert "is not TOML" in error.problem


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("", ""),
        ("https://EXAMPLE.org/A?b=1&a=2#c", "https://example.org/A?b=1&a=2"),
        ("https://example.org/?utm_source=x&id=ä", "https://example.org/?id=%C3%A4"),
        ("https://me:secret@example.org:8443/", "https://example.org:8443/"),
    ],
)
def test_an_address_is_told_apart_by_what_leads_to_the_article(
    url: str, normal: str
) -> None:
    assert normal_url(url) == normal


@pytest.mark.parametrize(
    "url", ["ftp://a.org/", "//a.org/", "a.org", "http://", "http://[a/"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        normal_url(url)


def test_a_day_of_publication_may_be_a_moment_or_an_interval() -> None:
    assert known_day("2021-08-20T10:00:00+04:00") == "2021-08-20"
    assert known_day("2025-03-21/2025-03-23") == "2025-03-21/2025-03-23"
    for day in ("XXXX-08-20", "[..2021-08-20]"):
        with pytest.raises(ValueError, match="leaves the day open"):
            known_day(day)


def test_what_is_known_of_a_day_goes_with_the_day() -> None:
    beside = make_about({"published": "2021-08-20", "known_from": "the address"})

    assert About(published="2021-08-21").or_else(beside).known_from == ""
    assert About(outlet="TASS").or_else(beside).known_from == "the address"
