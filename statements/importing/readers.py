"""A file becomes one `Source` an article, or one clear reason each why it cannot."""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, nullcontext
from itertools import batched, chain, groupby, islice
from typing import cast

from statements.importing.files import open_file
from statements.importing.formats.registry import BY_NAME, SUFFIXES, Format, recognise
from statements.importing.orders import Claimed
from statements.importing.pieces import Piece, RawPage, Stream, finish
from statements.importing.sources import About, Begun, Source, UnreadableError
from statements.importing.walking import STDIN, Input

# Files that a thread is given at once; to read one is done sooner than to ask for it.
TOGETHER = 8
AHEAD = 8  # of these, and of pages, are read before their turn

type Found = Source | UnreadableError
type Piecemeal = Iterable[Found | Begun]


def read(given: Input, about: About) -> Iterator[Found]:
    """Yield the articles in a file. What `about` says counts for more than what lies beside it."""
    return map(finish, _pieces(given, about))


def read_here(files: Iterable[Claimed], about: About) -> Iterator[Found | Begun]:
    """Yield a mark for each file, and after it those of its articles that are not done."""
    for file in files:
        yield Begun(file.listed)
        yield from _left_in(file, about)


def read_ahead(
    executor: Executor, files: Iterable[Claimed], about: About
) -> Iterator[Found | Begun]:
    """Do what `read_here` does in the threads of `executor`, in the same order.

    Each thread has a child process of its own for pages. A file that may hold
    more articles than memory does is read when its turn comes, its pages ahead.
    """
    waiting: deque[Future[Piecemeal] | Found | Begun] = deque()
    for one in _ahead(executor, files, about):
        waiting.append(one)
        if len(waiting) > AHEAD:
            yield from _come(waiting.popleft())
    while waiting:
        yield from _come(waiting.popleft())


def _ahead(
    executor: Executor, files: Iterable[Claimed], about: About
) -> Iterator[Future[Piecemeal] | Found | Begun]:
    for single, same in groupby(files, _is_single):
        if single:
            for some in batched(same, TOGETHER, strict=False):
                yield executor.submit(_read_some, some, about)
        else:
            for file in same:
                yield Begun(file.listed)
                yield from _pieces_ahead(executor, file, about)


def _is_single(file: Claimed) -> bool:
    """Tell whether a file is one article, as far as its name or the call says."""
    given = file.given
    if isinstance(given, UnreadableError):
        return False
    if given.format:
        return BY_NAME[given.format].single
    one = SUFFIXES.get(given.path.suffix.lower())
    return given.path != STDIN and one is not None and one.single


def _pieces_ahead(
    executor: Executor, file: Claimed, about: About
) -> Iterator[Future[Piecemeal] | Found]:
    if isinstance(file.given, UnreadableError):
        yield file.given
        return
    for piece in islice(_pieces(file.given, about), file.done, None):
        yield executor.submit(_finish_alone, piece) if isinstance(piece, RawPage) else piece


def _read_some(files: Iterable[Claimed], about: About) -> Piecemeal:
    read: list[Piecemeal] = []
    for file in files:
        found = _left_in(file, about)
        read += [[Begun(file.listed)], list(islice(found, 2))]
        # What holds more than its name says is read further when its turn comes.
        read.append(found)
    return chain.from_iterable(read)


def _left_in(file: Claimed, about: About) -> Iterator[Found]:
    """Return the articles of a file that have no outcome yet."""
    if isinstance(file.given, UnreadableError):
        return iter([file.given])
    return islice(read(file.given, about), file.done, None)


def _finish_alone(piece: RawPage) -> Piecemeal:
    return [finish(piece)]


def _come(one: Future[Piecemeal] | Found | Begun) -> Piecemeal:
    return one.result() if isinstance(one, Future) else [one]


def _pieces(given: Input, about: About) -> Iterator[Piece]:
    try:
        with _opened(given) as file:
            stream = Stream(given.name, file, about.or_else(given.about))
            yield from _format(given, stream).read(stream)
    except UnreadableError as error:
        yield error


def _opened(given: Input) -> AbstractContextManager[io.BufferedReader]:
    if given.data is not None:
        return nullcontext(io.BufferedReader(io.BytesIO(given.data)))
    if given.path == STDIN:
        return nullcontext(cast(io.BufferedReader, sys.stdin.buffer))
    return open_file(given.path, given.name)


def _format(given: Input, stream: Stream) -> Format:
    return BY_NAME[given.format] if given.format else recognise(stream)
