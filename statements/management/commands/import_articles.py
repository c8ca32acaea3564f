from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from statements.importing.addresses import normal_url
from statements.importing.explaining import explain, left_out, statement_values, zone_values
from statements.importing.fetching import fetch_inputs
from statements.importing.formats.registry import BY_NAME
from statements.importing.interrupting import Interruption
from statements.importing.labels import shown
from statements.importing.progress import Progress
from statements.importing.readers import is_single
from statements.importing.run import Orders, import_inputs
from statements.importing.sidecars import known_day
from statements.importing.sources import About, UnreadableError
from statements.importing.store import Outcome
from statements.importing.walking import Input, find_inputs
from statements.importing.writing import Report
from statements.management.arguments import checked
from statements.management.pipes import unless_nobody_reads

STATEMENTS = "statements"
MOST_WORKERS = 64
STOPPED = 130  # the exit code of a program that an interrupt ended


_SWITCHES = {
    "dry-run": "do all of it, and take it back at the end",
    "explain": "show what was found and left out, and why",
    "json": "one object a line on standard output",
    "reextract": "extract known articles anew; what editors decided stands",
}


class Command(BaseCommand):
    help = "Import articles and the statements they report. What is known already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="PATH",
            help="file or folder; - is standard input",
        )
        _add_facts(parser)
        parser.add_argument(
            "--format",
            default="",
            choices=BY_NAME,
            help="what the files are, whatever they seem",
        )
        for name, told in _SWITCHES.items():
            parser.add_argument(f"--{name}", action="store_true", help=told)
        parser.add_argument(
            "--workers",
            type=int,
            choices=range(MOST_WORKERS + 1),
            default=0,
            metavar="N",
            help=f"extract in so many processes (0 to {MOST_WORKERS}); one process stores",
        )

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        orders = _orders(paths, options)
        self.explaining, self.as_json = options["explain"], options["json"]
        self.told = options["verbosity"] > 0
        inputs = _inputs(paths, options)
        watched = self.told and self.stderr.isatty()
        if watched:  # only a bar has to know how many there are
            inputs = list(inputs)
        total = _known_total(inputs) if isinstance(inputs, list) else 0
        self.progress = Progress(self.stderr, total, shown=watched)
        self.counts: Counter[str] = Counter()
        with Interruption() as interruption, unless_nobody_reads(self.stdout):
            try:
                self._import(import_inputs(inputs, orders, stop=lambda: interruption.asked))
            except DatabaseError as error:
                self.progress.clear()
                raise CommandError(f"The database failed: {error}".strip()) from error
            except BrokenExecutor as error:
                self.progress.clear()
                raise CommandError(f"A worker died: {error}") from error
        self._finish(dry_run=orders.dry_run, stopped=interruption.asked)

    def _import(self, reports: Generator[Report]) -> None:
        with closing(reports):
            for report in reports:
                self.counts.update(
                    {report.outcome.value: 1, STATEMENTS: report.statement_count}
                )
                self.progress.clear()
                self._show(report)
                self.progress.step()
        self.progress.clear()

    def _show(self, report: Report) -> None:
        failed = report.outcome is Outcome.FAILED
        if failed:
            self.stderr.write(report.message)
        if self.as_json:
            self.stdout.write(json.dumps(_values(report, explain=self.explaining)))
        elif self.told and not failed and (self.explaining or not self.progress.drawn):
            self.stdout.write(_line(report))
            if self.explaining and report.source and report.extraction:
                for line in explain(report.source.text, report.extraction):
                    self.stdout.write(line)

    def _finish(self, *, dry_run: bool, stopped: bool) -> None:
        out = self.stderr if self.as_json else self.stdout
        if self.told:
            out.write(_summary(self.counts, dry_run=dry_run), str)
        if stopped:
            self.stderr.write(
                "Stopped. What is imported stays; the same command goes on here."
            )
            raise SystemExit(STOPPED)
        if failed := self.counts[Outcome.FAILED.value]:
            raise CommandError(
                f"{failed} of {_articles(self.counts)} could not be imported."
            )


def _known_total(inputs: list[Input | UnreadableError]) -> int:
    """Return how many articles there are; 0 where a file may hold any number."""
    files = (one for one in inputs if isinstance(one, Input))
    return len(inputs) if all(map(is_single, files)) else 0


def _inputs(
    paths: list[Path], options: dict[str, Any]
) -> Iterable[Input | UnreadableError]:
    """Return what is to be read. Raises CommandError where the call does not tell."""
    if paths:
        return find_inputs(paths, options["format"])
    if not options["url"]:
        raise CommandError("Name a file, a folder, - or --url URL", returncode=2)
    if not settings.ALLOW_URL_IMPORT:
        raise CommandError(
            "Fetching pages is switched off: set ALLOW_URL_IMPORT=true, "
            "or save the pages and import the files.",
            returncode=2,
        )
    return fetch_inputs(options["url"], options["format"])


def _add_facts(parser: CommandParser) -> None:
    """What is known about the articles, where the table beside them does not say it."""
    parser.add_argument("--outlet", default="", help="who published the articles")
    parser.add_argument(
        "--url",
        nargs="+",
        default=[],
        type=checked(normal_url),
        help="the address of the one article; without a PATH, pages to be fetched",
    )
    parser.add_argument(
        "--published",
        default="",
        type=checked(known_day),
        help="day of publication: 2021-08-20, 2021-08 or 2021-08-20/2021-08-22",
    )


def _orders(paths: list[Path], options: dict[str, Any]) -> Orders:
    about = About(
        outlet=" ".join(options["outlet"].split()),
        url=options["url"][0] if paths and options["url"] else "",
        published=options["published"],
        known_from="given with the import" if options["published"] else "",
    )
    if about.url and (len(paths) > 1 or paths[0].is_dir() or len(options["url"]) > 1):
        raise CommandError(
            "--url is the address of one article: name one file", returncode=2
        )
    named = "\n".join([*map(shown, paths), *([] if paths else options["url"])])
    return Orders(
        about=about,
        dry_run=options["dry_run"],
        again=options["explain"] or options["reextract"],
        renewing=options["reextract"],
        workers=options["workers"],
        paths=named,
    )


def _line(report: Report) -> str:
    if report.outcome is Outcome.UNCHANGED:
        return f"{report.name}: {report.outcome.label}"
    count = f"{report.statement_count} statements"
    if report.outcome is Outcome.RENEWED:
        count += " changed"
    return f"{report.name}: {report.outcome.label}, {count}"


def _values(report: Report, *, explain: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "file": report.name,
        "outcome": report.outcome.value,
        "article": report.article,
        "statement_count": report.statement_count,
        "message": report.message,
    }
    if explain and report.extraction:
        values["statements"] = list(map(statement_values, report.extraction.statements))
        values["left_out"] = list(map(zone_values, left_out(report.extraction)))
    return values


def _articles(counts: Counter[str]) -> int:
    return sum(counts[outcome.value] for outcome in Outcome)


def _summary(counts: Counter[str], *, dry_run: bool) -> str:
    parts = list(_parts(counts))
    line = f"{_articles(counts)} articles: {', '.join(parts)}; {counts[STATEMENTS]} statements."
    return f"{line} Nothing was kept." if dry_run else line


def _parts(counts: Counter[str]) -> Iterator[str]:
    for outcome in Outcome:
        if counts[outcome.value] or outcome is Outcome.IMPORTED:
            yield f"{counts[outcome.value]} {outcome.label}"
