"""Where extraction runs: in processes of this machine, or on a cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from multiprocessing import get_context, parent_process
from typing import Any

from statements.importing.orders import Orders

CONNECT_WITHIN = 10  # seconds


class NoClusterError(ValueError):
    """A cluster that cannot be used, and why."""


def start_executor(orders: Orders) -> AbstractContextManager[Executor | None]:
    """Return a context that yields where to extract; None is here, in this process."""
    if orders.cluster:
        return join_cluster(orders.cluster)
    return start_workers(orders.workers) if orders.workers else nullcontext()


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


@contextmanager
def join_cluster(address: str) -> Iterator[Executor]:
    """Yield an executor that hands work to the Dask scheduler at `address`."""
    try:
        distributed: Any = import_module(
            "distributed"
        )  # an extra; it takes a second to load
    except ImportError:
        cure = 'install the extra: pip install "distributed>=2026.1"'
        raise NoClusterError(f"dask.distributed is not installed ({cure})") from None
    try:
        client = distributed.Client(address, timeout=CONNECT_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoClusterError(f"no scheduler answers at {address}: {error}") from error
    with client, client.get_executor(pure=False) as executor:
        yield executor
        if client.status != "running":
            raise BrokenExecutor(f"The scheduler at {address} went away")
