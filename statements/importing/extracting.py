"""Sources in, extractions out, in the same order: in this process or in others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass

from statements.extraction import extract
from statements.extraction.model import Extraction, Zone
from statements.importing.sources import Begun, Source, UnreadableError

AHEAD = 128  # sources and marks between them that wait for the writer: memory stays flat

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


def extract_source(source: Source, zones: tuple[Zone, ...] | None = None) -> Extraction:
    """Return what extraction finds in a source, given what is known about it."""
    about = source.about
    outlet = about.outlet or about.site or None
    return extract(
        source.text, published=about.published or None, outlet=outlet, zones=zones
    )


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


type Unready = Checked | UnreadableError | Begun
type Item = Ready | UnreadableError | Begun


def extract_here(
    checked: Iterable[Unready], extract: Extract, *, again: bool
) -> Iterator[Item]:
    """Yield each source with its extraction. What is known is extracted only if `again`."""
    for one in checked:
        if not isinstance(one, Checked):
            yield one
        elif one.known is not None and not again:
            yield Ready(one.source, one.known, None)
        else:
            yield _join(one, attempt(one.source, extract))


def extract_in(
    executor: Executor, checked: Iterable[Unready], extract: Extract, *, again: bool
) -> Iterator[Item]:
    """Do what `extract_here` does through an executor, so many sources in advance.

    Only the extraction comes back from there; the text need not travel twice.
    """
    waiting: deque[tuple[Unready, Future[Extraction | UnreadableError] | None]] = deque()
    for one in checked:
        if isinstance(one, Checked) and (one.known is None or again):
            waiting.append((one, executor.submit(attempt, one.source, extract)))
        else:
            waiting.append((one, None))
        if len(waiting) > AHEAD:
            yield _come(*waiting.popleft())
    while waiting:
        yield _come(*waiting.popleft())


def attempt(source: Source, extract: Extract) -> Extraction | UnreadableError:
    """Return what is found in a source, or that the extractor failed over it."""
    try:
        return extract(source)
    except MISTAKES as error:
        problem = f"made the extractor fail ({type(error).__name__}: {error})"
        return UnreadableError(source.name, problem, "Please report it with the file")


def _come(one: Unready, future: Future[Extraction | UnreadableError] | None) -> Item:
    if not isinstance(one, Checked):
        return one
    if future is None:
        return Ready(one.source, one.known, None)
    try:
        return _join(one, future.result())
    except CancelledError as error:  # what a cluster says that went away
        raise BrokenExecutor("The work was cancelled") from error


def _join(one: Checked, found: Extraction | UnreadableError) -> Item:
    if isinstance(found, UnreadableError):
        return found
    return Ready(one.source, one.known, found)
