"""Write the whole database to a file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from statements import backups


class Command(BaseCommand):
    help = "Write the database as it is at one moment to a new file, and check that file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file to make")

    def handle(self, *, file: Path, **options: Any) -> str:
        try:
            size = backups.backup(connection, file)
        except backups.RefusedError as error:
            raise CommandError(str(error)) from error
        return f"{file}: {size:,} bytes, written and read again."
