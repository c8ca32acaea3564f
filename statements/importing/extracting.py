"""Sources in, extractions out, in the same order: in this process or in several."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process

from statements.extraction import extract
from statements.extraction.model import Extraction
from statements.importing.sources import Source, UnreadableError

AHEAD = 64  # sources that wait for the writer, so that memory stays flat

# What a mistake in the extractor raises: it costs the article at hand, not the run.
MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

Extract = Callable[[Source], Extraction]


def extract_source(source: Source) -> Extraction:
    """Return what extraction finds in a source, given what is known about it."""
    about = source.about
    outlet = about.outlet or about.site
    return extract(source.text, published=about.published or None, outlet=outlet or None)


@dataclass(frozen=True, slots=True)
class Checked:
    """A source, and the key of the article it is known as; None where it is new."""

    source: Source
    known: int | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A source with what was found in it; None where nobody looked, since it is known."""

    source: Source
    known: int | None
    extraction: Extraction | None


@contextmanager
def start_workers(count: int) -> Iterator[Executor]:
    """Yield an executor with `count` processes of its own.

    They are spawned, because a fork would carry open database connections along,
    and leave an interrupt to the process that stores.
    """
    executor = ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_follow_the_writer
    )
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _follow_the_writer() -> None:
    """Leave interrupts to the process that stores, and end with it even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)  # nobody waits for an answer


def extract_here(
    checked: Iterable[Checked | UnreadableError], extract: Extract, *, again: bool
) -> Iterator[Ready | UnreadableError]:
    """Yield each source with its extraction. What is known is extracted only if `again`."""
    for one in checked:
        if isinstance(one, UnreadableError):
            yield one
        elif one.known is not None and not again:
            yield Ready(one.source, one.known, None)
        else:
            yield _attempt(one, extract)


def extract_in(
    executor: Executor,
    checked: Iterable[Checked | UnreadableError],
    extract: Extract,
    *,
    again: bool,
) -> Iterator[Ready | UnreadableError]:
    """Do what `extract_here` does in other processes, at most `AHEAD` sources in advance."""
    waiting: deque[Future[Ready | UnreadableError] | Ready | UnreadableError] = deque()
    for one in checked:
        if isinstance(one, UnreadableError):
            waiting.append(one)
        elif one.known is not None and not again:
            waiting.append(Ready(one.source, one.known, None))
        else:
            waiting.append(executor.submit(_attempt, one, extract))
        if len(waiting) > AHEAD:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def _result(
    one: Future[Ready | UnreadableError] | Ready | UnreadableError,
) -> Ready | UnreadableError:
    return one.result() if isinstance(one, Future) else one


def _attempt(one: Checked, extract: Extract) -> Ready | UnreadableError:
    try:
        return Ready(one.source, one.known, extract(one.source))
    except MISTAKES as error:
        problem = f"made the extractor fail ({type(error).__name__}: {error})"
        return UnreadableError(one.source.name, problem, "Please report it with the file")
