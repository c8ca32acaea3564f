"""Which stretches of a text a query hit. Pure Python, from the same analysis as the index."""

from collections.abc import Iterable
from typing import NamedTuple

from statements.search.analysis import Word, beginnings, stem, words, words_beginning
from statements.search.query import Form, Query


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
    return list(_cut(text, Marks(query).on(text)))


class Marks:
    """What a query hits: read from it once, for all the texts of a page."""

    def __init__(self, query: Query) -> None:
        terms = list(query.terms)
        self._phrases = [term.forms for term in terms if term.kind is Form.PHRASE]
        self._prefixes = tuple(t.forms[0] for t in terms if t.kind is Form.PREFIX)
        plain = [term for term in terms if term.kind is Form.WORD]
        spellings = [spelling for term in plain if (spelling := query.spelling(term))]
        others = [other for spelling in spellings for other in spelling.others]
        self._stems = {*(term.stem for term in plain), *map(stem, others)}
        self._beginnings = beginnings(self._stems, self._prefixes)

    def on(self, text: str) -> list[tuple[int, int]]:
        """Return the half-open ranges of code points that were wanted, in order, disjoint."""
        if not self._phrases:
            return _merged(self._single(words_beginning(text, self._beginnings)))
        read = words(text)
        places = [place for forms in self._phrases for place in _phrases(read, forms)]
        return _merged([*places, *self._single(read)])

    def _single(self, read: list[Word]) -> list[tuple[int, int]]:
        stems, prefixes = self._stems, self._prefixes
        return [
            (word.start, word.end)
            for word in read
            if word.stem in stems or (prefixes and word.form.startswith(prefixes))
        ]


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, found: Iterable[tuple[int, int]]) -> Iterable[Segment]:
    done = 0
    for start, end in found:
        if done < start:
            yield Segment(text[done:start], hit=False)
        yield Segment(text[start:end], hit=True)
        done = end
    if done < len(text):
        yield Segment(text[done:], hit=False)


def _phrases(read: list[Word], forms: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    for index, word in enumerate(read):
        last = index + len(forms) - 1
        if word.form != forms[0] or last >= len(read):
            continue
        run = read[index : last + 1]
        together = run[-1].position - word.position == len(forms) - 1
        if together and tuple(w.form for w in run) == forms:
            yield word.start, run[-1].end
