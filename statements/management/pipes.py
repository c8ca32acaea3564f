"""Standard output that leads into a pipe."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper

CLOSED = 141  # what a shell reports of a program that wrote into a closed pipe


@contextmanager
def unless_nobody_reads(out: OutputWrapper) -> Iterator[None]:
    """End the program quietly when the reader of its output, such as `head`, has left."""
    try:
        yield
        out.flush()
    except BrokenPipeError:
        # What is still buffered goes nowhere; otherwise the interpreter complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        raise SystemExit(CLOSED) from None
