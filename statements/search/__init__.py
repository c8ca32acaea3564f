"""Search: what was typed becomes a query, and a query becomes statements and counts.

`install` makes the index, `index` and `drop` keep it in step with the statements,
`parse` reads what was typed, `find` answers it, `highlight` marks the answer.
"""

from statements.search.backends import (
    count_frequent,
    install,
    mark_complete,
    tidy,
    tidying,
)
from statements.search.bulk import index_many
from statements.search.entering import Load, enter, loading
from statements.search.everything import Everything
from statements.search.finding import (
    Found,
    Paging,
    Sums,
    add_up,
    count_others,
    find,
)
from statements.search.highlight import Segment, highlight
from statements.search.looking import look_up, looked_up
from statements.search.lookup import Lookup, wanted_by
from statements.search.matching import Filters
from statements.search.names import as_on_record
from statements.search.parsing import parse
from statements.search.query import Query
from statements.search.queryset import narrow
from statements.search.sentences import sentence
from statements.search.stretches import Order
from statements.search.suggesting import Asked, nearest_name, suggest, suggest_from
from statements.search.trying import MOST_TRIED, Counted, count_each
from statements.search.upkeep import Upkeep
from statements.search.writing import drop, index, index_names, index_pks

__all__ = [
    "MOST_TRIED",
    "Asked",
    "Counted",
    "Everything",
    "Filters",
    "Found",
    "Load",
    "Lookup",
    "Order",
    "Paging",
    "Query",
    "Segment",
    "Sums",
    "Upkeep",
    "add_up",
    "as_on_record",
    "count_each",
    "count_frequent",
    "count_others",
    "drop",
    "enter",
    "find",
    "highlight",
    "index",
    "index_many",
    "index_names",
    "index_pks",
    "install",
    "loading",
    "look_up",
    "looked_up",
    "mark_complete",
    "narrow",
    "nearest_name",
    "parse",
    "sentence",
    "suggest",
    "suggest_from",
    "tidy",
    "tidying",
    "wanted_by",
]
