"""Of which words in a row an index has pairs.

An index made when these were fewer stays usable until `manage.py reindex` makes it anew: a
mark among its terms says which pairs every entry has.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

from django.apps import apps

from statements.search.entries import PAIRED, PAIRED_ONCE, Paired, pair_term
from statements.search.query import Query

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

_MARK = ":pairs"  # no word: those hold no colon
_MARKED = 63
# Without a mark: PAIRED_ONCE.
MARKS: dict[int | None, Paired] = {6: Paired(both=6, one=0), _MARKED: PAIRED}


def paired_in(query: Query, using: str = "default") -> Paired:
    """Return for which pairs of words this question may ask the index."""
    runs = [term.forms for term in (*query.terms, *query.excluded)]
    pairs = [pair for forms in runs for pair in pairwise(forms)]
    if not any(pair_term(*pair) and not pair_term(*pair, PAIRED_ONCE) for pair in pairs):
        return PAIRED
    terms = apps.get_model("statements", "IndexTerm")._base_manager.using(using)
    marked = terms.filter(term=_MARK).values_list("count", flat=True).first()
    return MARKS.get(marked, PAIRED_ONCE)


def mark_pairs(cursor: "CursorWrapper", *, if_empty: bool = False) -> None:
    """Note that every entry has all pairs; or that there is no entry without."""
    condition = (
        "NOT EXISTS (SELECT 1 FROM statements_statementindex)" if if_empty else "TRUE"
    )
    cursor.execute(
        "INSERT INTO statements_indexterm (term, count)"
        f" SELECT %s, %s WHERE {condition}"
        " ON CONFLICT (term) DO UPDATE SET count = excluded.count",
        [_MARK, _MARKED],
    )
