"""Write the whole record as JSON lines."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.db import connection

from statements import exchange, proof
from statements.management.cures import RecordCommand


class Command(RecordCommand):
    help = "Write outlets, speakers, articles, briefings and statements as JSON lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without-text",
            action="store_true",
            help="leave out the text of the articles, which belongs to their outlets",
        )

    def handle(self, *, without_text: bool, **options: Any) -> None:
        with proof.snapshot(connection):
            for line in exchange.write(with_text=not without_text):
                self.stdout.write(line)
