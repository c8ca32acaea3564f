"""Whether an index has pairs of words.

An index that an older program made answers without them, more slowly, until `manage.py reindex`
makes it anew: a mark among its terms says that every entry has all pairs.
"""

from typing import TYPE_CHECKING

from statements.asking import ask
from statements.search.entries import PAIRS
from statements.search.query import Query

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_MARK = ":pairs"  # no word: those hold no colon
_MARKED = "SELECT count FROM statements_indexterm WHERE term = %s"


def has_pairs(*queries: Query, using: str = "default") -> bool:
    """Return whether these questions may ask the index for pairs of words, if they have any."""
    terms = (term for query in queries for term in (*query.terms, *query.excluded))
    if not any(len(term.forms) > 1 for term in terms):
        return True
    return ask(_MARKED, [_MARK], using) == [(PAIRS,)]


def mark_pairs(cursor: "CursorWrapper", *, if_empty: bool = False) -> None:
    """Note that every entry has all pairs; or that there is no entry without."""
    condition = (
        "NOT EXISTS (SELECT 1 FROM statements_statementindex)" if if_empty else "TRUE"
    )
    cursor.execute(
        "INSERT INTO statements_indexterm (term, count)"
        f" SELECT %s, %s WHERE {condition}"
        " ON CONFLICT (term) DO UPDATE SET count = excluded.count",
        [_MARK, PAIRS],
    )
