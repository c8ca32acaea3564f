"""The sentences a statement stands in, so that a reader sees it where it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from statements.extraction.model import Statement
from statements.extraction.spans import Span

MOST = 1_200  # characters on either side of the words; a sentence longer than that is cut

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]?[^\W\d_a-z])")
_LAST_WORD = re.compile(r"\w*\Z")
_LONGEST = 16  # characters of a word that may be one of these
# A full stop behind one of these, or behind a single letter, ends no sentence.
_SHORT = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov gen col capt lt sgt maj adm st vs no
    jan feb mar apr jun jul aug sept sep oct nov dec""".split()
)
_LINE_ENDS = "\n\r\u2028\u2029"


def find_context(text: str, statement: Statement) -> Span:
    """Return the span of the sentences that hold a statement, its speaker and its cue."""
    marked = [*statement.spans, *filter(None, (statement.source, statement.cue))]
    return sentences_around(text, marked)


def sentences_around(text: str, marked: Iterable[Span]) -> Span:
    """Return the span of the sentences in which all these stand."""
    marked = list(marked)
    first = min([span.start for span in marked])
    last = max([span.end for span in marked])
    start, end = _line_start(text, first), _line_end(text, last)
    breaks = _breaks(text, start, end)
    start = max([start, *[place for place in breaks if place <= first]])
    end = min([end, *[place for place in breaks if place >= last]])
    return _trim(text, Span(max(start, first - MOST), min(end, last + MOST)))


@lru_cache(maxsize=2)  # the statements of a paragraph come one after the other
def _breaks(text: str, start: int, end: int) -> list[int]:
    return [match.end() for match in _END.finditer(text, start, end) if _is_end(match)]


def _is_end(match: re.Match[str]) -> bool:
    start = match.start()
    before = _LAST_WORD.search(match.string, max(0, start - _LONGEST), start)
    word = before[0] if before else ""
    return (len(word) > 1 and word.lower() not in _SHORT) or word.isdigit()


def _line_start(text: str, place: int) -> int:
    return max([text.rfind(end, 0, place) for end in _LINE_ENDS]) + 1


def _line_end(text: str, place: int) -> int:
    found = [at for end in _LINE_ENDS if (at := text.find(end, place)) >= 0]
    return min(found, default=len(text))


def _trim(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
