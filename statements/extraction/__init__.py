"""News text in, attributed and dated statements out. Pure Python: no Django, no files, no clock."""

from statements.extraction.pipeline import extract

__all__ = ["extract"]
