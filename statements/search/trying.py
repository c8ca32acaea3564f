"""How much questions would find that are only offered: all of them after a few looks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connections

from statements.search.backends import backend_of
from statements.search.looking import looked_up
from statements.search.matching import Filters
from statements.search.query import Query
from statements.search.stretches import Order, Stretch
from statements.search.times import Times
from statements.search.walking import Walk, Walked, lay_out

MOST_TRIED = 100  # statements counted of each question

type Asked = Sequence[tuple[Query, Filters]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with what is known of its names, and how many statements it finds."""

    query: Query
    count: int


def count_each(asked: Asked, using: str = "default") -> list[Counted]:
    """Return each of these questions and how many statements it finds, at most `MOST_TRIED`."""
    walks = _walks(asked, using)
    counts = _count([(_parts(walk), MOST_TRIED) for walk in walks], using)
    return [Counted(walk.query, n) for walk, n in zip(walks, counts, strict=True)]


def count_beside(
    walk: Walk,
    most: int,
    asked: Asked,
    times: Times | None = None,
    *,
    rest: Sequence[Stretch] = (),
) -> tuple[int, int, list[Counted]]:
    """Return how many may fall in the days of a walk, match in a rest of it, and others find.

    The first two are at most `most`. What is known of all matches may tell, `times`.
    """
    known = times.perhaps(walk.match.period, most) if times and not asked else None
    if known is not None and not rest:
        return known, 0, []
    using = walk.connection.alias
    walks = _walks(asked, using) if asked else []
    beside = [
        (walk.perhaps() if known is None else [], most),
        ([(walk.match, part) for part in rest], most),
    ]
    each = ((_parts(other), MOST_TRIED) for other in walks)
    perhaps, more, *counts = _count([*beside, *each], using)
    found = zip(walks, counts, strict=True)
    return (
        perhaps if known is None else known,
        more,
        [Counted(other.query, count) for other, count in found],
    )


def _walks(asked: Asked, using: str) -> list[Walk]:
    queries = looked_up([replace(query, spellings=()) for query, _ in asked], using)
    return [
        lay_out(query, filters, Order.NEWEST, using)
        for query, (_, filters) in zip(queries, asked, strict=True)
    ]


def _parts(walk: Walk) -> list[Walked]:
    return [(walk.match, part) for part in walk.stretches]


def _count(questions: Sequence[tuple[Sequence[Walked], int]], using: str) -> list[int]:
    hopeful = [question for question in questions if question[0]]
    if not hopeful:
        return [0] * len(questions)
    with connections[using].cursor() as cursor:
        counts = iter(backend_of(connections[using]).count_each(cursor, hopeful))
    return [next(counts) if walks else 0 for walks, _ in questions]
