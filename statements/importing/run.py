"""One run of the importer: every input read, extracted and stored, and its outcome on record."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import batched
from typing import TYPE_CHECKING

from django.db import connection

from statements import search
from statements.importing.claims import patiently
from statements.importing.executors import start_executor
from statements.importing.extracting import (
    Checked,
    Extract,
    Item,
    Unready,
    extract_here,
    extract_in,
    extract_source,
)
from statements.importing.knowledge import Standing, look_up
from statements.importing.labels import shown
from statements.importing.orders import Claimed, Given, Orders, write_orders
from statements.importing.readers import read_ahead, read_here
from statements.importing.shares import Share
from statements.importing.sources import About, Begun, Source, UnreadableError
from statements.importing.writing import Report, write_all
from statements.models import Article, ImportRun

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = ["Orders", "import_inputs", "make_run"]

BATCH = 200  # articles, and marks between them, that are looked up at once
MANY = 2_000  # statements of a run, after which the search index is worth putting in order
READERS = 2  # threads that read files beside a cluster

type Read = Source | UnreadableError | Begun


def _never() -> bool:
    return False


def import_inputs(
    inputs: Iterable[Given],
    orders: Orders,
    extract: Extract = extract_source,
    *,
    stop: Callable[[], bool] = _never,
    run: ImportRun | None = None,
) -> Generator[Report]:
    """Import everything, yielding the outcome of each article as soon as it is certain.

    It is a new run, or a share in `run`, which waits, was stopped or is under way.
    The share ends when nothing is left to take on, or after the articles in hand
    once `stop` or somebody at the desk says so.
    """
    with ExitStack() as stack:
        share: Share | None = None
        files: Iterable[Claimed]
        if orders.dry_run:
            files = (Claimed(0, one, 0) for one in inputs)
        else:
            share = Share(run or make_run(orders), inputs, listable=orders.listable)
            stack.enter_context(share)
            files = share.claims()
        items = _extracted(stack, files, orders, extract)
        for reports in write_all(items, share, renewing=orders.renewing):
            yield from reports
            if stop() or (share and share.asked_to_stop):
                return
    if share and share.finished and share.run.statement_count >= MANY:
        patiently(search.tidy)(connection)


def make_run(orders: Orders, by: User | None = None) -> ImportRun:
    """Return a new run, on record, that waits for somebody to work on it."""
    return ImportRun.objects.create(
        source="\n".join([*map(shown, orders.paths), *orders.urls]),
        orders=write_orders(orders),
        state=ImportRun.State.WAITING,
        started_by=by,
    )


def _extracted(
    stack: ExitStack, files: Iterable[Claimed], orders: Orders, extract: Extract
) -> Iterator[Item]:
    """Yield the articles of files, ready to be stored, each file after its mark."""
    executor = stack.enter_context(start_executor(orders))
    if executor is None:
        checked = _check(read_here(files, orders.about), orders)
        return extract_here(checked, extract, again=orders.again)
    readers = stack.enter_context(ThreadPoolExecutor(orders.workers or READERS))
    checked = _check(read_ahead(readers, files, orders.about), orders)
    return extract_in(executor, checked, extract, again=orders.again)


def _check(read: Iterable[Read], orders: Orders) -> Iterator[Unready]:
    """Look up many sources at once. The writer looks again, because it may be alone no more."""
    for batch in batched(read, BATCH):
        readable = [one for one in batch if isinstance(one, Source)]
        found = iter(look_up(readable))
        for one in batch:
            if isinstance(one, Source):
                yield _checked(one, next(found), orders)
            else:
                yield one


def _checked(source: Source, found: Standing | None, orders: Orders) -> Checked:
    """Return a source as known, unless something about its article is to be changed."""
    if found is None:
        return Checked(source, None)
    if orders.renewing or not found.settled:
        source = _recall(source, found.known.pk)
    return Checked(source, found.known.pk if found.settled else None)


def _recall(source: Source, known: int) -> Source:
    """Return a source with what is on record about its article, where the call does not say it."""
    article = Article.objects.select_related("outlet").defer("text").get(pk=known)
    open_ended = article.earliest is None or article.latest is None
    on_record = About(
        outlet=article.outlet.name,
        published="" if open_ended else article.edtf,
        known_from=article.known_from,
    )
    return replace(source, about=source.about.or_else(on_record))
