"""Statements of a text: cues joined with their sources and with what was said.

The text is read paragraph by paragraph, the paragraph sentence by sentence; quotations
that go on in the next sentence or the next paragraph are joined to what they continue.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final

from statements.extraction.joining import Joiner, Statement
from statements.extraction.labels import (
    Labelled,
    find_headline_label,
    find_headline_signature,
    find_signature,
    find_transcript_labels,
    read_signature_line,
)
from statements.extraction.model import Found, StatementKind, Zone, ZoneKind
from statements.extraction.quotes import Quote, find_quotes
from statements.extraction.sentences import find_paragraphs
from statements.extraction.spans import Span
from statements.extraction.tokens import Tokens

DIRECT_SHARE: Final = 0.97  # of the letters
_HEADLINE_WORDS: Final = 4
_NEARLY_ALL: Final = 0.8
_LONG_WORD: Final = re.compile(r"\b[^\W\d_]{4,}")


def find_statements(text: str, zones: Sequence[Zone]) -> list[Found]:
    """Return the statements in the zones that are read, in order of their first span.

    Spans are half-open ranges of code points of `text`. Quotation marks belong to the
    content, a leading "that" and the comma before the cue do not.
    """
    paragraphs = find_paragraphs(text, zones)
    spans = [span for span, _ in paragraphs]
    quotes = find_quotes(text, spans)
    labels = find_transcript_labels(text, spans)
    joiner = Joiner()
    for n, (paragraph, zone) in enumerate(paragraphs):
        headline = n == 0 or zone.kind is not ZoneKind.BODY
        signature = read_signature_line(text, paragraph)
        if signature and joiner.sign(signature):
            continue
        labelled = labels.get(n) or _read_label(text, paragraph, zone, headline=headline)
        if labelled:
            joiner.add_labelled(labelled)
            continue
        titled = headline and _in_title_case(text, paragraph)
        joiner.read(Tokens(text, paragraph, quotes[n], titled=titled))
    marked = [quote for quoted in quotes for quote in quoted]
    found = [_close(text, statement, marked) for statement in joiner.statements]
    return sorted(found, key=lambda f: f.spans[0])


def _read_label(
    text: str, paragraph: Span, zone: Zone, *, headline: bool
) -> Labelled | None:
    found = find_signature(text, paragraph)
    if found is None and headline:
        found = find_headline_label(text, paragraph)
    if found is None and zone.kind is not ZoneKind.BODY:
        found = find_headline_signature(text, paragraph)
    return found


def _in_title_case(text: str, line: Span) -> bool:
    """Tell whether nearly every longer word of the line has a capital."""
    words = _LONG_WORD.findall(text, line.start, line.end)
    large = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADLINE_WORDS and large > _NEARLY_ALL * len(words)


def _close(text: str, statement: Statement, quotes: Sequence[Quote]) -> Found:
    spans = tuple(sorted(statement.spans))
    return Found(
        spans,
        _kind(text, spans, quotes),
        statement.source,
        statement.cue,
        statement.rule,
        statement.confidence,
        statement.elided,
    )


def _kind(text: str, spans: tuple[Span, ...], quotes: Sequence[Quote]) -> StatementKind:
    """Return how much of the spans stands inside `quotes`, which are in order."""
    quoted = tuple(part for span in spans for part in _quoted_parts(span, quotes))
    if not any(any(map(str.isalnum, part.of(text))) for part in quoted):
        return StatementKind.INDIRECT
    if quoted == spans or _letters(text, quoted) >= DIRECT_SHARE * _letters(text, spans):
        return StatementKind.DIRECT
    return StatementKind.MIXED


def _quoted_parts(span: Span, quotes: Sequence[Quote]) -> Iterator[Span]:
    """Yield the parts of a span that stand inside `quotes`."""
    start, end = span
    first = bisect_right(quotes, start, key=attrgetter("end"))
    for quote in islice(quotes, first, None):
        if quote.start >= end:
            break
        yield Span(max(quote.start, start), min(quote.end, end))


def _letters(text: str, spans: Sequence[Span]) -> int:
    return sum(sum(map(str.isalnum, span.of(text))) for span in spans)
