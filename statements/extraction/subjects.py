"""Who does the saying: the noun phrase that is the subject of a cue."""

from itertools import islice, pairwise
from typing import Final

from statements.extraction.clauses import finite_at, has_finite, verb_group
from statements.extraction.noun_phrases import (
    apposition_end,
    can_end,
    opens_adjunct,
    phrase_end,
    phrase_start,
)
from statements.extraction.tokens import BRACKET, COMMA, DASH, QUOTE, WORD, Range, Tokens
from statements.extraction.words import (
    ADVERB,
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

_MOST_OPENINGS: Final = 3  # In Iowa on Monday, after the vote, Ann Lee spoke
_LONGEST_INSERTIONS: Final = 100  # tokens
_MOST_INSERTIONS: Final = 8
_MOST_VERBS: Final = 4
_FAR: Final = 60  # tokens in which a sentence shows its subject
# Shares of a poll are figures, not speakers.
_POLLED: Final = frozenset("percent % respondents surveyed polled cent pluralities".split())
_TIME_OPENERS: Final = frozenset("last this late early on in".split())
_INSERTION_OPENERS: Final = frozenset("whose when while as after if".split())


def subject_before(tokens: Tokens, lo: int, end: int) -> Range | None:
    """Return the noun phrase that ends right before token `end`, not reaching left of `lo`."""
    last = _before_time(tokens, lo, end - 1)
    if last < lo:
        return None
    if tokens.kinds[last] in (COMMA, DASH):
        return _before_insertion(tokens, lo, last)
    if tokens.kinds[last] != WORD:
        return None
    if tokens.flags[last] & RELATIVE:
        return _antecedent(tokens, lo, last)
    first = phrase_start(tokens, lo, last)
    if first > last or not can_end(tokens, first, last):
        return None
    if not _POLLED.isdisjoint(tokens.folded[first:end]):
        return None
    return Range(first, end)


def _before_time(tokens: Tokens, lo: int, last: int) -> int:
    """Step over what stands between subject and verb: a report published Wednesday (says)."""
    k = last
    while k >= lo and (tokens.kinds[k] == BRACKET or tokens.flags[k] & (TIME | NOUN_TIME)):
        k -= 1
    return k - (k < last and tokens.folded[k] in _TIME_OPENERS)


def _antecedent(tokens: Tokens, lo: int, who: int) -> Range | None:
    """Return a relative pronoun with the noun it stands for: Ann Lee, who (said)."""
    word = tokens.folded[who]
    if word not in ("who", "which", "that"):
        return None
    last = who - 1
    while last >= lo and tokens.kinds[last] in (COMMA, BRACKET, DASH):
        last -= 1
    if last < lo or tokens.kinds[last] != WORD or tokens.flags[last] & CONJUNCTION:
        return Range(who, who + 1) if word == "who" else None
    if word == "that" and last != who - 1:
        return None
    return Range(min(phrase_start(tokens, lo, last), who), who + 1)


def _before_insertion(tokens: Tokens, lo: int, comma: int) -> Range | None:
    """Return the phrase before an apposition or another insertion: Ann Lee, a nurse, (said)."""
    near = max(lo, comma - _LONGEST_INSERTIONS)
    commas = [k for k in range(near, comma) if tokens.kinds[k] in (COMMA, DASH)]
    cuts = [near - 1, *commas[-_MOST_INSERTIONS:], comma]
    parts = [Range(left + 1, right) for left, right in pairwise(cuts)]
    if len(parts) == 1 or not _is_insertion(tokens, parts[-1]):
        return None
    chosen: Range | None = None
    for part in reversed(parts[:-1]):
        if part.first == lo < part.last and opens_adjunct(tokens, *part):
            break
        if part.first < part.last and part.first > lo and _is_adjunct(tokens, part.first):
            continue
        found = subject_before(tokens, *part) if part.first < part.last else None
        if found is None or _is_time(tokens, found):
            break
        if chosen is None or tokens.flags[found.first] & (CAPITAL | DET):
            chosen = Range(found.first, comma)
        if found.first != part.first or not _is_insertion(tokens, part):
            break
    return chosen


def _is_time(tokens: Tokens, part: Range) -> bool:
    """Tell whether the range is a day: what follows "On August 19," is no apposition to it."""
    flags = tokens.flags[slice(*part)]
    day = any(flag & (TIME | NOUN_TIME) for flag in flags)
    return day and all(flag & (TIME | NOUN_TIME | NUMBER) for flag in flags)


def _is_adjunct(tokens: Tokens, k: int) -> bool:
    """Between commas, "in Ohio" and "who knew him" go with the name before them."""
    flags = tokens.flags[k]
    return bool(flags & (PREP | RELATIVE | PARTICIPLE)) and not flags & (CAPITAL | DET)


def _is_insertion(tokens: Tokens, part: Range) -> bool:
    """Tell whether the range can stand between commas after a name."""
    first, last = part
    if first >= last:
        return False
    if tokens.kinds[first] != WORD:
        return tokens.kinds[first] in (QUOTE, BRACKET)
    flags = tokens.flags[first]
    adverbial = flags & (RELATIVE | PREP | PARTICIPLE | ADVERB | TIME | NUMBER)
    if adverbial or tokens.folded[first] in _INSERTION_OPENERS:
        return True
    if flags & (CONJUNCTION | FINITE | MODAL):
        return False
    relative = (
        k for k in range(first, last) if tokens.folded[k] in ("who", "which", "that")
    )
    return bool(flags & PAST) or not has_finite(tokens, first, next(relative, last))


def subject_after(tokens: Tokens, first: int, hi: int) -> Range | None:
    """Return the noun phrase that starts at `first`, with its appositions: Ann Lee, a nurse."""
    k = phrase_end(tokens, first, hi)
    if k == first or (k < hi and finite_at(tokens, k, first)):
        return None
    while (after := apposition_end(tokens, k, hi)) > k:
        k = after
    return Range(first, k)


def main_subject(tokens: Tokens, lo: int, end: int) -> Range | None:
    """Return the subject of the first clause between `lo` and `end`, read from the left."""
    first = _past_openings(tokens, lo, end)
    if first >= end:
        return None
    if tokens.flags[first] & PRONOUN and tokens.flags[first] & FINITE:
        return Range(first, first + 1)  # he's, they've
    near = range(first + 1, min(end, first + _FAR))
    verbs = (k for k in near if finite_at(tokens, k, first))
    for verb in islice(verbs, _MOST_VERBS):
        found = subject_before(tokens, first, verb_group(tokens, verb, first).first)
        if found:
            return found
    return _opening_phrase(tokens, first, end)


def _past_openings(tokens: Tokens, lo: int, end: int) -> int:
    """Return the token after what comes before the subject: In Iowa on Monday, ..."""
    k = lo
    for _ in range(_MOST_OPENINGS):
        while (
            k < end
            and tokens.flags[k] & (CONJUNCTION | ADVERB)
            and not tokens.flags[k] & (DET | PRONOUN)
        ):
            k += 1
        flags = tokens.flags[k]
        name = flags & PRONOUN or (flags & CAPITAL and k > lo)
        opens = flags & (PREP | SUBORDINATOR | PARTICIPLE | PAST) and not name
        if k >= end or not opens:
            break
        comma = next((c for c in range(k, end) if tokens.kinds[c] == COMMA), None)
        if comma is None:
            break
        k = comma + 1
    return k


def _opening_phrase(tokens: Tokens, first: int, end: int) -> Range | None:
    """Without a verb that we know, a name or a described person at the start is the subject."""
    if not tokens.flags[first] & (CAPITAL | DET | PRONOUN):
        return None
    k = first
    while (
        k < end
        and tokens.kinds[k] in (WORD, BRACKET)
        and not tokens.flags[k] & (PAST | RELATIVE)
    ):
        k += 1
    return Range(first, k) if k > first else None
