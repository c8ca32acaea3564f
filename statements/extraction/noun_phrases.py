"""Where a noun phrase starts and ends, as far as closed word classes and capitals tell."""

from typing import Final

from statements.extraction.clauses import finite_at
from statements.extraction.cues import CUES, says
from statements.extraction.tokens import BRACKET, COMMA, DASH, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DET,
    FINITE,
    MODAL,
    NOUN_TIME,
    NUMBER,
    PARTICIPLE,
    PAST,
    PREP,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)

_LONGEST: Final = 40  # tokens
_LONGEST_QUOTE: Final = 40  # characters: the “Today” show
_CUE_WITHIN: Final = 4  # tokens
_BOUNDARY: Final = frozenset(
    """that when while because although though if unless whether whereas once where as but
    until since how what why so than which""".split()
)
_TIME_OPENERS: Final = frozenset("the last this a early late".split())
_ALONE: Final = frozenset("i he she we they".split())
_NAME_LINKS: Final = frozenset("of for from with the".split())
_APPOSITION_OPENERS: Final = frozenset(
    "who whose which of from former himself herself".split()
)


def can_end(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a phrase that starts at `first` can end with the word at `last`."""
    flags = tokens.flags[last]
    if flags & (CAPITAL | PRONOUN | NUMBER):
        return True
    if flags & PARTICIPLE:  # another ranking (says)
        return first < last and bool(tokens.flags[first] & DET)
    return not flags & (PREP | DET | CONJUNCTION | SUBORDINATOR | FINITE | MODAL)


def phrase_start(tokens: Tokens, lo: int, last: int) -> int:
    """Return where the phrase that ends with token `last` starts, complements included.

    What opens the clause ("On Monday", "Meanwhile") is left out; relative clauses inside
    the phrase belong to it.
    """
    if tokens.folded[last] in _ALONE and tokens.folded[last - 1] not in ("and", "or"):
        return last
    k = last
    lo = max(lo, last - _LONGEST)
    while k >= lo:
        if k < last and finite_at(tokens, k, lo):
            relative = _relative_before(tokens, lo, k)
            if relative is None:
                break
            k = relative
        elif not _goes_on(tokens, lo, k, last):
            break
        k -= 1
    return _strip_opening(tokens, k + 1, last)


def _goes_on(tokens: Tokens, lo: int, k: int, last: int) -> bool:
    """Tell whether token `k` belongs to the phrase on its right."""
    kind, word = tokens.kinds[k], tokens.folded[k]
    if kind != WORD:
        return kind == BRACKET or (kind == QUOTE and _quote_in_phrase(tokens, lo, k))
    if word in _BOUNDARY:
        return k == last and bool(tokens.flags[k] & PRONOUN)
    return word not in ("and", "or") or _joins_nouns(tokens, lo, k)


def _quote_in_phrase(tokens: Tokens, lo: int, k: int) -> bool:
    """A short quotation after an article or a name belongs to the phrase: the “Today” show."""
    if k <= lo or tokens.kinds[k - 1] != WORD:
        return False
    if tokens.ends[k] - tokens.starts[k] > _LONGEST_QUOTE:
        return False
    before = tokens.flags[k - 1]
    return bool(before & (DET | CAPITAL | PREP)) or not before & FINITE


def _relative_before(tokens: Tokens, lo: int, verb: int) -> int | None:
    """Return the relative pronoun whose clause the verb heads: the man who (also) knew."""
    for k in range(verb - 1, max(lo - 1, verb - 5), -1):
        flags = tokens.flags[k]
        if tokens.kinds[k] != WORD:
            return None
        if flags & RELATIVE:
            return k if k > lo else None
        if not flags & (ADVERB | AUXILIARY | MODAL):
            return None
    return None


def _joins_nouns(tokens: Tokens, lo: int, conjunction: int) -> bool:
    """Tell whether a conjunction joins two noun phrases rather than two clauses."""
    before = conjunction - 1
    if before < lo or tokens.kinds[before] not in (WORD, BRACKET):
        return False
    for k in range(before, max(lo, before - _LONGEST) - 1, -1):
        if tokens.kinds[k] != WORD or tokens.folded[k] in _BOUNDARY:
            return True
        if finite_at(tokens, k, lo):
            return False
    return True


def _strip_opening(tokens: Tokens, first: int, last: int) -> int:
    """Return where the phrase starts, after conjunctions, adverbs and "On Monday"."""
    k = first
    while k < last:
        flags, word = tokens.flags[k], tokens.folded[k]
        if _opens_clause(flags) or (
            word in ("after", "before", "until", "as") and k == first
        ):
            k += 1
        elif word in ("last", "this", "next") and tokens.flags[k + 1] & (TIME | NOUN_TIME):
            k += 2
        elif flags & PREP:
            after = _after_time(tokens, k + 1, last)
            if not after:
                return _last_phrase(tokens, k + 1, last)
            k = after
        elif k == first and opens_adjunct(tokens, k, last):
            return _last_phrase(tokens, k + 1, last)
        else:
            break
    return k


def opens_adjunct(tokens: Tokens, k: int, last: int) -> bool:
    """Tell whether something done besides opens the clause: Speaking at the port (Ann Lee)."""
    flags = tokens.flags[k]
    if flags & CAPITAL and (
        not tokens.flags[k + 1] & PREP or QUOTE in tokens.kinds[k:last]
    ):
        return False  # a name, or the words before a quotation
    return bool(flags & (PARTICIPLE | PAST))


def _opens_clause(flags: int) -> bool:
    if flags & (CONJUNCTION | ADVERB) and not flags & (DET | PRONOUN):
        return True
    return bool(flags & TIME or (flags & NOUN_TIME and not flags & CAPITAL))


def _after_time(tokens: Tokens, k: int, last: int) -> int:
    """Return the token after a time expression that starts at `k`, 0 where there is none."""
    times = TIME | NOUN_TIME | NUMBER
    opened = tokens.folded[k] in _TIME_OPENERS and tokens.flags[k + 1] & (TIME | NOUN_TIME)
    if k < last and opened:
        k += 1
    seen = False
    while k <= last and tokens.flags[k] & times:
        seen = True
        k += 1
    return k if seen and k <= last else 0


def _last_phrase(tokens: Tokens, first: int, last: int) -> int:
    """Return where the last plain noun phrase that ends at `last` begins."""
    for k in range(last, first, -1):
        flags, before = tokens.flags[k], tokens.flags[k - 1]
        if flags & (DET | PRONOUN) or (before & PREP and tokens.folded[k - 1] != "of"):
            return k
        name = flags & CAPITAL and not before & (CAPITAL | DET)
        if name and tokens.kinds[k - 1] == WORD and tokens.folded[k - 1] != "the":
            return k
    return first


def phrase_end(tokens: Tokens, first: int, hi: int) -> int:
    """Return the token after the phrase that starts at `first`: said [Ann Lee of Ohio] on ..."""
    k = first
    while k < hi:
        kind = tokens.kinds[k]
        # A stop inside a sentence is that of an abbreviation.
        inside = k > first and (kind == BRACKET or (kind == STOP and k + 1 < hi))
        if not inside and (kind != WORD or _stops_phrase(tokens, k, first)):
            break
        k += 1
    return k


def _stops_phrase(tokens: Tokens, k: int, first: int) -> bool:
    flags, word = tokens.flags[k], tokens.folded[k]
    if finite_at(tokens, k, first) or (flags & PREP and word not in _NAME_LINKS):
        return True
    if flags & PARTICIPLE and not flags & CAPITAL and word in CUES:
        return True
    if k == first:
        return False
    if flags & (SUBORDINATOR | RELATIVE) and not flags & CAPITAL:
        return True
    if flags & (TIME | ADVERB) and not flags & DET and word not in ("now", "then"):
        return True
    joined = tokens.flags[k - 1] & CONJUNCTION
    return bool(flags & PRONOUN and not flags & DET and not joined)


def apposition_end(tokens: Tokens, comma: int, hi: int) -> int:
    """Return the end of the apposition after a comma, the comma itself where there is none."""
    k = comma + 1
    if k >= hi or tokens.kinds[comma] != COMMA or not _opens_apposition(tokens, k):
        return comma
    if tokens.folded[k] == "who" and any(map(says, tokens.folded[k : k + _CUE_WITHIN])):
        return comma  # said Ann Lee, who added: another statement
    while k < hi and tokens.kinds[k] not in (COMMA, QUOTE, DASH):
        if tokens.kinds[k] == STOP and k + 1 >= hi:
            break
        k += 1
    return k


def _opens_apposition(tokens: Tokens, k: int) -> bool:
    flags = tokens.flags[k]
    if tokens.kinds[k] != WORD or flags & (PARTICIPLE | CONJUNCTION):
        return False
    named = flags & (DET | NUMBER | CAPITAL) or not flags
    return bool(named) or tokens.folded[k] in _APPOSITION_OPENERS
