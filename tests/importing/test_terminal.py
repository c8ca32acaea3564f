"""A long import at a terminal: its bar, and how it is interrupted."""

from __future__ import annotations

import os
import signal
from io import StringIO
from threading import Thread

import pytest
from django.core.management.base import OutputWrapper

from statements.importing.interrupting import Interruption
from statements.importing.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_gives_way_to_lines_and_counts_on() -> None:
    written = Terminal()
    progress = Progress(OutputWrapper(written), lambda: 2, shown=True)

    progress.clear()
    progress.step()
    progress.clear()

    assert progress.drawn
    assert written.getvalue() == f"\r[{'#' * 15}{' ' * 15}] 1/2\r\x1b[K"


@pytest.mark.parametrize(("out", "shown"), [(StringIO(), True), (Terminal(), False)])
def test_in_a_pipe_or_when_told_to_be_quiet_there_is_no_bar(
    out: StringIO, shown: bool
) -> None:
    progress = Progress(OutputWrapper(out), lambda: 2, shown=shown)

    progress.step()
    progress.clear()

    assert not progress.drawn
    assert out.getvalue() == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_first_interrupt_asks_and_a_second_one_ends(number: signal.Signals) -> None:
    before = signal.getsignal(number)

    asked: list[bool] = []
    with Interruption() as interruption:
        asked.append(interruption.asked)
        os.kill(os.getpid(), number)
        asked.append(interruption.asked)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)

    assert asked == [False, True]
    assert signal.getsignal(number) is before


def test_only_the_main_thread_can_be_interrupted() -> None:
    before = signal.getsignal(signal.SIGINT)
    asked: list[bool] = []

    def work() -> None:
        with Interruption() as interruption:
            asked.append(interruption.asked)

    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert asked == [False]
    assert signal.getsignal(signal.SIGINT) is before
