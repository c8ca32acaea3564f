from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from statements.extraction import extract
from statements.importing.decoding import decode
from statements.importing.explaining import statement_values
from statements.importing.extracting import MISTAKES
from statements.importing.files import read_bytes
from statements.importing.limits import MAX_BYTES
from statements.importing.lines import Document, read_documents, write_line
from statements.importing.sidecars import known_day
from statements.importing.sources import UnreadableError
from statements.management.arguments import checked
from statements.management.pipes import unless_nobody_reads

STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = "Print the statements in a text as lines of JSON. Touches no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            default=STANDARD_INPUT,
            metavar="FILE|-",
            help="a text, or - for standard input",
        )
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='the file has lines such as {"doc": "1", "text": "...", "published": "2021-08-20"}',
        )
        parser.add_argument(
            "--published",
            default="",
            type=checked(known_day),
            metavar="DAY",
            help="day of publication where the line has none",
        )

    def handle(self, *, file: str, jsonl: bool, published: str, **options: Any) -> None:
        try:
            with unless_nobody_reads(self.stdout):
                if jsonl:
                    self._extract_lines(file, published)
                else:
                    self._extract_text(file, published)
        except UnreadableError as error:
            raise CommandError(str(error)) from None

    def _extract_text(self, file: str, published: str) -> None:
        if file == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            data = read_bytes(Path(file), file, MAX_BYTES)
        for values in _extract(Document(file, decode(file, data)), published):
            self.stdout.write(write_line(values))

    def _extract_lines(self, file: str, published: str) -> None:
        failed = 0
        with _lines(file) as lines:
            for document in read_documents(lines):
                if isinstance(document, ValueError):
                    failed += 1
                    self.stderr.write(f"{file}: {document}")
                else:
                    failed += not self._extract_document(document, published)
        if failed:
            raise CommandError(f"{failed} lines could not be read or extracted.")

    def _extract_document(self, document: Document, published: str) -> bool:
        """Print a document with its statements; with none, and a word, if extraction fails."""
        try:
            found = _extract(document, published)
        except MISTAKES as error:
            self.stderr.write(f"{document.doc}: made the extractor fail: {error!r}")
            found = None
        self.stdout.write(write_line({"doc": document.doc, "statements": found or []}))
        return found is not None


def _extract(document: Document, published: str) -> list[dict[str, Any]]:
    day = document.published or published
    return [
        statement_values(statement)
        for statement in extract(document.text, published=day or None).statements
    ]


@contextmanager
def _lines(file: str) -> Iterator[Iterable[str]]:
    """Open lines in UTF-8. A byte that is none spoils its own line, not those behind it."""
    if file == STANDARD_INPUT:
        yield TextIOWrapper(sys.stdin.buffer, "utf-8", "surrogateescape")
        return
    with ExitStack() as stack:
        try:
            lines = stack.enter_context(
                Path(file).open(encoding="utf-8-sig", errors="surrogateescape")
            )
        except OSError as error:
            raise CommandError(f"{file}: cannot be read ({error.strerror}).") from None
        yield lines
