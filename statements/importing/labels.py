"""What messages call a file, and why the operating system does not hand it out."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from statements.importing.sources import UnreadableError


def shown(path: Path | str) -> str:
    """Return a path as a message can show it: one line, no undecodable bytes.

    >>> shown("two\\nlines.txt")
    'two\\\\nlines.txt'
    """
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    if name.isprintable():
        return name
    return "".join(part if part.isprintable() else repr(part)[1:-1] for part in name)


def refused(path: Path, error: OSError) -> UnreadableError:
    """Return the error of the operating system as a reason and a cure."""
    name = shown(path)
    match error.errno:
        case errno.ENOENT:
            cure = "Remove the link" if path.is_symlink() else "Check the spelling"
            problem = "is a link to nothing" if path.is_symlink() else "does not exist"
        case errno.EACCES | errno.EPERM:
            problem, cure = (
                "may not be read",
                f"Allow it, for example with: chmod u+r {name}",
            )
        case errno.ELOOP:
            problem, cure = "is a link that leads back to itself", "Remove the link"
        case _:
            problem, cure = (
                f"cannot be read ({error.strerror})",
                "Check the file and the disk",
            )
    return UnreadableError(name, problem, cure)
