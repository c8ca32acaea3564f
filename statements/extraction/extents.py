"""How far a content reaches: from the frame after a cue to the end of its clause."""

from enum import StrEnum
from typing import Final, NamedTuple

from statements.extraction.cues import CUES, Cue, Form
from statements.extraction.subjects import finite_at, has_finite
from statements.extraction.tokens import (
    BRACKET,
    COLON,
    COMMA,
    DASH,
    QUOTE,
    SEMICOLON,
    STOP,
    WORD,
    Tokens,
)
from statements.extraction.words import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DET,
    NOUN_TIME,
    NUMBER,
    OBJECT,
    PREP,
    PRONOUN,
    TIME,
    WH,
)


class Frame(StrEnum):
    """What follows a cue."""

    NONE = "none"
    THAT = "that-clause"
    BARE = "bare-clause"
    QUESTION = "question"
    QUOTE = "quote"
    COLON = "colon"
    INFINITIVE = "infinitive"
    AS = "as"


class Complement(NamedTuple):
    """The frame after a cue, where its content starts, and where the cue phrase ends."""

    frame: Frame
    first: int
    cue_end: int


_ADJUNCT: Final = frozenset(
    """in on at during to of about after before via through from with by over for following
    since amid throughout regarding concerning until into""".split()
)
_QUESTION: Final = frozenset("whether if how what why where who when which".split())


def read_complement(tokens: Tokens, cue: Cue, at: int, hi: int) -> Complement:
    """Return what the cue at token `at` takes on its right, up to token `hi`."""
    k = at + 1
    k += _particle(tokens, cue, k, hi)
    cue_end = k
    if "o" in cue.frames and k < hi and tokens.kinds[k] == WORD:
        k = _skip_hearer(tokens, k, hi)
    for _ in range(8):
        if k >= hi:
            break
        found = _frame_at(tokens, cue, k, hi)
        if found is not None:
            return Complement(found[0], found[1], cue_end)
        following = _skip_adjunct(tokens, k, hi)
        if following == k:
            break
        k = following
    if k < hi and tokens.kinds[k] == WORD and _takes_bare(tokens, cue, k, hi):
        return Complement(Frame.BARE, k, cue_end)
    return Complement(Frame.NONE, k, cue_end)


def _particle(tokens: Tokens, cue: Cue, k: int, hi: int) -> int:
    for particle in cue.particles:
        if tuple(tokens.folded[k : min(k + len(particle), hi)]) == particle:
            return len(particle)
    return 0


def _frame_at(tokens: Tokens, cue: Cue, k: int, hi: int) -> tuple[Frame, int] | None:
    kind, word = tokens.kinds[k], tokens.folded[k]
    if kind == QUOTE:
        return Frame.QUOTE, k
    if kind == COLON:
        return (Frame.QUOTE if k + 1 < hi and tokens.kinds[k + 1] == QUOTE else Frame.COLON), k + 1
    if kind == COMMA:
        return _frame_after_comma(tokens, k, hi)
    if kind != WORD:
        return Frame.NONE, k
    if word == "that" and k + 1 < hi and tokens.kinds[k + 1] in (WORD, QUOTE, BRACKET, COMMA):
        return Frame.THAT, k + 1
    if word in _QUESTION and ("w" in cue.frames or word != "when") and tokens.flags[k] & WH:
        return (Frame.QUESTION, k) if cue.frames & set("wso") else None
    return None


def _frame_after_comma(tokens: Tokens, comma: int, hi: int) -> tuple[Frame, int]:
    k = comma + 1
    if k < hi and tokens.kinds[k] == QUOTE:
        return Frame.QUOTE, k
    if k + 1 < hi and tokens.folded[k] == "that":
        return Frame.THAT, k + 1
    # said, in a voice that carried, that ...: one insertion between commas
    for c in range(k, min(k + 15, hi - 1)):
        if tokens.kinds[c] == COMMA:
            if tokens.folded[c + 1] == "that" and tokens.folded[k] not in CUES:
                return Frame.THAT, c + 2
            if tokens.kinds[c + 1] == QUOTE and tokens.flags[k] & (ADVERB | PREP):
                return Frame.QUOTE, c + 1
            break
    return Frame.NONE, comma


def _skip_hearer(tokens: Tokens, k: int, hi: int) -> int:
    """Skip the person addressed: told CNN, told a crowd of 300 in Iowa."""
    if tokens.flags[k] & OBJECT or tokens.folded[k] in ("reporters", "supporters", "voters"):
        return k + 1
    if tokens.folded[k] == "that" or tokens.flags[k] & PRONOUN and not tokens.flags[k] & DET:
        return k
    return _skip_phrase(tokens, k, hi)


def _skip_phrase(tokens: Tokens, k: int, hi: int) -> int:
    """Return the token after the noun phrase at `k`; a new article or pronoun starts another."""
    first = k
    while k < hi:
        kind, flags = tokens.kinds[k], tokens.flags[k]
        if kind == BRACKET and k > first:
            k += 1
            continue
        if kind == STOP and k + 1 < hi and k > first and tokens.flags[k - 1] & CAPITAL:
            k += 1
            continue
        if kind != WORD or tokens.folded[k] in ("that", "whether", "how", "why"):
            break
        if k > first:
            if flags & (PRONOUN | TIME) and not flags & CONJUNCTION:
                break
            if flags & DET and not (tokens.flags[k - 1] & (CONJUNCTION | DET)):
                break
            if flags & PREP and tokens.folded[k] != "of":
                break
            if finite_at(tokens, k, first):
                break
            if flags & CAPITAL and not tokens.flags[k - 1] & (CAPITAL | DET | CONJUNCTION) and tokens.folded[k - 1] != "of" and not tokens.folded[k - 1].endswith("'s"):
                break
        k += 1
    return k


def _skip_adjunct(tokens: Tokens, k: int, hi: int) -> int:
    if tokens.kinds[k] == BRACKET:
        return k + 1
    flags, word = tokens.flags[k], tokens.folded[k]
    if word in ("last", "this", "next", "earlier", "later", "early", "late") and k + 1 < hi and tokens.flags[k + 1] & (TIME | NOUN_TIME | DET):
        k += 1
        while k < hi and tokens.flags[k] & (TIME | NOUN_TIME | NUMBER) | (tokens.folded[k] == "this"):
            k += 1
        return k
    if flags & TIME:
        while k < hi and tokens.flags[k] & (TIME | NOUN_TIME | NUMBER):
            k += 1
        return k
    if word in _ADJUNCT and k + 1 < hi and tokens.kinds[k + 1] in (WORD, QUOTE):
        if tokens.kinds[k + 1] == QUOTE:
            return k + 2
        return _skip_phrase(tokens, k + 1, hi)
    if flags & ADVERB and not flags & (PRONOUN | DET | PREP):
        return k + 1
    return k


def _takes_bare(tokens: Tokens, cue: Cue, k: int, hi: int) -> bool:
    """Tell whether a clause without "that" starts at `k`."""
    if not cue.frames & {"s", "o"}:
        return False
    flags = tokens.flags[k]
    if cue.verb in ("say", "tell"):
        return has_finite(tokens, k, hi)
    if flags & PREP and not flags & (DET | PRONOUN):
        return False
    return _noun_then_verb(tokens, k, hi)


def _noun_then_verb(tokens: Tokens, k: int, hi: int) -> bool:
    """Tell whether a noun phrase starts at `k` and its finite verb follows before any comma."""
    first = k
    if finite_at(tokens, k, k):
        return False
    while k < hi and k < first + 18:
        kind = tokens.kinds[k]
        if kind not in (WORD, BRACKET):
            return kind == QUOTE and k > first and k == hi - 1 and False
        if k > first and finite_at(tokens, k, first):
            return True
        if tokens.folded[k] in ("that", "who", "which") and k > first:
            return False
        k += 1
    return False


def clause_end(tokens: Tokens, first: int, hi: int) -> int:
    """Return the token after the clause that starts at `first`."""
    k = first
    while k < hi:
        kind = tokens.kinds[k]
        if kind == SEMICOLON:
            return k
        if kind == COMMA and k > first and _ends_at_comma(tokens, k, hi):
            return k
        if kind == WORD and k > first and _ends_at_word(tokens, k, hi):
            return k
        k += 1
    while k > first and tokens.kinds[k - 1] == STOP:
        k -= 1
    return k


def _ends_at_comma(tokens: Tokens, comma: int, hi: int) -> bool:
    k = comma + 1
    if k >= hi:
        return False
    word = tokens.folded[k]
    if word == "according" or word in ("referring", "citing"):
        return True
    if word in ("and", "but") and k + 1 < hi:
        k += 1
        word = tokens.folded[k]
        cue = CUES.get(word)
        if cue and cue.form in (Form.PAST, Form.ING) and not cue.nounlike:
            return True
    cue = CUES.get(word)
    return bool(cue and cue.form is Form.ING)


def _ends_at_word(tokens: Tokens, k: int, hi: int) -> bool:
    """ "He said it rained and added that it was cold" ends before "and added"."""
    if tokens.folded[k] not in ("and", "but") or k + 1 >= hi:
        return False
    after = k + 1
    if tokens.flags[after] & ADVERB and after + 1 < hi:
        after += 1
    cue = CUES.get(tokens.folded[after])
    return bool(cue and cue.form is Form.PAST and after + 1 < hi and (tokens.folded[after + 1] == "that" or cue.verb in ("say", "add", "tell")))
