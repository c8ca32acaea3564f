"""Read what export_statements wrote."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from statements import search
from statements.exchange import Reader
from statements.management.commands.reindex import mark_articles
from statements.management.cures import RecordCommand


class Command(RecordCommand):
    help = "Store the rows of a file that export_statements wrote; known rows stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file of JSON lines, or - for standard input")

    def handle(self, *, file: str, **options: Any) -> None:
        reader = Reader()
        try:
            if file == "-":
                reader.read(sys.stdin)
            else:
                with Path(file).open(encoding="utf-8") as lines:
                    reader.read(lines)
            search.tidy(connection)
            mark_articles()
        except OSError as error:
            raise CommandError(f"{file}: cannot be read ({error.strerror}).") from error
        except ValueError as error:
            raise CommandError(f"{file}: {error}") from error
        finally:
            for type_, count in reader.stored.items():
                known = reader.known[type_]
                self.stdout.write(f"{type_}: {count} stored, {known} known already")
