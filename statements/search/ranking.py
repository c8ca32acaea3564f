"""Best match: which of the newest matches says most of what was asked. Pure.

Scored here, not by the databases, because their formulas differ and both are to list
the same statements in the same order.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import log

from statements.search.analysis import stem
from statements.search.query import Form, Query, Term

_FULL = 1.2  # how soon repeating a word stops counting, as in BM25
_LENGTH = 0.75  # how much more often a long text must say it
_TOGETHER = 0.6  # for two words that follow each other as they were typed


def best_first(texts: Mapping[int, str], query: Query) -> list[int]:
    """Return the keys of `texts` (stems divided by spaces), best match first.

    Equally good ones are listed by falling key, newest first.

    >>> from statements.search.parsing import parse
    >>> best_first({2: "a long way to peac", 1: "peac", 3: "war"}, parse("peace"))
    [1, 2, 3]
    """
    keys = sorted(texts, reverse=True)
    said = [f" {texts[key]} " for key in keys]
    lengths = [text.count(" ") - 1 for text in said]
    usual = max(1.0, sum(lengths) / max(1, len(lengths)))
    rooms = [_FULL * (1 - _LENGTH + _LENGTH * length / usual) for length in lengths]
    scores = [0.0] * len(keys)
    for run in _runs(query):
        often = _often(said, run)
        rarity = log(2 + len(said) / (1 + len(said) - often.count(0))) * (_FULL + 1)
        for at, times in enumerate(often):
            if times:
                scores[at] += rarity * times / (times + rooms[at])
    for pair in _neighbours(query):
        for at, text in enumerate(said):
            if pair in text:
                scores[at] += _TOGETHER
    # Sorting is stable, so that what came first stays first among equals.
    order = sorted(range(len(keys)), key=lambda at: -scores[at])
    return [keys[at] for at in order]


def _often(said: list[str], run: list[str]) -> list[int]:
    """Return how often each text says all the words of a run."""
    counts = [[text.count(word) for text in said] for word in run]
    return (
        counts[0] if len(counts) == 1 else [min(each) for each in zip(*counts, strict=True)]
    )


def _runs(query: Query) -> Iterator[list[str]]:
    """Yield the ways to say what was asked: words that all have to be there, in spaces."""
    for term in query.terms:
        spelling = query.spelling(term)
        if term.kind is not Form.PREFIX:
            yield [f" {stem(form)} " for form in term.forms]
        yield from ([f" {stem(form)} "] for form in (spelling.others if spelling else ()))


def _neighbours(query: Query) -> Iterator[str]:
    """Yield the last and first words of what was typed side by side."""
    firsts = [group[0] for group in query.groups]
    for a, b in pairwise(firsts):
        if Form.PREFIX not in {a.kind, b.kind}:
            yield f" {_end(a, -1)} {_end(b, 0)} "


def _end(term: Term, place: int) -> str:
    return stem(term.forms[place])
