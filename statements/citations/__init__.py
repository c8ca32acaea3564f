"""A statement as a reference list wants it.

What is not known of a day is said ("n.d. (reported as 'Thursday')") and never filled in.
"""

from statements.citations.citation import Citation, Day, cite
from statements.citations.formats import FORMATS, Format

__all__ = ["FORMATS", "Citation", "Day", "Format", "cite"]
