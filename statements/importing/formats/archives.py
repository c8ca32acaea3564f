"""The files in a .zip archive, each read as it would be in a folder; nothing is unpacked to disk."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from pathlib import PurePosixPath
from typing import cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from statements.importing.labels import shown
from statements.importing.limits import MAX_PAGE_BYTES, MAX_RATIO, MEGABYTE, check_size
from statements.importing.pieces import Piece, Read, Stream
from statements.importing.sidecars import NAME as TABLE
from statements.importing.sidecars import Sidecar, parse_sidecar
from statements.importing.sources import UnreadableError

_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 0x1
_UNPACK = "Unpack it yourself, and import the folder"
# What the library raises for a file that is no archive, or is damaged or of a rare kind.
_SPOILT = (
    *(BadZipFile, EOFError, OSError, OverflowError, RuntimeError, ValueError),
    *(struct.error, zlib.error),
)


def is_archive(head: bytes) -> bool:
    """Tell whether this is the beginning of a .zip file."""
    return head.startswith(_BEGINNINGS)


def read_archive(
    stream: Stream, read_member: Read, suffixes: tuple[str, ...]
) -> Iterator[Piece]:
    """Yield what `read_member` does with each file whose name has one of the `suffixes`.

    Hidden files and other formats are passed over, as in a folder.
    """
    if not stream.file.seekable():
        raise UnreadableError(
            stream.name, "is an archive, whose list stands at its end", "Save it in a file"
        )
    try:
        archive = ZipFile(stream.file)
    except _SPOILT as error:
        raise UnreadableError(
            stream.name, f"cannot be read as .zip: {error}", "Save it again"
        ) from None
    with archive:
        members = _Members(archive, stream)
        wanted = [one for one in archive.infolist() if _is_wanted(one, suffixes)]
        for info in sorted(wanted, key=lambda one: (one.filename, one.header_offset)):
            yield from members.read(info, read_member)
    if not wanted:
        cure = f"Put files in it that end in {', '.join(suffixes)}"
        raise UnreadableError(stream.name, "holds no articles", cure)


def _is_wanted(info: ZipInfo, suffixes: tuple[str, ...]) -> bool:
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts)
    hidden = hidden or "__MACOSX" in parts
    packed = info.filename.lower().endswith(suffixes)
    return packed and not hidden and not info.is_dir()


class _Members:
    """The files of one archive."""

    def __init__(self, archive: ZipFile, stream: Stream) -> None:
        self._archive, self._stream = archive, stream
        self._seen: set[str] = set()
        self._besides: dict[PurePosixPath, Sidecar] = {}

    def read(self, info: ZipInfo, read_member: Read) -> Iterator[Piece]:
        name = f"{self._stream.name}/{shown(info.filename)}"
        try:
            self._check(info, name)
            path = PurePosixPath(info.filename)
            about = self._stream.about.or_else(self._beside(path.parent).about(path.name))
            with self._archive.open(info) as file:
                yield from read_member(Stream(name, cast(BufferedReader, file), about))
        except UnreadableError as error:
            yield error
        except _SPOILT as error:
            reason = " ".join(str(error).split())[:150]
            yield UnreadableError(name, f"cannot be unpacked: {reason}", _UNPACK)

    def _check(self, info: ZipInfo, name: str) -> None:
        """Refuse what no folder of articles would hold."""
        problem = _problem(info)
        if info.filename in self._seen:
            problem = problem or "stands in the archive twice"
        self._seen.add(info.filename)
        if problem:
            raise UnreadableError(name, problem, _UNPACK)

    def _beside(self, folder: PurePosixPath) -> Sidecar:
        if folder not in self._besides:
            name = f"{self._stream.name}/{shown(str(folder / TABLE))}"
            self._besides[folder] = parse_sidecar(name, partial(self._read_beside, folder))
        return self._besides[folder]

    def _read_beside(self, folder: PurePosixPath, name: str, limit: int) -> bytes | None:
        try:
            info = self._archive.getinfo(str(folder / name))
        except KeyError:
            return None
        if problem := _problem(info):
            label = f"{self._stream.name}/{shown(info.filename)}"
            raise UnreadableError(label, problem, _UNPACK)
        with self._archive.open(info) as file:
            data = file.read(limit + 1)
        check_size(data, f"{self._stream.name}/{shown(info.filename)}", limit)
        return data


def _problem(info: ZipInfo) -> str:
    path = PurePosixPath(info.filename)
    mode = info.external_attr >> 16
    large = info.file_size > MEGABYTE and info.file_size > MAX_RATIO * info.compress_size
    found = {
        "has a path that leads out of the archive": path.is_absolute()
        or ".." in path.parts,
        "is a link, not a file": stat.S_ISLNK(mode),
        "is a special file": stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFLNK},
        "is locked with a password": bool(info.flag_bits & _ENCRYPTED),
        "is an archive in an archive": path.suffix.lower() == ".zip",
        f"unpacks to more than {MAX_RATIO} times its size": large,
        f"unpacks to more than {MAX_PAGE_BYTES // MEGABYTE} MB": info.file_size
        > MAX_PAGE_BYTES,
    }
    return next((problem for problem, holds in found.items() if holds), "")
