"""Best match: which of the newest matches says most of what was asked. Pure.

Scored here, not by the databases, because their formulas differ and both are to list
the same statements in the same order.
"""

from collections.abc import Mapping
from itertools import pairwise
from math import log

from statements.search.analysis import stem
from statements.search.query import Form, Query, Term

_FULL = 1.2  # how soon repeating a word stops counting, as in BM25
_LENGTH = 0.75  # how much a long text must repeat it more often
_TOGETHER = 0.6  # for two words that follow each other as they were typed


def best_first(texts: Mapping[int, str], query: Query) -> list[int]:
    """Return the keys of `texts` (stems divided by spaces), best match first.

    Equally good ones are listed by falling key, newest first.

    >>> from statements.search.parsing import parse
    >>> best_first({2: "a long way to peac", 1: "peac", 3: "war"}, parse("peace"))
    [1, 2, 3]
    """
    wanted = [[_stems(term, query) for term in group] for group in query.groups]
    split = {key: text.split() for key, text in texts.items()}
    usual = max(1.0, sum(map(len, split.values())) / max(1, len(split)))
    rarity = {
        way: log(2 + len(split) / (1 + sum(way[0] in stems for stems in split.values())))
        for group in wanted
        for term in group
        for way in term
    }
    pairs = [(a[0][0][-1], b[0][0][0]) for a, b in pairwise(wanted) if a[0] and b[0]]

    def score(key: int) -> tuple[float, int]:
        stems = split[key]
        room = _FULL * (1 - _LENGTH + _LENGTH * len(stems) / usual)
        said = 0.0
        for group in wanted:
            for way in (way for term in group for way in term):
                often = min(map(stems.count, way))
                said += rarity[way] * often * (_FULL + 1) / (often + room)
        text = f" {texts[key]} "
        said += sum(_TOGETHER for a, b in pairs if f" {a} {b} " in text)
        return -said, -key

    return sorted(texts, key=score)


def _stems(term: Term, query: Query) -> list[tuple[str, ...]]:
    """Return the ways to say a term: runs of stems that all have to be there."""
    spelling = query.spelling(term)
    others = spelling.others if spelling else ()
    if term.kind is Form.PREFIX:
        return []
    return [tuple(map(stem, term.forms)), *((stem(form),) for form in others)]
