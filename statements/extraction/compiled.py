"""Modules compiled to C (`make compiled`) must be of the sources that lie beside them."""

from pathlib import Path


def check(folder: Path) -> None:
    """Raise an ImportError if a compiled module in `folder` is older than its source."""
    for made in folder.glob("*.so"):
        source = folder / f"{made.name.partition('.')[0]}.py"
        if not source.exists() or source.stat().st_mtime > made.stat().st_mtime:
            raise ImportError(
                f"{made.name} is older than its source: compile anew with `make compiled`, "
                "or do without with `make plain`."
            )
