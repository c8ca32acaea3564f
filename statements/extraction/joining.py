"""Quotations beyond their cue's sentence: what goes on, what stands after a colon, what floats."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from statements.extraction.readings import Draft, read_sentence
from statements.extraction.sentences import find_sentences
from statements.extraction.spans import Span
from statements.extraction.subjects import Range
from statements.extraction.tokens import BRACKET, COLON, COMMA, DASH, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import CAPITAL, CONJUNCTION

LONG: Final = 3  # words from which a quotation can stand by itself


@dataclass(slots=True)
class Statement:
    """A statement found so far, which a later quotation may still continue."""

    tokens: Tokens
    draft: Draft
    spans: list[Span]
    quoted: bool  # some of it stands between quotation marks

    @classmethod
    def of(cls, tokens: Tokens, draft: Draft) -> "Statement":
        spans = [_trim(tokens, piece) for piece in draft.pieces]
        quoted = any(QUOTE in tokens.kinds[p.first : p.last] for p in draft.pieces)
        return cls(tokens, draft, spans, quoted)


class Joiner:
    """Reads paragraphs in order and keeps what a quotation could go on from."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.current: Statement | None = None  # what a following quotation continues
        self.announced: Draft | None = None  # "Ann Lee said:" at the end of a paragraph
        self.announced_in: Tokens | None = None

    def read(self, tokens: Tokens) -> None:
        """Add the statements of the next paragraph."""
        sentences = list(find_sentences(tokens))
        if sentences and not _quotes_only(tokens, 0, len(tokens)):
            first = True
        else:
            first = False
        for n, (lo, hi) in enumerate(sentences):
            if n == 0 and first:
                self.current = self.current if tokens.kinds[0] == QUOTE and False else None
            self._read_sentence(tokens, lo, hi)

    def _read_sentence(self, tokens: Tokens, lo: int, hi: int) -> None:
        if _quotes_only(tokens, lo, hi):
            self._continue(tokens, lo, hi)
            return
        drafts = read_sentence(tokens, lo, hi)
        opening = _opening_quote(tokens, lo, hi, drafts)
        if opening is not None and self.current is not None:
            self.current.spans.append(tokens.span(opening, opening + 1))
            if not drafts:
                return
        before = self.current
        self.current = None
        for draft in drafts:
            statement = Statement.of(tokens, draft)
            self.statements.append(statement)
            if self.current is None or statement.quoted or not self.current.quoted:
                self.current = statement
        del before

    def _continue(self, tokens: Tokens, lo: int, hi: int) -> None:
        if self.current is not None:
            self.current.spans.append(tokens.span(lo, hi))
            return
        draft = Draft([Range(lo, hi)], None, Range(lo, lo), "floating-quote", 0.5)
        self.current = Statement.of(tokens, draft)
        self.statements.append(self.current)


def _quotes_only(tokens: Tokens, lo: int, hi: int) -> bool:
    return hi > lo and tokens.kinds[lo] == QUOTE and all(
        kind in (QUOTE, STOP, COMMA) for kind in tokens.kinds[lo:hi]
    )


def _opening_quote(tokens: Tokens, lo: int, hi: int, drafts: Sequence[Draft]) -> int | None:
    """Return the quotation a sentence opens with, when no cue of the sentence claims it."""
    k = lo
    if tokens.kinds[k] == WORD and tokens.flags[k] & CONJUNCTION:
        k += 1
    if k >= hi or tokens.kinds[k] != QUOTE or words_in(tokens, k) < LONG:
        return None
    claimed = any(p.first <= k < p.last for d in drafts for p in d.pieces)
    claimed = claimed or any(d.source and d.source.first <= k < d.source.last for d in drafts)
    return None if claimed else k


def words_in(tokens: Tokens, k: int) -> int:
    """Return how many words the quotation at token `k` has."""
    return tokens.text.count(" ", tokens.starts[k], tokens.ends[k]) + 1


def _trim(tokens: Tokens, piece: Range) -> Span:
    first, last = piece
    while last - 1 > first and tokens.kinds[last - 1] in (COMMA, STOP):
        last -= 1
    return tokens.span(first, last)
