"""Who does the saying: the noun phrase that is the subject of a cue.

All functions take and return half-open ranges of tokens.
"""

from typing import Final, NamedTuple

from statements.extraction.clauses import finite_at, has_finite, verb_group
from statements.extraction.cues import CUES
from statements.extraction.tokens import BRACKET, COMMA, DASH, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DET,
    FINITE,
    MODAL,
    NEGATION,
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


class Range(NamedTuple):
    """A half-open range of tokens."""

    first: int
    last: int


_BOUNDARY: Final = frozenset(
    """that when while because although though if unless whether whereas once where as but
    until since how what why so than which""".split()
)
# Shares of a poll are figures, not speakers.
_POLLED: Final = frozenset("percent % respondents surveyed polled per cent pluralities".split())
_NAME_LINKS: Final = frozenset("of for from with the".split())


def subject_before(tokens: Tokens, lo: int, end: int) -> Range | None:
    """Return the noun phrase that ends right before token `end`, not reaching left of `lo`."""
    j = end - 1
    while j >= lo and (tokens.kinds[j] == BRACKET or tokens.flags[j] & TIME):
        j -= 1  # a report published Wednesday (says)
    if j < lo:
        return None
    if tokens.kinds[j] in (COMMA, DASH):
        return _subject_before_insertion(tokens, lo, j)
    if tokens.kinds[j] != WORD:
        return None
    if tokens.flags[j] & RELATIVE:
        return _antecedent(tokens, lo, j)
    first = _phrase_start(tokens, lo, j)
    first = _strip_opening(tokens, first, j)
    if first > j or not (_can_end_phrase(tokens, j) or (first < j and tokens.flags[first] & DET and tokens.flags[j] & PARTICIPLE)):
        return None
    if any(tokens.folded[k] in _POLLED for k in range(first, end)):
        return None
    return Range(first, end)


def _can_end_phrase(tokens: Tokens, j: int) -> bool:
    flags = tokens.flags[j]
    if flags & (CAPITAL | PRONOUN | NUMBER):
        return True
    return not flags & (PREP | DET | CONJUNCTION | SUBORDINATOR | FINITE | PARTICIPLE | MODAL)


def _antecedent(tokens: Tokens, lo: int, who: int) -> Range | None:
    if tokens.folded[who] not in ("who", "which", "that"):
        return None
    before = who - 1
    while before >= lo and tokens.kinds[before] in (COMMA, BRACKET, DASH):
        before -= 1
    if before < lo or tokens.kinds[before] != WORD or tokens.flags[before] & CONJUNCTION:
        return Range(who, who + 1) if tokens.folded[who] == "who" else None
    if tokens.folded[who] == "that" and before != who - 1:
        return None
    first = _strip_opening(tokens, _phrase_start(tokens, lo, before), before)
    return Range(min(first, who), who + 1)


def _phrase_start(tokens: Tokens, lo: int, j: int) -> int:
    """Walk left from `j` over one noun phrase with its complements and relative clauses."""
    k = j
    while k >= lo:
        kind = tokens.kinds[k]
        if kind != WORD:
            if kind == BRACKET or (kind == QUOTE and _quote_in_phrase(tokens, lo, k)):
                k -= 1
                continue
            break
        word = tokens.folded[k]
        if k < j and finite_at(tokens, k, lo):
            relative = _relative_before(tokens, lo, k)
            if relative is None:
                break
            k = relative - 1
            continue
        if word in _BOUNDARY and not (k == j and tokens.flags[k] & PRONOUN):
            break
        if word in ("and", "or") and not _joins_nouns(tokens, lo, k):
            break
        k -= 1
    return k + 1


def _quote_in_phrase(tokens: Tokens, lo: int, k: int) -> bool:
    """A short quotation after an article or a name belongs to the phrase: the “Today” show."""
    if k <= lo or tokens.kinds[k - 1] != WORD or tokens.ends[k] - tokens.starts[k] > 40:
        return False
    return bool(tokens.flags[k - 1] & (DET | CAPITAL | PREP)) or not tokens.flags[k - 1] & FINITE


def _relative_before(tokens: Tokens, lo: int, k: int) -> int | None:
    for r in range(k - 1, max(lo - 1, k - 5), -1):
        if tokens.kinds[r] != WORD:
            return None
        if tokens.flags[r] & RELATIVE:
            return r if r > lo else None
        if not tokens.flags[r] & (ADVERB | AUXILIARY | MODAL):
            return None
    return None


def _joins_nouns(tokens: Tokens, lo: int, k: int) -> bool:
    """Tell whether the conjunction at `k` joins two noun phrases rather than two clauses."""
    before = k - 1
    if before < lo or tokens.kinds[before] not in (WORD, BRACKET):
        return False
    for left in range(before, lo - 1, -1):
        if tokens.kinds[left] != WORD:
            return True
        if tokens.folded[left] in _BOUNDARY:
            return True
        if finite_at(tokens, left, lo):
            return False
    return True


def _strip_opening(tokens: Tokens, first: int, j: int) -> int:
    """Drop what stands before the phrase: conjunctions, adverbs, "On Monday"."""
    k = first
    while k < j:
        flags = tokens.flags[k]
        if flags & (CONJUNCTION | ADVERB) and not flags & (DET | PRONOUN):
            k += 1
        elif flags & TIME or (flags & NOUN_TIME and not flags & CAPITAL):
            k += 1
        elif tokens.folded[k] in ("last", "this", "next") and tokens.flags[k + 1] & (TIME | NOUN_TIME):
            k += 2
        elif tokens.folded[k] in ("after", "before", "until", "as") and k == first:
            k += 1
        elif flags & PREP:
            after = _after_time(tokens, k + 1, j)
            k = after if after else _last_phrase(tokens, k + 1, j)
            if not after:
                break
        elif flags & (PARTICIPLE | PAST) and not flags & CAPITAL and k == first:
            return _last_phrase(tokens, k + 1, j)
        else:
            break
    return k


def _after_time(tokens: Tokens, k: int, j: int) -> int:
    """Return the token after a time expression that starts at `k`, 0 where there is none."""
    seen = False
    while k <= j and tokens.flags[k] & (TIME | NOUN_TIME | NUMBER) or (
        k < j and tokens.folded[k] in ("the", "last", "this", "a", "early", "late") and not seen
        and tokens.flags[k + 1] & (TIME | NOUN_TIME)
    ):
        seen = seen or bool(tokens.flags[k] & (TIME | NOUN_TIME | NUMBER))
        k += 1
    return k if seen and k <= j else 0


def _last_phrase(tokens: Tokens, first: int, j: int) -> int:
    """Return where the last plain noun phrase that ends at `j` begins."""
    k = j
    while k > first:
        flags, before = tokens.flags[k], tokens.flags[k - 1]
        if flags & DET or flags & PRONOUN:
            return k
        if flags & CAPITAL and not before & (CAPITAL | DET) and tokens.kinds[k - 1] == WORD:
            if tokens.folded[k - 1] not in _NAME_LINKS or before & PREP:
                return k
        k -= 1
    return k


def _subject_before_insertion(tokens: Tokens, lo: int, comma: int) -> Range | None:
    """Return the phrase before an apposition or another insertion: Ann Lee, a nurse, said."""
    cuts = [lo - 1] + [
        k for k in range(lo, comma + 1) if tokens.kinds[k] in (COMMA, DASH) or k == comma
    ]
    if len(cuts) < 3:
        return None
    last = len(cuts) - 2
    if not _is_insertion(tokens, cuts[last] + 1, cuts[last + 1]):
        return None
    chosen: Range | None = None
    for s in range(last - 1, -1, -1):
        first, end = cuts[s] + 1, cuts[s + 1]
        if first < end and s > 0 and _opens_adjunct(tokens, first):
            continue
        found = subject_before(tokens, first, end) if first < end else None
        if found is None:
            break
        if chosen is None or tokens.flags[found.first] & (CAPITAL | DET):
            chosen = Range(found.first, comma)
        if found.first != first or not _is_insertion(tokens, first, end):
            break
    return chosen


def _opens_adjunct(tokens: Tokens, k: int) -> bool:
    """Between commas, "in Ohio" and "who knew him" go with the name before them."""
    flags = tokens.flags[k]
    return bool(flags & (PREP | RELATIVE | PARTICIPLE)) and not flags & (CAPITAL | DET)


def _is_insertion(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether the range can stand between commas after a name."""
    if first >= end:
        return False
    if tokens.kinds[first] != WORD:
        return tokens.kinds[first] in (QUOTE, BRACKET)
    flags = tokens.flags[first]
    if flags & RELATIVE or tokens.folded[first] in ("whose", "when", "while", "as", "after", "if"):
        return True
    if flags & (PREP | PARTICIPLE | ADVERB | TIME | NUMBER):
        return True
    if flags & (CONJUNCTION | FINITE | MODAL):
        return False
    if flags & PAST:
        return True
    relative = next((k for k in range(first, end) if tokens.folded[k] in ("who", "which", "that")), end)
    return not has_finite(tokens, first, relative)


def subject_after(tokens: Tokens, first: int, hi: int) -> Range | None:
    """Return the noun phrase that starts at `first`, with its apposition: said Ann Lee, a nurse."""
    k = _phrase_end(tokens, first, hi)
    if k == first:
        return None
    if k < hi and tokens.kinds[k] == WORD and finite_at(tokens, k, first):
        return None
    while k + 1 < hi and tokens.kinds[k] == COMMA and _starts_apposition(tokens, k + 1):
        k = _apposition_end(tokens, k + 1, hi)
    return Range(first, k)


def _phrase_end(tokens: Tokens, first: int, hi: int) -> int:
    k = first
    while k < hi:
        kind, flags, word = tokens.kinds[k], tokens.flags[k], tokens.folded[k]
        if kind == BRACKET and k > first:
            k += 1
            continue
        if kind == STOP and k + 1 < hi and k > first:
            k += 1  # an abbreviation: the sentence goes on
            continue
        if kind != WORD:
            break
        if finite_at(tokens, k, first) or (k > first and flags & (SUBORDINATOR | RELATIVE) and not flags & CAPITAL):
            break
        if flags & PREP and word not in _NAME_LINKS:
            break
        if k > first and flags & (TIME | ADVERB) and not flags & DET and word not in ("now", "then"):
            break
        if flags & PRONOUN and k > first and not flags & DET and not tokens.flags[k - 1] & CONJUNCTION:
            break
        if flags & PARTICIPLE and not flags & CAPITAL and word in CUES:
            break
        k += 1
    return k


def _starts_apposition(tokens: Tokens, k: int) -> bool:
    if tokens.kinds[k] != WORD:
        return False
    flags, word = tokens.flags[k], tokens.folded[k]
    if flags & PARTICIPLE or flags & CONJUNCTION:
        return False
    return bool(flags & (DET | NUMBER | CAPITAL)) or word in ("who", "whose", "which", "of", "from", "former", "himself", "herself") or not flags


def _apposition_end(tokens: Tokens, k: int, hi: int) -> int:
    """An apposition runs to the next comma, quotation or stop; a relative clause the same."""
    while k < hi and tokens.kinds[k] not in (COMMA, QUOTE, DASH) and not (
        tokens.kinds[k] == STOP and k + 1 >= hi
    ):
        k += 1
    return k


def main_subject(tokens: Tokens, lo: int, end: int) -> Range | None:
    """Return the subject of the first clause of a sentence, read from the left."""
    k = lo
    for _ in range(3):  # In Iowa on Monday, after the vote, Ann Lee spoke ...
        while k < end and tokens.flags[k] & (CONJUNCTION | ADVERB) and not tokens.flags[k] & (DET | PRONOUN):
            k += 1
        if k >= end or tokens.kinds[k] != WORD:
            break
        flags = tokens.flags[k]
        if not flags & (PREP | SUBORDINATOR | PARTICIPLE | PAST) or flags & PRONOUN:
            break
        comma = next((c for c in range(k, end) if tokens.kinds[c] == COMMA), None)
        if comma is None:
            break
        k = comma + 1
    if k < end and tokens.flags[k] & PRONOUN and tokens.flags[k] & FINITE:
        return Range(k, k + 1)  # he's, they've
    for verb in range(k + 1, end):
        if tokens.kinds[verb] == WORD and finite_at(tokens, verb, k):
            group = verb_group(tokens, verb, k)
            found = subject_before(tokens, k, group.first)
            if found:
                return found
    return _opening_phrase(tokens, k, end)


def _opening_phrase(tokens: Tokens, first: int, end: int) -> Range | None:
    """Without a verb that we know, a name or a described person at the start is the subject."""
    if first >= end or not tokens.flags[first] & (CAPITAL | DET | PRONOUN):
        return None
    k = first
    while k < end and tokens.kinds[k] in (WORD, BRACKET) and not tokens.flags[k] & (PAST | RELATIVE):
        k += 1
    return Range(first, k) if k > first else None
