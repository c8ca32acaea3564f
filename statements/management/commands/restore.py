"""Fill an empty database from a file that backup wrote."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from statements import backups


class Command(BaseCommand):
    help = "Fill an empty database from a file that backup wrote."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file that backup wrote")

    def handle(self, *, file: Path, **options: Any) -> str:
        try:
            backups.restore(connection, file)
        except backups.RefusedError as error:
            raise CommandError(str(error)) from error
        return f"{file} is restored. Now run migrate, and verify to prove every statement."
