"""Quotations beyond their cue's sentence: what goes on, what stands after a colon, what floats."""

from collections.abc import Sequence
from dataclasses import dataclass

from statements.extraction.after_cue import quoted_words
from statements.extraction.drafts import Draft
from statements.extraction.labels import Labelled
from statements.extraction.readings import read_sentence
from statements.extraction.sentences import find_sentences
from statements.extraction.spans import Span
from statements.extraction.tokens import COMMA, QUOTE, STOP, WORD, Range, Tokens
from statements.extraction.uncued import LONG, claimed, read_uncued
from statements.extraction.words import CONJUNCTION


@dataclass(slots=True)
class Statement:
    """A statement found so far, which a later quotation may still continue."""

    spans: list[Span]
    source: Span | None
    cue: Span | None
    rule: str
    confidence: float
    elided: bool = False
    quoted: bool = True  # some of it stands between quotation marks


def statement_of(tokens: Tokens, draft: Draft) -> Statement:
    """Return the statement that `draft` describes in tokens."""
    spans = [_trim(tokens, piece) for piece in draft.pieces]
    quoted = not draft.pieces or any(quoted_words(tokens, piece) for piece in draft.pieces)
    source = tokens.span(*draft.source) if draft.source else None
    cue = tokens.span(*draft.cue) if draft.cue.last > draft.cue.first else None
    return Statement(spans, source, cue, draft.rule, draft.confidence, draft.elided, quoted)


class Joiner:
    """Reads paragraphs in order and keeps what a quotation could go on from."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.teller: Span | None = None  # who the paragraph before ended with
        self.current: Statement | None = None  # what a following quotation continues

    def add_labelled(self, labelled: Labelled) -> None:
        """Add a statement that was found with its label."""
        statement = Statement(
            [labelled.content], labelled.source, None, labelled.rule, labelled.confidence
        )
        self.statements.append(statement)
        self.current = None

    def sign(self, name: Span) -> bool:
        """Give the quotation above its signature; False where none waits for one."""
        waiting = self.current
        if waiting is None or waiting.rule != "floating-quote":
            return False
        if waiting.source is None:
            self.statements.append(waiting)
        waiting.source, waiting.elided = name, False
        waiting.rule, waiting.confidence = "signed-quote", 0.85
        return True

    def read(self, tokens: Tokens) -> None:
        """Add the statements of the next paragraph."""
        told = self.current
        if not (_quotes_only(tokens, 0, len(tokens)) and told and told.quoted):
            self.current = None
        self.teller = told.source if told and not told.quoted else None
        for lo, hi in find_sentences(tokens):
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
        drafts += read_uncued(tokens, lo, hi, drafts)
        if drafts:
            self.current = None
        for draft in drafts:
            statement = statement_of(tokens, draft)
            if statement.spans:
                self.statements.append(statement)
            if self.current is None or statement.quoted or not self.current.quoted:
                self.current = statement

    def _continue(self, tokens: Tokens, lo: int, hi: int) -> None:
        if self.current is not None:
            if not self.current.spans:
                self.statements.append(self.current)
            self.current.spans.append(tokens.span(lo, hi))
            return
        if tokens.words_inside(lo) < LONG:
            return
        floating = lo == 0 and self.teller is not None
        self.current = Statement(
            [tokens.span(lo, hi)], self.teller, None, "floating-quote", 0.5, elided=floating
        )
        if floating:
            self.statements.append(self.current)


def _quotes_only(tokens: Tokens, lo: int, hi: int) -> bool:
    return (
        hi > lo
        and tokens.kinds[lo] == QUOTE
        and all(kind in (QUOTE, STOP, COMMA) for kind in tokens.kinds[lo:hi])
    )


def _opening_quote(tokens: Tokens, lo: int, hi: int, drafts: Sequence[Draft]) -> int | None:
    """Return the quotation a sentence opens with, when no cue of the sentence claims it."""
    k = lo
    if tokens.kinds[k] == WORD and tokens.flags[k] & CONJUNCTION:
        k += 1
    if k >= hi or tokens.kinds[k] != QUOTE or tokens.words_inside(k) < LONG:
        return None
    return None if claimed(drafts, k) else k


def _trim(tokens: Tokens, piece: Range) -> Span:
    first, last = piece
    while last - 1 > first and tokens.kinds[last - 1] in (COMMA, STOP):
        last -= 1
    return tokens.span(first, last)
