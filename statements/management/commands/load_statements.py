"""Read what export_statements wrote."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from statements import search
from statements.exchange import Reader
from statements.importing.executors import start_workers
from statements.management.commands.reindex import add_workers, mark_articles
from statements.management.cures import RecordCommand

SMALL = 10_000_000  # bytes; for fewer no process is started


class Command(RecordCommand):
    help = "Store the rows of a file that export_statements wrote; known rows stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file of JSON lines, or - for standard input")
        add_workers(parser)

    def handle(self, *, file: str, workers: int, **options: Any) -> None:
        path = Path(file)
        many = file == "-" or (path.is_file() and path.stat().st_size > SMALL)
        with start_workers(workers) if many and workers else nullcontext() as executor:
            self._load(file, executor)

    def _load(self, file: str, executor: Executor | None) -> None:
        reader = Reader(executor)
        try:
            if file == "-":
                reader.read(sys.stdin)
            else:
                with Path(file).open(encoding="utf-8") as lines:
                    reader.read(lines)
            with search.tidying(connection):
                mark_articles(executor)
        except OSError as error:
            raise CommandError(f"{file}: cannot be read ({error.strerror}).") from error
        except ValueError as error:
            raise CommandError(f"{file}: {error}") from error
        finally:
            for type_, count in reader.stored.items():
                known = reader.known[type_]
                self.stdout.write(f"{type_}: {count} stored, {known} known already")
