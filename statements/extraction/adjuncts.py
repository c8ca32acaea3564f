"""What may stand between a cue and its content: a hearer, a time, a place, a broadcast."""

from typing import Final

from statements.extraction.clauses import finite_at
from statements.extraction.tokens import BRACKET, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DET,
    NOUN_TIME,
    NUMBER,
    OBJECT,
    PARTICIPLE,
    PREP,
    PRONOUN,
    TIME,
)

ADJUNCT: Final = frozenset(
    """in on at during to of about after before via through from with by over for following
    since amid throughout regarding concerning until into""".split()
)
_CLAUSE_WORDS: Final = frozenset("that whether how why if what when who which".split())
_TIME_OPENERS: Final = frozenset("last this next earlier later early late".split())
_HEARERS: Final = frozenset("reporters supporters voters".split())
_LONGEST_TITLE: Final = 7  # words


def skip_hearer(tokens: Tokens, k: int, hi: int) -> int:
    """Return the token after the person addressed: told CNN, told a crowd of 300."""
    flags, word = tokens.flags[k], tokens.folded[k]
    if flags & OBJECT or word in _HEARERS:
        return k + 1
    if word == "that" or (flags & PRONOUN and not flags & DET):
        return k
    return skip_phrase(tokens, k, hi)


def skip_phrase(tokens: Tokens, first: int, hi: int) -> int:
    """Return the token after the noun phrase at `first`; a new article or pronoun starts another."""
    k = first
    while k < hi:
        kind = tokens.kinds[k]
        inside = kind == BRACKET or (
            kind == STOP and k + 1 < hi and bool(tokens.flags[k - 1] & CAPITAL)
        )
        if not (inside and k > first):
            if kind != WORD or tokens.folded[k] in _CLAUSE_WORDS:
                break
            if k > first and _starts_anew(tokens, k, first):
                break
        k += 1
    return k


def _starts_anew(tokens: Tokens, k: int, first: int) -> bool:
    """Tell whether the word at `k` cannot go on with the phrase before it."""
    flags, before = tokens.flags[k], tokens.flags[k - 1]
    if flags & (PRONOUN | TIME) and not flags & CONJUNCTION:
        return True
    if flags & DET and not before & (CONJUNCTION | DET):
        return True
    if flags & PREP and tokens.folded[k] != "of":
        return True
    if flags & CAPITAL:
        joined = before & (CAPITAL | DET | CONJUNCTION) or tokens.folded[k - 1] == "of"
        return not joined and not tokens.folded[k - 1].endswith("'s")
    return bool(flags & PARTICIPLE) or finite_at(tokens, k, first)


def skip_adjunct(tokens: Tokens, k: int, hi: int) -> int:
    """Return the token after the adjunct at `k`, `k` itself where there is none."""
    if tokens.kinds[k] == BRACKET:
        return k + 1
    after = _skip_time(tokens, k, hi)
    if after > k:
        return after
    flags, word = tokens.flags[k], tokens.folded[k]
    if tokens.folded[k + 1] in ("least", "most"):
        return k
    if word in ADJUNCT and k + 1 < hi and tokens.kinds[k + 1] in (WORD, QUOTE):
        return k + 2 if tokens.kinds[k + 1] == QUOTE else skip_phrase(tokens, k + 1, hi)
    if flags & ADVERB and not flags & (PRONOUN | DET | PREP):
        return k + 1
    return k


def _skip_time(tokens: Tokens, k: int, hi: int) -> int:
    """Skip "Tuesday", "last week", "earlier this month"."""
    opened = tokens.folded[k] in _TIME_OPENERS and tokens.flags[k + 1] & (
        TIME | NOUN_TIME | DET
    )
    if not (opened or tokens.flags[k] & TIME):
        return k
    k += 1
    while k < hi and (
        tokens.flags[k] & (TIME | NOUN_TIME | NUMBER) or tokens.folded[k] == "this"
    ):
        k += 1
    return k


def is_title(tokens: Tokens, k: int) -> bool:
    """Tell whether a quotation is the name of a broadcast: on ABC’s “This Week”."""
    flags, before = tokens.flags[k - 1], tokens.folded[k - 1]
    if not (flags & (PREP | CAPITAL | DET) or before.endswith("'s")):
        return False
    return looks_titled(tokens, k)


def looks_titled(tokens: Tokens, k: int) -> bool:
    """Tell whether a quotation is written like a title: “The River and the Dam”."""
    inner = tokens.inside(k)
    words = inner.split()
    large = sum(word[0].isupper() for word in words)
    return (
        len(words) <= _LONGEST_TITLE
        and 2 * large > len(words)
        and inner[-1:] not in {".", "!", "?"}
    )
