from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from django.template.defaultfilters import pluralize
from django.utils import timezone

from statements.importing.addresses import normal_url
from statements.importing.executors import NoClusterError
from statements.importing.explaining import explain, left_out, statement_values, zone_values
from statements.importing.formats.registry import BY_NAME
from statements.importing.interrupting import Interruption
from statements.importing.orders import find_given, read_orders
from statements.importing.progress import Progress
from statements.importing.run import Orders, import_inputs, make_run
from statements.importing.shares import NotOpenError
from statements.importing.sidecars import known_day
from statements.importing.sources import About
from statements.importing.store import Outcome
from statements.importing.writing import Report
from statements.management.arguments import checked
from statements.management.cures import RecordCommand
from statements.management.pipes import unless_nobody_reads
from statements.models import ImportRun

STATEMENTS = "statements"
MOST_WORKERS = 64
NEWEST = 0  # stands for the last run that is not finished
OF_THE_RUN = ("outlet", "url", "published", "format", "dry_run", "reextract")
STOPPED = 130  # the exit code of a program that an interrupt ended


_SWITCHES = {
    "dry-run": "do all of it, and take it back at the end",
    "explain": "show what was found and left out, and why",
    "json": "one object a line on standard output",
    "reextract": "extract known articles anew; what editors decided stands",
}


class Command(RecordCommand):
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
        parser.add_argument(
            "--dask", default="", metavar="ADDRESS", help="extract on this Dask cluster"
        )
        parser.add_argument(
            "--resume",
            nargs="?",
            const=NEWEST,
            type=int,
            metavar="RUN",
            help="go on with this run, or help with it; without a number the last unfinished one",
        )

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        _check_call(paths, options)
        orders, run = _orders(paths, options), _run_to_resume(options["resume"])
        if run:
            orders = read_orders(run.orders, workers=orders.workers, cluster=orders.cluster)
        elif not orders.dry_run:
            run = make_run(orders)
        self.explaining, self.as_json = options["explain"], options["json"]
        self.told = options["verbosity"] > 0
        self.progress = Progress(
            self.stderr, lambda: _listed(run), shown=self.told and not orders.dry_run
        )
        self.counts: Counter[str] = Counter()
        with Interruption() as interruption, unless_nobody_reads(self.stdout):
            stop = lambda: interruption.asked  # noqa: E731
            inputs = find_given(orders)
            with self._failures_in_one_line(run):
                self._import(import_inputs(inputs, orders, stop=stop, run=run))
        self._finish(run, stopped=interruption.asked)

    @contextmanager
    def _failures_in_one_line(self, run: ImportRun | None) -> Iterator[None]:
        try:
            yield
        except (NotOpenError, NoClusterError) as error:
            raise CommandError(f"{error}.", returncode=2) from error
        except DatabaseError as error:
            self.progress.clear()
            raise CommandError(f"The database failed: {error}".strip()) from error
        except BrokenExecutor as error:
            self.progress.clear()
            raise CommandError(f"A worker died: {error}. {_resume_with(run)}") from error

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

    def _finish(self, run: ImportRun | None, *, stopped: bool) -> None:
        out = self.stderr if self.as_json else self.stdout
        if self.told:
            out.write(_summary(self.counts, dry_run=run is None), str)
        if stopped:
            self.stderr.write(f"Stopped. What is imported stays. {_resume_with(run)}")
            raise SystemExit(STOPPED)
        if failed := self.counts[Outcome.FAILED.value]:
            raise CommandError(
                f"{failed} of {_articles(self.counts)} could not be imported."
            )


def _check_call(paths: list[Path], options: dict[str, Any]) -> None:
    """Raise CommandError where the call does not tell what to import, or says it twice."""
    problem = ""
    if options["resume"] is not None:
        if paths or any(options[name] for name in OF_THE_RUN):
            problem = "--resume goes on as the run was begun: name nothing else."
    elif not paths and not options["url"]:
        problem = "Name a file, a folder, -, --url URL or --resume."
    elif not paths and not settings.ALLOW_URL_IMPORT:
        problem = (
            "Fetching pages is switched off: set ALLOW_URL_IMPORT=true, "
            "or save the pages and import the files."
        )
    if problem:
        raise CommandError(problem, returncode=2)


def _run_to_resume(named: int | None) -> ImportRun | None:
    """Return the run that `--resume` names; None without that option."""
    if named is None:
        return None
    ImportRun.objects.give_up(timezone.now())
    runs = ImportRun.objects.all() if named else ImportRun.objects.resumable()
    run = runs.filter(pk=named).first() if named else runs.first()
    if run is None:
        told = (
            f"There is no import {named}. Leave out the number for the last unfinished one."
            if named
            else "No import is unfinished. Name what to import to begin one."
        )
        raise CommandError(told, returncode=2)
    return run


def _resume_with(run: ImportRun | None) -> str:
    return f"Go on with: manage.py import_articles --resume {run.pk}" if run else ""


def _listed(run: ImportRun | None) -> int:
    """Return how many files of a run are known so far."""
    found = (
        ImportRun.objects.filter(pk=run.pk).values_list("listed_count", flat=True)
        if run
        else ()
    )
    return next(iter(found), 0)


def _url(given: str) -> str:
    """Return an address; a file after it was taken for one more, which the error says."""
    try:
        return normal_url(given)
    except ValueError as error:
        hint = "; name files before --url" if Path(given).exists() else ""
        raise ValueError(f"{error}{hint}") from None


def _add_facts(parser: CommandParser) -> None:
    """What is known about the articles, where the table beside them does not say it."""
    parser.add_argument("--outlet", default="", help="who published the articles")
    parser.add_argument(
        "--url",
        nargs="+",
        default=[],
        type=checked(_url),
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
            "--url is the address of one article: name one file.", returncode=2
        )
    return Orders(
        about=about,
        dry_run=options["dry_run"],
        again=options["explain"] or options["reextract"],
        renewing=options["reextract"],
        workers=options["workers"],
        cluster=options["dask"],
        paths=tuple(paths),
        urls=() if paths else tuple(options["url"]),
        format=options["format"],
    )


def _line(report: Report) -> str:
    if report.outcome is Outcome.UNCHANGED:
        return f"{report.name}: {report.outcome.label}"
    count = _counted(report.statement_count, "statement")
    if report.outcome is Outcome.RENEWED:
        count += " changed"
    if report.outcome is Outcome.CHANGED:
        count += " changed with it"
    warning = f"; it {report.message}" if report.message else ""
    return f"{report.name}: {report.outcome.label}, {count}{warning}"


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
    articles = _counted(_articles(counts), "article")
    statements = _counted(counts[STATEMENTS], "statement")
    line = f"{articles}: {', '.join(_parts(counts))}; {statements}."
    return f"{line} Nothing was kept." if dry_run else line


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{pluralize(number)}"


def _parts(counts: Counter[str]) -> Iterator[str]:
    for outcome in Outcome:
        if counts[outcome.value] or outcome is Outcome.IMPORTED:
            yield f"{counts[outcome.value]} {outcome.label}"
