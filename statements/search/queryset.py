"""Search as one more condition on a QuerySet, for pages that filter in other ways as well."""

from typing import Any

from django.db import connections, models
from django.db.models.expressions import RawSQL

from statements.search.backends import backend_of
from statements.search.days import days_condition
from statements.search.entries import UNDATED_END
from statements.search.looking import looked_up
from statements.search.lookup import Lookup
from statements.search.matching import Filters, make_match
from statements.search.names import name_what_is_named
from statements.search.parsing import parse
from statements.search.query import Query
from statements.search.stretches import Order


def narrow[QS: models.QuerySet[Any]](
    statements: QS, asked: Query | str, order: Order | str = Order.NEWEST
) -> QS:
    """Narrow `statements` to those asked for, in the order of their days.

    What is typed but names no word and no filter narrows nothing.
    """
    question = parse(asked) if isinstance(asked, str) else asked
    (query,) = looked_up([question], statements.db)
    found = query.lookup or Lookup()
    named = name_what_is_named(query, found)
    match = make_match(query, named, Filters(), pairs=found.pairs)
    key = "index_entry__sort_key"
    if match.hopeless:
        return statements.none()
    if match.undated:
        statements = statements.filter(**{f"{key}__lt": UNDATED_END})
    backend = backend_of(connections[statements.db])
    if condition := backend.condition(match):
        statements = statements.filter(**{f"{key}__in": RawSQL(*condition)})  # noqa: S611, built from terms
    if match.period:
        days, ordinals = days_condition(match)
        sql = f"SELECT i.sort_key FROM statements_statementindex AS i WHERE {days}"  # noqa: S608
        statements = statements.filter(**{f"{key}__in": RawSQL(sql, ordinals)})  # noqa: S611
    if Order(order) is not Order.OLDEST:
        return statements.order_by(f"-{key}")
    undated_last = models.Case(
        models.When(**{f"{key}__lt": UNDATED_END}, then=1), default=0
    )
    return statements.order_by(undated_last, key)
