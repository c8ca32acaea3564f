"""Statements of a text: cues joined with their sources and with what was said.

The text is read paragraph by paragraph, the paragraph sentence by sentence; quotations
that go on in the next sentence or the next paragraph are joined to what they continue.
"""

from collections.abc import Sequence

from statements.extraction.model import Found, StatementKind, Zone
from statements.extraction.quotes import Quote, find_quotes
from statements.extraction.readings import Draft, read_sentence
from statements.extraction.sentences import find_paragraphs, find_sentences
from statements.extraction.spans import Span
from statements.extraction.subjects import Range
from statements.extraction.tokens import COMMA, QUOTE, STOP, Tokens


class _Open:
    """A statement found so far, that a later quotation may still continue."""

    __slots__ = ("draft", "spans", "tokens")

    def __init__(self, tokens: Tokens, draft: Draft) -> None:
        self.tokens = tokens
        self.draft = draft
        self.spans = [_trim(tokens, piece) for piece in draft.pieces]


def find_statements(text: str, zones: Sequence[Zone]) -> list[Found]:
    """Return the statements in the zones that are read, in order of their first span.

    Spans are half-open ranges of code points of `text`. Quotation marks belong to the
    content, a leading "that" and the comma before the cue do not.
    """
    paragraphs = find_paragraphs(text, zones)
    quotes = find_quotes(text, [span for span, _ in paragraphs])
    statements: list[_Open] = []
    last: _Open | None = None
    for (paragraph, _), quoted in zip(paragraphs, quotes, strict=True):
        last = _read_paragraph(Tokens(text, paragraph, quoted), quoted, statements, last)
    found = [_close(text, s, quotes) for s in statements]
    return sorted(found, key=lambda f: f.spans[0])


def _read_paragraph(tokens: Tokens, quotes: Sequence[Quote], statements: list[_Open], last: _Open | None) -> _Open | None:
    """Add the paragraph's statements; return the one its last quotation belongs to."""
    current = last
    for lo, hi in find_sentences(tokens):
        if _only_quotes(tokens, lo, hi):
            if current is not None:
                current.spans.append(tokens.span(lo, hi))
            else:
                current = _float(tokens, lo, hi)
                statements.append(current)
            continue
        drafts = read_sentence(tokens, lo, hi)
        current = None
        for draft in drafts:
            current = _Open(tokens, draft)
            statements.append(current)
    ends_quoted = len(tokens) > 0 and tokens.kinds[-1] == QUOTE
    return current if ends_quoted else None


def _only_quotes(tokens: Tokens, lo: int, hi: int) -> bool:
    return tokens.kinds[lo] == QUOTE and all(
        kind in (QUOTE, STOP, COMMA) for kind in tokens.kinds[lo:hi]
    )


def _float(tokens: Tokens, lo: int, hi: int) -> _Open:
    draft = Draft([Range(lo, hi)], None, Range(lo, lo), "floating-quote", 0.5)
    return _Open(tokens, draft)


def _trim(tokens: Tokens, piece: Range) -> Span:
    first, last = piece
    while last - 1 > first and tokens.kinds[last - 1] in (COMMA, STOP):
        last -= 1
    return tokens.span(first, last)


def _close(text: str, statement: _Open, quotes: Sequence[Sequence[Quote]]) -> Found:
    draft, tokens = statement.draft, statement.tokens
    spans = tuple(statement.spans)
    source = tokens.span(*draft.source) if draft.source else None
    cue = tokens.span(*draft.cue) if draft.cue.last > draft.cue.first else None
    kind = _kind(text, spans, quotes)
    return Found(spans, kind, source, cue, draft.rule, draft.confidence, draft.elided)


def _kind(text: str, spans: Sequence[Span], quotes: Sequence[Sequence[Quote]]) -> StatementKind:
    inside = total = 0
    for span in spans:
        total += _letters(text, span.start, span.end)
        for paragraph in quotes:
            for quote in paragraph:
                if quote.start < span.end and span.start < quote.end:
                    inside += _letters(
                        text, max(quote.start, span.start), min(quote.end, span.end)
                    )
    if inside == 0:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if inside >= 0.97 * total else StatementKind.MIXED


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end]))
