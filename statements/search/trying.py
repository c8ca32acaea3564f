"""How much questions would find that are only offered: all of them after a few looks."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import connections

from statements.search.backends import backend_of
from statements.search.looking import looked_up
from statements.search.matching import Filters
from statements.search.query import Query
from statements.search.stretches import Order
from statements.search.walking import Walk, Walked, lay_out

MOST_TRIED = 100  # statements counted of each question

type Asked = Sequence[tuple[Query, Filters]]


def count_each(asked: Asked, using: str = "default") -> list[int]:
    """Return how many statements each of these questions finds, at most `MOST_TRIED`."""
    return _count([(walks, MOST_TRIED) for walks in _walks(asked, using)], using)


def count_beside(
    walk: Walk, most: int, others: Sequence[Query], filters: Filters | None
) -> tuple[int, list[int]]:
    """Return how many may fall in the days of a walk, and how many other questions find.

    The first are at most `most`.
    """
    if not others:
        return walk.count_perhaps(most), []
    using = walk.connection.alias
    asked = [(other, filters or Filters()) for other in others]
    walks = ((walks, MOST_TRIED) for walks in _walks(asked, using))
    perhaps, *found = _count([(walk.perhaps(), most), *walks], using)
    return perhaps, found


def _walks(asked: Asked, using: str) -> list[list[Walked]]:
    if not asked:
        return []
    queries = looked_up([replace(query, spellings=()) for query, _ in asked], using)
    walks = (
        lay_out(query, filters, Order.NEWEST, using)
        for query, (_, filters) in zip(queries, asked, strict=True)
    )
    return [[(walk.match, part) for part in walk.stretches] for walk in walks]


def _count(questions: Sequence[tuple[Sequence[Walked], int]], using: str) -> list[int]:
    hopeful = [question for question in questions if question[0]]
    if not hopeful:
        return [0] * len(questions)
    with connections[using].cursor() as cursor:
        counts = iter(backend_of(connections[using]).count_each(cursor, hopeful))
    return [next(counts) if walks else 0 for walks, _ in questions]
