"""Sources in, extractions out, in the same order: in this process or in others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass
from itertools import batched
from typing import TypeGuard

from statements.extraction import extract
from statements.extraction.model import Extraction, Zone
from statements.importing.likeness import marks_of, runs_of
from statements.importing.sources import Begun, Source, UnreadableError
from statements.importing.travelling import travel_light

travel_light()  # here, because a worker reads this module and little else

# Sources, and marks between them, that go to a worker at once. One by one, the workers would
# stand still: each word with them has to wait until the busy writer lets another thread run.
TOGETHER = 16
AHEAD = 8  # times as many wait for the writer: memory stays flat

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
    marks: tuple[int, ...] = ()  # by which copies are found


@dataclass(frozen=True, slots=True)
class Study:
    """What a text alone tells, all of it made where extraction runs."""

    extraction: Extraction
    marks: tuple[int, ...]


type Unready = Checked | UnreadableError | Begun
type Item = Ready | UnreadableError | Begun
type Attempt = Study | UnreadableError


def extract_here(
    checked: Iterable[Unready], extract: Extract, *, again: bool
) -> Iterator[Item]:
    """Yield each source with its extraction. What is known is extracted only if `again`."""
    for one in checked:
        if not isinstance(one, Checked):
            yield one
        elif _is_wanted(one, again=again):
            yield _join(one, attempt(one.source, extract))
        else:
            yield Ready(one.source, one.known, None)


def extract_in(
    executor: Executor, checked: Iterable[Unready], extract: Extract, *, again: bool
) -> Iterator[Item]:
    """Do what `extract_here` does through an executor, so many sources in advance.

    Only the extraction comes back from there; the text need not travel twice.
    """
    waiting: deque[tuple[tuple[Unready, ...], Future[list[Attempt]] | None]] = deque()
    for group in batched(checked, TOGETHER, strict=False):
        sources = [one.source for one in group if _is_wanted(one, again=again)]
        given = executor.submit(attempt_all, sources, extract) if sources else None
        waiting.append((group, given))
        if len(waiting) > AHEAD:
            yield from _come(*waiting.popleft(), again=again)
    while waiting:
        yield from _come(*waiting.popleft(), again=again)


def _is_wanted(one: Unready, *, again: bool) -> TypeGuard[Checked]:
    return isinstance(one, Checked) and (one.known is None or again)


def attempt_all(sources: Iterable[Source], extract: Extract) -> list[Attempt]:
    """Return what `attempt` does for each source."""
    return [attempt(source, extract) for source in sources]


def attempt(source: Source, extract: Extract) -> Attempt:
    """Return what is found in a source, or that the extractor failed over it."""
    try:
        found = extract(source)
        zones = [(zone.start, zone.end, zone.kind.value) for zone in found.zones]
        return Study(found, tuple(marks_of(runs_of(source.text, zones))))
    except MISTAKES as error:
        problem = f"made the extractor fail ({type(error).__name__}: {error})"
        return UnreadableError(source.name, problem, "Please report it with the file")


def _come(
    group: Iterable[Unready], given: Future[list[Attempt]] | None, *, again: bool
) -> Iterator[Item]:
    try:
        found = iter(given.result() if given else ())
    except CancelledError as error:  # what a cluster says that went away
        raise BrokenExecutor("The work was cancelled") from error
    for one in group:
        if not isinstance(one, Checked):
            yield one
        elif _is_wanted(one, again=again):
            yield _join(one, next(found))
        else:
            yield Ready(one.source, one.known, None)


def _join(one: Checked, found: Attempt) -> Item:
    if isinstance(found, UnreadableError):
        return found
    return Ready(one.source, one.known, found.extraction, found.marks)
