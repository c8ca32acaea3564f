"""A progress bar on a terminal; in a pipe there is none."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Protocol

WIDTH = 30  # characters of the bar
EVERY = 0.1  # seconds between two drawings


class Output(Protocol):
    """The part of Django's `OutputWrapper` that is used."""

    def write(
        self,
        msg: str = "",
        style_func: Callable[[str], str] | None = None,
        ending: str | None = None,
    ) -> None: ...
    def isatty(self) -> bool: ...
    def flush(self) -> None: ...


class Progress:
    """A bar that shows how many of so many steps are done; `total` is asked when it is drawn."""

    def __init__(self, out: Output, total: Callable[[], int], *, shown: bool) -> None:
        self.drawn = shown and out.isatty()
        self._out, self._total, self._done = out, total, 0
        self._drawn_at = 0.0
        self._visible = False

    def step(self) -> None:
        """Count one more as done, and draw the bar if it is time."""
        self._done += 1
        if self.drawn and monotonic() - self._drawn_at >= EVERY:
            self._drawn_at = monotonic()
            self._out.write("\r" + bar(self._done, self._total()), str, "")
            self._out.flush()
            self._visible = True

    def clear(self) -> None:
        """Take the bar away, so that a line can be written in its place."""
        if self._visible:
            self._out.write("\r\x1b[K", str, "")
            self._visible = False


def bar(done: int, total: int) -> str:
    """Return a bar with the number of steps done.

    >>> bar(1, 2)
    '[###############               ] 1/2'
    >>> bar(7, 0)
    '7 done'
    """
    if done > total:  # a file may hold many
        return f"{done} done"
    filled = round(done / total * WIDTH) if total else 0
    return f"[{'#' * filled}{' ' * (WIDTH - filled)}] {done}/{total}"
