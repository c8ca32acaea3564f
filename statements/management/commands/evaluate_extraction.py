from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from statements.extraction.scoring import Document, score
from statements.importing.gold import read_gold, rows_of, try_out
from statements.management.counts import counted


class Command(BaseCommand):
    help = (
        "Measure extraction against statements marked by hand. In percent: joint is F1 of "
        "contents found with their source, content without; pieces is F1 of contiguous parts; "
        "source the share of right sources among contents found. Touches no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "gold", type=Path, metavar="GOLD.jsonl", help="texts, one a line"
        )
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *, gold: Path, **options: Any) -> None:
        self.documents = self.bad = 0
        try:
            rows = rows_of(score(self._documents(gold)))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{gold}: cannot be read ({error}).") from None
        if not self.documents:
            raise CommandError(f"{gold}: holds no marked text.")
        if options["json"]:
            self.stdout.write(json.dumps({"documents": self.documents, **rows}))
        else:
            self.stdout.write("\n".join(_table(rows)))
        if self.bad:
            raise CommandError(f"{counted(self.bad, 'line')} could not be read.")

    def _documents(self, path: Path) -> Iterator[Document]:
        with path.open(encoding="utf-8-sig") as lines:
            for gold in read_gold(lines):
                if isinstance(gold, ValueError):
                    self.bad += 1
                    self.stderr.write(f"{path}: {gold}")
                else:
                    self.documents += 1
                    yield try_out(gold)


def _table(rows: dict[str, dict[str, float]]) -> Iterator[str]:
    columns = list(rows["core"])
    yield " " * 9 + "".join(f"{column:>11}" for column in columns)
    for name, row in rows.items():
        yield f"{name:9}{row['marked']:11.0f}" + "".join(
            f"{row[column]:11.1f}" for column in columns[1:]
        )
