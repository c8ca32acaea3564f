from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from statements.importing.executors import NoClusterError
from statements.importing.explaining import explain, left_out, statement_values, zone_values
from statements.importing.interrupting import Interruption
from statements.importing.orders import find_given, read_orders
from statements.importing.progress import Progress
from statements.importing.run import import_inputs, make_run
from statements.importing.shares import NotOpenError
from statements.importing.store import Outcome
from statements.importing.writing import Report
from statements.management.counts import counted
from statements.management.cures import RecordCommand
from statements.management.import_call import (
    add_arguments,
    check_call,
    orders_of,
    run_to_resume,
)
from statements.management.pipes import unless_nobody_reads
from statements.models import ImportRun

STATEMENTS = "statements"
STOPPED = 130  # the exit code of a program that an interrupt ended


class Command(RecordCommand):
    help = "Import articles and the statements they report. What is known already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        check_call(paths, options)
        orders, run = orders_of(paths, options), run_to_resume(options["resume"])
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


def _line(report: Report) -> str:
    if report.outcome is Outcome.UNCHANGED:
        return f"{report.name}: {report.outcome.label}"
    count = counted(report.statement_count, "statement")
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
    articles = counted(_articles(counts), "article")
    statements = counted(counts[STATEMENTS], "statement")
    line = f"{articles}: {', '.join(_parts(counts))}; {statements}."
    return f"{line} Nothing was kept." if dry_run else line


def _parts(counts: Counter[str]) -> Iterator[str]:
    for outcome in Outcome:
        if counts[outcome.value] or outcome is Outcome.IMPORTED:
            yield f"{counts[outcome.value]} {outcome.label}"
