"""Whether an index has pairs of words.

An index that an older program made answers without them, more slowly, until `manage.py reindex`
makes it anew: a mark among its terms says that every entry has all pairs.
"""

from typing import TYPE_CHECKING

from statements.search.entries import PAIRS

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

MARK = ":pairs"  # no word: those hold no colon


def mark_pairs(cursor: "CursorWrapper", *, if_empty: bool = False) -> None:
    """Note that every entry has all pairs; or that there is no entry without."""
    condition = (
        "NOT EXISTS (SELECT 1 FROM statements_statementindex)" if if_empty else "TRUE"
    )
    cursor.execute(
        "INSERT INTO statements_indexterm (term, count)"
        f" SELECT %s, %s WHERE {condition}"
        " ON CONFLICT (term) DO UPDATE SET count = excluded.count",
        [MARK, PAIRS],
    )
