"""Quotations whose sentence has a speaker but no verb of saying that we know."""

from collections.abc import Sequence
from typing import Final

from statements.extraction.clauses import finite_at, verb_group
from statements.extraction.drafts import Draft
from statements.extraction.subjects import main_subject, subject_before
from statements.extraction.tokens import (
    COLON,
    COMMA,
    DASH,
    QUOTE,
    STOP,
    WORD,
    Range,
    Tokens,
)
from statements.extraction.words import CAPITAL, PRONOUN, RELATIVE, SPEAKER

LONG: Final = 4  # words from which a quotation can stand by itself
_VERB_WITHIN: Final = 9  # tokens after the quotation


def claimed(drafts: Sequence[Draft], k: int) -> bool:
    """Tell whether some draft holds token `k` as content or source."""
    return any(p.first <= k < p.last for d in drafts for p in d.pieces) or any(
        d.source is not None and d.source.first <= k < d.source.last for d in drafts
    )


def read_uncued(tokens: Tokens, lo: int, hi: int, drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts for the sentence-like quotations that no cue of the sentence claims."""
    found: list[Draft] = []
    kinds = tokens.kinds[lo:hi]
    quotes = (k for k, kind in enumerate(kinds, start=lo) if kind == QUOTE)
    for k in quotes if QUOTE in kinds else ():
        if tokens.words_inside(k) < LONG or claimed(drafts, k):
            continue
        draft = _after_colon(tokens, lo, hi, k) or _before_verb(tokens, lo, hi, k)
        if draft and _can_speak(tokens, draft.source):
            found.append(draft)
    if kinds[-1] == COLON and not drafts:
        announced = _announced(tokens, lo, hi - 1)
        found += [announced] if announced else []
    return found


def _can_speak(tokens: Tokens, source: Range | None) -> bool:
    """Tell whether a subject is a name, a pronoun or a word for those who say things."""
    if source is None or tokens.flags[source.last - 1] & RELATIVE:
        return False
    speakers = CAPITAL | PRONOUN | SPEAKER
    return any(flags & speakers for flags in tokens.flags[source.first : source.last])


def _announced(tokens: Tokens, lo: int, colon: int) -> Draft | None:
    """Ann Lee made this comment: (the quotation is the next paragraph)"""
    source = main_subject(tokens, lo, colon)
    if source is None or not _can_speak(tokens, source):
        return None
    return Draft([], source, Range(colon, colon), "announced-quote", 0.6)


def _after_colon(tokens: Tokens, lo: int, hi: int, k: int) -> Draft | None:
    """Ann Lee struck back: “It rained.”"""
    before = k - 1
    if before <= lo:
        return None
    kind = tokens.kinds[before]
    if kind != COLON and not (kind == COMMA and _is_sentence(tokens, k)):
        return None
    source = (
        _label(tokens, lo, before)
        or main_subject(tokens, lo, before)
        or (subject_before(tokens, lo, before) if kind == COLON else None)
    )
    if source is None:
        return None
    last = k + 1
    while last < hi and tokens.kinds[last] in (QUOTE, COMMA):
        last += 1
    rule = "quote-after-colon" if kind == COLON else "quote-after-comma"
    return Draft([Range(k, last)], source, Range(before, before), rule, 0.7)


def _label(tokens: Tokens, lo: int, colon: int) -> Range | None:
    """More bad news - Ann Lee: “It rained.”"""
    for k in range(colon - 1, max(lo - 1, colon - 9), -1):
        if tokens.kinds[k] == DASH:
            named = k + 1 < colon and tokens.flags[k + 1] & CAPITAL
            return subject_before(tokens, k + 1, colon) if named else None
        if tokens.kinds[k] != WORD:
            return None
    return None


def _is_sentence(tokens: Tokens, k: int) -> bool:
    stopped = tokens.last_inside(k) in {".", "!", "?"}
    return stopped and tokens.inside(k)[:1].isupper() and tokens.words_inside(k) > LONG


def _before_verb(tokens: Tokens, lo: int, hi: int, k: int) -> Draft | None:
    """“It rained,” Ann Lee thundered: any verb will do after a comma inside the quotation."""
    if k != lo or k + 2 >= hi or tokens.kinds[k + 1] != WORD:
        return None
    if tokens.last_inside(k) not in {",", "?", "!"}:
        return None
    for verb in range(k + 2, min(k + _VERB_WITHIN, hi)):
        if tokens.kinds[verb] in (QUOTE, STOP, DASH):
            return None
        if finite_at(tokens, verb, k + 1):
            source = subject_before(tokens, k + 1, verb_group(tokens, verb, k + 1).first)
            if source is None:
                return None
            return Draft(
                [Range(k, k + 1)], source, Range(verb, verb + 1), "quote-unknown-cue", 0.7
            )
    return None
