"""How long the words are of which an index has pairs.

An index made when they were shorter stays usable until `manage.py reindex` makes it anew: a
mark among its terms says that every entry has the longer pairs as well.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

from django.apps import apps

from statements.search.entries import SHORT, SHORT_ONCE, pair_term
from statements.search.query import Query

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_MARK = ":pairs"  # no word: those hold no colon


def longest_paired(query: Query, using: str = "default") -> int:
    """Return up to how many letters a question may ask for pairs of words."""
    runs = [term.forms for term in (*query.terms, *query.excluded)]
    pairs = [pair for forms in runs for pair in pairwise(forms)]
    if not any(pair_term(*pair) and not pair_term(*pair, SHORT_ONCE) for pair in pairs):
        return SHORT
    terms = apps.get_model("statements", "IndexTerm")._base_manager.using(using)
    return SHORT if terms.filter(term=_MARK, count=SHORT).exists() else SHORT_ONCE


def mark_pairs(cursor: "CursorWrapper", *, if_empty: bool = False) -> None:
    """Note that every entry has the longer pairs; or that there is no entry without."""
    condition = (
        "NOT EXISTS (SELECT 1 FROM statements_statementindex)" if if_empty else "TRUE"
    )
    cursor.execute(
        "INSERT INTO statements_indexterm (term, count)"
        f" SELECT %s, %s WHERE {condition}"
        " ON CONFLICT (term) DO UPDATE SET count = excluded.count",
        [_MARK, SHORT],
    )
