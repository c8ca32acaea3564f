"""How much questions would find that are only offered: all of them after a few looks."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import connections

from statements.search.backends import backend_of
from statements.search.matching import Filters, make_match
from statements.search.names import name_each
from statements.search.pairing import has_pairs
from statements.search.query import Query
from statements.search.spellings import spell_each
from statements.search.stretches import Order
from statements.search.walking import lay_out

MOST_TRIED = 100  # statements counted of each question


def count_each(asked: Sequence[tuple[Query, Filters]], using: str = "default") -> list[int]:
    """Return how many statements each of these questions finds, at most `MOST_TRIED`."""
    if not asked:
        return []
    queries = spell_each([replace(query, spellings=()) for query, _ in asked], using)
    named = name_each(queries, using)
    # What was made of an answer knows already.
    known = next((query.pairs for query in queries if query.pairs is not None), None)
    pairs = has_pairs(*queries, using=using) if known is None else known
    walks = [
        lay_out(
            query,
            make_match(query, names, filters, pairs=pairs),
            names.unknown,
            Order.NEWEST,
            using,
        )
        for query, names, (_, filters) in zip(queries, named, asked, strict=True)
    ]
    questions = [[(walk.match, part) for part in walk.stretches] for walk in walks]
    hopeful = [question for question in questions if question]
    if not hopeful:
        return [0] * len(questions)
    with connections[using].cursor() as cursor:
        counts = iter(
            backend_of(connections[using]).count_each(cursor, hopeful, MOST_TRIED)
        )
    return [next(counts) if question else 0 for question in questions]
