"""One run of the importer: every input read, extracted and stored, and its outcome on record."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import batched, chain

from django.utils import timezone

from statements.importing.extracting import (
    Checked,
    Extract,
    extract_here,
    extract_in,
    extract_source,
    start_workers,
)
from statements.importing.knowledge import find_known
from statements.importing.readers import read, read_ahead
from statements.importing.sources import NOTHING, About, Source, UnreadableError
from statements.importing.store import Outcome
from statements.importing.walking import Input
from statements.importing.writing import Report, write_all
from statements.models import Article, ImportedFile, ImportRun

BATCH = 50  # articles that are looked up, and outcomes that are recorded, at once


@dataclass(frozen=True, slots=True)
class Orders:
    """How a run is to be done."""

    about: About = NOTHING
    dry_run: bool = False  # do all of it, and take it back
    again: bool = False  # extract what is known already, too
    renewing: bool = False  # and let that take the place of what was found before
    workers: int = 0  # processes that extract; none: this one does
    paths: str = ""  # what the run was called with, for the record


def import_inputs(
    inputs: Iterable[Input | UnreadableError],
    orders: Orders,
    extract: Extract = extract_source,
    *,
    stop: Callable[[], bool] = lambda: False,
) -> Generator[Report]:
    """Import everything, yielding the outcome of each article as soon as it is certain.

    The run ends when all is done, or after the articles in hand once `stop` says so.
    """
    with ExitStack() as stack:
        record = None if orders.dry_run else stack.enter_context(_Record(orders.paths))
        if orders.workers:
            readers = stack.enter_context(ThreadPoolExecutor(orders.workers))
            executor = stack.enter_context(start_workers(orders.workers))
            checked = _check(read_ahead(readers, inputs, orders.about), orders)
            ready = extract_in(executor, checked, extract, again=orders.again)
        else:
            sources = chain.from_iterable(_read(one, orders.about) for one in inputs)
            ready = extract_here(_check(sources, orders), extract, again=orders.again)
        keep, renewing = not orders.dry_run, orders.renewing
        for reports in write_all(ready, keep=keep, renewing=renewing):
            if record:
                record.add(reports)
            yield from reports
            if stop():
                if record:
                    record.stopped = True
                return


def _read(one: Input | UnreadableError, about: About) -> Iterator[Source | UnreadableError]:
    return iter([one]) if isinstance(one, UnreadableError) else read(one, about)


def _check(
    sources: Iterable[Source | UnreadableError], orders: Orders
) -> Iterator[Checked | UnreadableError]:
    """Look up many sources at once. The writer looks again, because it may be alone no more."""
    for batch in batched(sources, BATCH):
        readable = [one for one in batch if isinstance(one, Source)]
        known = iter(find_known(readable))
        for one in batch:
            if isinstance(one, UnreadableError):
                yield one
            else:
                checked = Checked(one, next(known))
                yield _recall(checked) if orders.renewing else checked


def _recall(one: Checked) -> Checked:
    """Return a source with what is on record about its article, where the call does not say it."""
    if one.known is None:
        return one
    article = Article.objects.select_related("outlet").defer("text").get(pk=one.known)
    open_ended = article.earliest is None or article.latest is None
    on_record = About(
        outlet=article.outlet.name,
        published="" if open_ended else article.edtf,
        known_from=article.known_from,
    )
    return replace(
        one, source=replace(one.source, about=one.source.about.or_else(on_record))
    )


class _Record:
    """The `ImportRun` row of a run and its outcomes, written in batches."""

    def __init__(self, paths: str) -> None:
        self.run = ImportRun(source=paths)
        self.pending: list[Report] = []
        self.stopped = False

    def __enter__(self) -> _Record:
        # What killed an importer kept it from saying so. One that lives says it at its next batch.
        abandoned = ImportRun.objects.abandoned(timezone.now())
        abandoned.update(state=ImportRun.State.STOPPED)
        self.run.save()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._flush()
        finished = kind is None and not self.stopped
        self.run.state = ImportRun.State.FINISHED if finished else ImportRun.State.STOPPED
        self.run.finished_at = timezone.now()
        self.run.save()

    def add(self, reports: Sequence[Report]) -> None:
        self.pending += reports
        if len(self.pending) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        reports, self.pending = self.pending, []
        ImportedFile.objects.bulk_create(_outcome(self.run, report) for report in reports)
        outcomes = [report.outcome for report in reports]
        self.run.unchanged_count += outcomes.count(Outcome.UNCHANGED)
        self.run.failed_count += outcomes.count(Outcome.FAILED)
        self.run.imported_count += sum(map(_stores, outcomes))
        self.run.statement_count += sum(report.statement_count for report in reports)
        self.run.save()


def _stores(outcome: ImportedFile.Outcome) -> bool:
    return outcome in {Outcome.IMPORTED, Outcome.NEW_VERSION, Outcome.RENEWED}


def _outcome(run: ImportRun, report: Report) -> ImportedFile:
    return ImportedFile(
        run=run,
        name=report.name,
        outcome=report.outcome,
        article_id=report.article,
        statement_count=report.statement_count,
        message=report.message,
    )
