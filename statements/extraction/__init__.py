"""News text in, attributed and dated statements out. Pure Python: no Django, no files, no clock."""

from pathlib import Path

from statements.extraction.compiled import check

check(Path(__file__).parent)

from statements.extraction.pipeline import extract  # noqa: E402 - only if nothing is out of date

__all__ = ["extract"]
