"""Work that other processes do before its turn."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor


def made_ahead[Given, Made](
    calls: Iterable[tuple[Given, Callable[[], Made]]], executor: Executor | None, most: int
) -> Iterator[tuple[Given, Made]]:
    """Yield what was given with what its call returns, in order.

    `executor` makes up to `most` ahead; without one each is made here when its turn comes.
    """
    waiting: deque[tuple[Given, Callable[[], Made]]] = deque()
    for given, call in calls:
        waiting.append((given, executor.submit(call).result if executor else call))
        if len(waiting) > (most if executor else 0):
            first, made = waiting.popleft()
            yield first, made()
    yield from ((given, made()) for given, made in waiting)
