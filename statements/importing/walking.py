"""Files and folders named on a command line become inputs in a stable order, each once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from statements.importing.formats.registry import SUFFIXES
from statements.importing.labels import refused, shown
from statements.importing.sidecars import NAME, Sidecar, read_sidecar
from statements.importing.sources import NOTHING, About, UnreadableError

STDIN = Path("-")
PASSING = "standard input"  # what anything may come through
NOWHERE = Path()  # of an input that is in memory
Wanted = Callable[[str], bool]  # whether a file of this name is read

_SPECIAL = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be read, with what lies beside it says."""

    path: Path  # no link; STDIN for standard input
    name: str  # as named, for messages
    about: About = NOTHING
    format: str = ""  # the name of the format, where it is not to be recognised
    data: bytes | None = None  # of what is no file


def find_inputs(
    paths: Iterable[Path], forced: str = ""
) -> Iterator[Input | UnreadableError]:
    """Yield each file at or under `paths`, or in its place what keeps it from being read.

    Within a folder a link is followed to a file in the same folder tree and
    nowhere else; hidden files are passed over, and other formats too unless
    a format is `forced`.
    """
    for one in _find(paths, _wanted(forced)):
        yield replace(one, format=forced) if isinstance(one, Input) else one


def _wanted(forced: str) -> Wanted:
    if not forced:
        return lambda name: name.lower().endswith(tuple(SUFFIXES))
    return lambda name: (
        name != NAME and (forced == "jsonl" or not name.lower().endswith(".json"))
    )


def _find(paths: Iterable[Path], wanted: Wanted) -> Iterator[Input | UnreadableError]:
    for path in paths:
        if path == STDIN:
            yield Input(STDIN, PASSING)
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield refused(path, error)
            continue
        if stat.S_ISDIR(mode):
            yield from _find_in_root(path, wanted)
        else:
            yield _named_input(path, mode)


def _named_input(path: Path, mode: int) -> Input | UnreadableError:
    if not stat.S_ISREG(mode):
        return _special(path, mode)
    try:
        sidecar = read_sidecar(path.parent)
        return Input(path.resolve(), shown(path), sidecar.about(path.name))
    except UnreadableError as error:
        return error
    except OSError as error:
        return refused(path, error)


def _find_in_root(root: Path, wanted: Wanted) -> Iterator[Input | UnreadableError]:
    found = False
    for entry in _walk(root, root.resolve(), wanted):
        found = True
        yield entry
    if not found:
        cure = f"Name a folder with files that end in {', '.join(SUFFIXES)}"
        yield UnreadableError(shown(root), "holds no articles", cure)


def _walk(folder: Path, root: Path, wanted: Wanted) -> Iterator[Input | UnreadableError]:
    """Yield what `folder` and the folders in it hold. `root` is the outermost, resolved."""
    pending = [(folder, root)]
    while pending:
        folder, real = pending.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
            sidecar = read_sidecar(folder)
        except OSError as error:
            yield refused(folder, error)
            continue
        except UnreadableError as error:
            yield error
            continue
        visible = [entry for entry in listed if not entry.name.startswith(".")]
        folders = [entry for entry in visible if entry.is_dir(follow_symlinks=False)]
        pending += [(folder / entry.name, real / entry.name) for entry in reversed(folders)]
        for entry in visible:
            path = folder / entry.name
            if entry.is_file(follow_symlinks=False):
                if wanted(entry.name):
                    yield _input(path, real / entry.name, sidecar)
            elif entry not in folders:
                yield from _check_entry(path, root, sidecar, wanted)


def _check_entry(
    path: Path, root: Path, sidecar: Sidecar, wanted: Wanted
) -> Iterator[Input | UnreadableError]:
    try:
        target = path.resolve(strict=True)
        mode = target.stat().st_mode
    except OSError as error:
        yield refused(path, error)
        return
    if path.is_symlink() and (problem := _link_problem(path, target, root)):
        yield UnreadableError(
            shown(path), problem, "Remove the link, or name its target itself"
        )
    elif not wanted(path.name) or stat.S_ISDIR(mode):
        return
    elif not stat.S_ISREG(mode):
        yield _special(path, mode)
    else:
        yield _input(path, target, sidecar)


def _input(path: Path, target: Path, sidecar: Sidecar) -> Input | UnreadableError:
    try:
        return Input(target, shown(path), sidecar.about(path.name))
    except UnreadableError as error:
        return error


def _link_problem(path: Path, target: Path, root: Path) -> str:
    if target in path.absolute().parents or target in path.parent.resolve().parents:
        return "is a link back to a folder it lies in"
    if not target.is_relative_to(root):
        return "is a link that leads out of the folder"
    return ""


def _special(path: Path, mode: int) -> UnreadableError:
    kind = _SPECIAL.get(stat.S_IFMT(mode), "a special file")
    return UnreadableError(
        shown(path), f"is {kind}, not a file", "Save the article in a file"
    )
