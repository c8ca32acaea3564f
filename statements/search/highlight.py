"""Which stretches of a text a query hit. Pure Python, from the same analysis as the index."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from statements.search.analysis import Word, opening, stem, words, words_opening
from statements.search.query import Form, Query, Term


class Segment(NamedTuple):
    """A stretch of the text; all segments joined are the text."""

    text: str
    hit: bool


def highlight(text: str, query: Query) -> list[Segment]:
    """Return `text` cut into segments, hits apart from the rest.

    >>> from statements.search.parsing import parse
    >>> highlight("They advocate[s] peace.", parse("advocates"))
    [Segment(text='They ', hit=False), Segment(text='advocate[s]', hit=True), \
Segment(text=' peace.', hit=False)]
    """
    return list(_cut(text, hits(text, query)))


def hits(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the half-open ranges of code points that `query` wanted, in order, disjoint."""
    terms = list(query.terms)
    if any(term.kind is Form.PHRASE for term in terms):
        read = words(text)
    else:
        read = words_opening(text, _openings(terms, query))
    found = [place for term in terms for place in _places(read, term, query)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _openings(terms: Iterable[Term], query: Query) -> set[str]:
    """Return how a word that one of the terms wants may begin."""
    wanted = [form for term in terms for form in (term.forms[0], term.stem)]
    spellings = (query.spelling(term) for term in terms)
    wanted += [other for spelling in spellings if spelling for other in spelling.others]
    return {opening(form) for form in wanted if form}


def _cut(text: str, found: Iterable[tuple[int, int]]) -> Iterable[Segment]:
    done = 0
    for start, end in found:
        if done < start:
            yield Segment(text[done:start], hit=False)
        yield Segment(text[start:end], hit=True)
        done = end
    if done < len(text):
        yield Segment(text[done:], hit=False)


def _places(read: list[Word], term: Term, query: Query) -> Iterable[tuple[int, int]]:
    if term.kind is Form.PHRASE:
        return _phrases(read, term.forms)
    fits = _test(term, query)
    return ((word.start, word.end) for word in read if fits(word))


def _test(term: Term, query: Query) -> Callable[[Word], bool]:
    if term.kind is Form.PREFIX:
        return lambda word: word.form.startswith(term.forms[0])
    spelling = query.spelling(term)
    stems = {term.stem, *map(stem, spelling.others if spelling else ())}
    return lambda word: word.stem in stems


def _phrases(read: list[Word], forms: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    for index, word in enumerate(read):
        last = index + len(forms) - 1
        if word.form != forms[0] or last >= len(read):
            continue
        run = read[index : last + 1]
        together = run[-1].position - word.position == len(forms) - 1
        if together and tuple(w.form for w in run) == forms:
            yield word.start, run[-1].end
