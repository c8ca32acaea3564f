"""Articles as rows of a table, comma-separated or divided by semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from statements.importing.limits import MAX_PAGE_BYTES, too_large
from statements.importing.pieces import Piece, Stream, record_piece
from statements.importing.sidecars import KEYS
from statements.importing.sources import About, UnreadableError

DELIMITERS = ",;\t"
_HEADER = "Begin it with a line of names, such as: text,outlet,url,published"
_ROW = "Correct the row; a text with commas, quotation marks or line ends stands in quotes"
_ENCODING = "Save the table as CSV in UTF-8"
_FOREIGN = re.compile("[\udc80-\udcff]")  # what a byte that is no UTF-8 is read as

csv.field_size_limit(MAX_PAGE_BYTES)


def is_table(head: bytes) -> bool:
    """Tell whether this begins with the names of columns, one of them text or html."""
    first = head.partition(b"\n")[0].decode("utf-8", "replace")
    return any(
        set(names := _names(first, mark)) & {"text", "html"} and set(names) & set(KEYS)
        for mark in DELIMITERS
    )


def read_table(stream: Stream) -> Iterator[Piece]:
    """Yield the article of each row, named by the line on which the row begins."""
    lines = _Lines(stream)
    header = next(lines, "")
    names, delimiter = _header(stream.name, header)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin_row()
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _read_row(lines.row, names, row, stream.about)
        except csv.Error as error:
            yield UnreadableError(lines.row, f"cannot be read: {error}", _ROW)
        except UnreadableError as error:
            yield error


def _header(name: str, line: str) -> tuple[list[str], str]:
    """Return the names of the columns, and what divides them."""
    for delimiter in DELIMITERS:
        names = _names(line, delimiter)
        if {"text", "html"} & set(names):
            twice = {one for one in names if one and names.count(one) > 1}
            if twice:
                problem = f"has two columns named {min(twice)}"
                raise UnreadableError(name, problem, "Give each column a name of its own")
            return names, delimiter
    seen = ", ".join(names for names in _names(line, ",")[:9] if names)[:200]
    problem = f"has no column named text or html (its first line: {seen or 'empty'})"
    raise UnreadableError(name, problem, _HEADER)


def _names(line: str, delimiter: str) -> list[str]:
    try:
        names = next(csv.reader([line.removeprefix("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [name.strip().lower() for name in names]


def _read_row(name: str, names: list[str], row: list[str], about: About) -> Piece:
    if len(row) > len(names):
        problem = f"has {len(row)} cells, but there are {len(names)} columns"
        raise UnreadableError(name, problem, _ROW)
    if foreign := _FOREIGN.search("".join(row)):
        problem = f"is not UTF-8: it holds the byte 0x{ord(foreign[0]) - 0xDC00:02x}"
        raise UnreadableError(name, problem, _ENCODING)
    values = {key: cell for key, cell in zip(names, row, strict=False) if cell.strip()}
    try:
        return record_piece(name, values, about)
    except UnreadableError:
        raise
    except ValueError as error:
        raise UnreadableError(name, f"cannot be read: {error}", _ROW) from None


class _Lines:
    """The lines of a table as text. An error costs the row at hand, and reading goes on."""

    def __init__(self, stream: Stream) -> None:
        self._name = stream.name
        self._file: BinaryIO = stream.file
        self._number = 0
        self._taken = 0  # bytes of the row at hand
        self.row = stream.name

    def begin_row(self) -> None:
        self._taken = 0
        self.row = f"{self._name}:{self._number + 1}"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(MAX_PAGE_BYTES + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self._taken += len(line)
        if self._taken > MAX_PAGE_BYTES:
            while line and not line.endswith(b"\n"):
                line = self._file.readline(MAX_PAGE_BYTES + 1)
            raise too_large(self.row, MAX_PAGE_BYTES)
        # What is no UTF-8 is found out in its row, which it must not end.
        return line.decode("utf-8", "surrogateescape")
