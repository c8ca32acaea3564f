"""The whole record as JSON lines and back: to move it, to share it, to restore it.

Each line is one row with its `type`. A row names another by its slug or public identifier, an article
by its number among the articles of the file. Rows keep the order in which they were made, so writing,
reading into an empty database and writing again gives the same bytes.
"""

from statements.exchange.kinds import BY_TYPE, KINDS
from statements.exchange.reading import Reader
from statements.exchange.writing import write

__all__ = ["BY_TYPE", "KINDS", "Reader", "write"]
