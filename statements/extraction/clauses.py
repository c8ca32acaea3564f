"""Where a clause has its verb: finite verbs and the groups of auxiliaries before a cue."""

from typing import Final, NamedTuple

from statements.extraction.cues import CUES, Form
from statements.extraction.tokens import BRACKET, QUOTE, WORD, Tokens
from statements.extraction.words import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DET,
    FINITE,
    MODAL,
    NEGATION,
    NUMBER,
    PAST,
    PREP,
    PRONOUN,
    WEAK,
)


class VerbGroup(NamedTuple):
    """The auxiliaries and adverbs before a verb."""

    first: int
    negated: bool
    modal: bool
    passive: bool
    infinitive: bool


_BE: Final = frozenset(
    "is are was were be been being am he's she's it's they're we're i'm you're".split()
)


def finite_at(tokens: Tokens, k: int, lo: int) -> bool:
    """Tell whether token `k` is, as far as its form and its neighbours show, a finite verb.

    `lo` is where the clause starts: a capital there means nothing, and nothing stands before.
    """
    flags = tokens.flags[k]
    if flags & FINITE:
        return not (flags & CAPITAL and k > lo)
    if flags & CAPITAL or k <= lo or tokens.kinds[k] != WORD:
        return False
    before = k - 1
    while before > lo and tokens.flags[before] & (ADVERB | PRONOUN) == ADVERB:
        before -= 1
    if tokens.folded[before] in _SUBJECT_PRONOUNS:
        return not flags & _NEVER_VERB
    left = tokens.flags[before]
    if tokens.kinds[before] not in (WORD, BRACKET, QUOTE) or left & _NO_SUBJECT:
        return False
    if flags & WEAK:
        return _verb_context(tokens, k)
    if tokens.folded[k] in _FINITE_CUES:
        return True
    return bool(flags & PAST and not left & (CONJUNCTION | NUMBER))


_FINITE_CUES: Final = frozenset(
    word
    for word, cue in CUES.items()
    if cue.form in (Form.PAST, Form.THIRD) and not cue.nounlike
)
_NO_SUBJECT: Final = DET | PREP | AUXILIARY | MODAL
_SUBJECT_PRONOUNS: Final = frozenset("i we he she they who".split())
_NEVER_VERB: Final = CONJUNCTION | PREP | DET | PRONOUN | CAPITAL | NUMBER


def _verb_context(tokens: Tokens, k: int) -> bool:
    """A weak form is a verb when a determiner, a name, "to" or a preposition follows."""
    if k + 1 >= len(tokens) or tokens.kinds[k + 1] != WORD or tokens.folded[k - 1] == "to":
        return False
    after = tokens.flags[k + 1]
    return (
        bool(after & (DET | PRONOUN | CAPITAL | PREP | ADVERB | NUMBER))
        and tokens.folded[k + 1] != "of"
    )


def has_finite(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether some token of the range looks like a finite verb."""
    return any(finite_at(tokens, k, first) for k in range(first, last))


def verb_group(tokens: Tokens, cue: int, lo: int) -> VerbGroup:
    """Return the group of auxiliaries and adverbs that ends with the verb at `cue`."""
    k = cue - 1
    negated = modal = passive = infinitive = False
    while k >= lo and tokens.kinds[k] == WORD:
        flags, word = tokens.flags[k], tokens.folded[k]
        if flags & NEGATION and flags & (ADVERB | AUXILIARY | MODAL | CONJUNCTION):
            negated = negated or word not in ("nor", "neither", "no")
        if word == "to":
            infinitive = True
        elif flags & MODAL and not (word == "may" and flags & CAPITAL):
            modal = True
        elif flags & AUXILIARY:
            passive = passive or word in _BE
        elif not flags & ADVERB or flags & (PRONOUN | DET) or word in _SUBJECT_ADVERBS:
            break
        k -= 1
    return VerbGroup(k + 1, negated, modal, passive, infinitive)


_SUBJECT_ADVERBS: Final = frozenset("there here one now".split()) - {"now"}
