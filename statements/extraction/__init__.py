"""News text in, attributed and dated statements out. Pure Python: no Django, no clock.

No files either, but for the lexicon and a look at whether what was compiled is out of date.
"""

from pathlib import Path

from statements.extraction.compiled import check

check(Path(__file__).parent)

from statements.extraction.pipeline import extract  # noqa: E402 - only if nothing is out of date

__all__ = ["extract"]
