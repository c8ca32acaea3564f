"""Values typed on a command line."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable


def checked(read: Callable[[str], str]) -> Callable[[str], str]:
    """Return `read` so that the command line shows its reason for refusing a value."""

    def check(value: str) -> str:
        try:
            return read(value)
        except ValueError as error:
            raise ArgumentTypeError(str(error)) from None

    return check
