"""What a cue takes on its right: a clause, a question, a quotation, an infinitive."""

from enum import StrEnum
from typing import Final, NamedTuple

from statements.extraction.adjuncts import ADJUNCT, is_title, skip_adjunct, skip_hearer
from statements.extraction.clauses import finite_at, has_finite
from statements.extraction.cues import CUES, Cue
from statements.extraction.tokens import (
    BRACKET,
    COLON,
    COMMA,
    DASH,
    QUOTE,
    WORD,
    Tokens,
)
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
    PREDICATE = "predicate"  # called it a scandal, described it as one


class Complement(NamedTuple):
    """The frame after a cue, the token its content starts at, and the end of the cue."""

    frame: Frame
    first: int
    cue_end: int


_MOST_ADJUNCTS: Final = 8
_LONGEST_OBJECT: Final = 16
_LONGEST_SUBJECT: Final = 18
_LONGEST_INSERTION: Final = 15
_SHORT_ADJUNCT: Final = 4
_LONG_QUOTE: Final = 40  # characters
_OBJECT_FRAMES: Final = frozenset("aci")
_ORDERS: Final = frozenset(
    """urge call ask order encourage implore beg exhort advise warn request instruct tell
    remind""".split()
)
# "the news that", "the claim that": the clause belongs to the noun.
_CONTENT_NOUNS: Final = frozenset(
    """news fact claim claims idea notion report reports suggestion possibility evidence
    allegation allegations belief assertion assertions accusation accusations rumors concern
    concerns criticism speculation argument theory view charge charges way""".split()
)
_QUESTION: Final = frozenset("whether if how what why where who when which".split())
_NOT_CONTENT: Final = frozenset(
    "when as while after before because since during upon".split()
)


def read_complement(tokens: Tokens, cue: Cue, at: int, hi: int) -> Complement:
    """Return what the cue at token `at` takes on its right, up to token `hi`."""
    end = at + 1 + _particle(tokens, cue, at + 1, hi)
    frame = _object_frame(tokens, cue, end, hi)
    if frame is not Frame.NONE:
        return Complement(frame, end, end)
    k = end
    if "o" in cue.frames and k < hi and tokens.kinds[k] == WORD:
        k = skip_hearer(tokens, k, hi)
    return _after_adjuncts(tokens, cue, Complement(Frame.NONE, k, end), hi)


def _after_adjuncts(tokens: Tokens, cue: Cue, start: Complement, hi: int) -> Complement:
    """Return the complement behind the adjuncts that start at `start.first`."""
    k, end, plain = start.first, start.cue_end, True
    for _ in range(_MOST_ADJUNCTS):
        title = k > end and tokens.kinds[k] == QUOTE and is_title(tokens, k)
        found = None if title or k >= hi else _frame_at(tokens, cue, k, hi)
        if found is not None:
            lost = (
                found[0] is Frame.THAT and not plain and not _reaches(tokens, cue, end, k)
            )
            return Complement(Frame.NONE, k, end) if lost else Complement(*found, end)
        after = k + 1 if title else skip_adjunct(tokens, k, hi)
        if after == k or k >= hi:
            break
        plain = plain and not _is_place(tokens, k)
        k = after
    bare = (
        k < hi and tokens.kinds[k] == WORD and _takes_bare(tokens, cue, k, hi, plain=plain)
    )
    return Complement(Frame.BARE if bare else Frame.NONE, k, end)


def _is_place(tokens: Tokens, k: int) -> bool:
    """Tell whether the adjunct at `k` is more than a time."""
    return tokens.folded[k] in ADJUNCT and not tokens.flags[k + 1] & (TIME | NOUN_TIME)


def _particle(tokens: Tokens, cue: Cue, k: int, hi: int) -> int:
    for particle in cue.particles:
        if tuple(tokens.folded[k : min(k + len(particle), hi)]) == particle:
            return len(particle)
    return 0


def _object_frame(tokens: Tokens, cue: Cue, first: int, hi: int) -> Frame:
    """Return the frame of an object and what is said of it: called it “...”, urged them to go."""
    word = tokens.folded[first]
    if not cue.frames & _OBJECT_FRAMES or first >= hi or tokens.kinds[first] != WORD:
        return Frame.NONE
    if word in ("that", "for"):
        return Frame.NONE
    if word == "to":
        ordered = "i" in cue.frames and tokens.kinds[first + 1] == WORD
        return Frame.INFINITIVE if ordered else Frame.NONE
    for k in range(first + 1, min(hi, first + _LONGEST_OBJECT)):
        frame = _predicate_at(tokens, cue, k)
        if frame is not None:
            return frame
        if tokens.kinds[k] not in (WORD, BRACKET) or finite_at(tokens, k, first):
            break
    return Frame.NONE


def _predicate_at(tokens: Tokens, cue: Cue, k: int) -> Frame | None:
    """Return the frame that the token at `k` opens after an object; None: the object goes on."""
    word = tokens.folded[k]
    if tokens.kinds[k] == QUOTE:
        named = cue.frames & {"a", "c"} or cue.verb == "urge"
        return Frame.PREDICATE if named else Frame.NONE
    if word == "as" and "a" in cue.frames:
        return Frame.PREDICATE
    if word == "to" and "i" in cue.frames and cue.verb in _ORDERS:
        noun = tokens.flags[k + 1] & (DET | CAPITAL | PRONOUN | NUMBER)
        return Frame.NONE if noun else Frame.INFINITIVE
    return Frame.NONE if word in ("that", "who", "which") else None


def _reaches(tokens: Tokens, cue: Cue, cue_end: int, that: int) -> bool:
    """Tell whether "that" after an adjunct belongs to the cue, not to a noun of the adjunct."""
    if tokens.folded[that - 1] in _CONTENT_NOUNS:
        return False
    return "s" in cue.frames or that - cue_end <= _SHORT_ADJUNCT


def _frame_at(tokens: Tokens, cue: Cue, k: int, hi: int) -> tuple[Frame, int] | None:
    """Return the frame that starts at `k`; None where an adjunct or a bare clause may."""
    kind, word = tokens.kinds[k], tokens.folded[k]
    if kind == QUOTE:
        return Frame.QUOTE, k
    if kind == COLON:
        quoted = k + 1 < hi and tokens.kinds[k + 1] == QUOTE
        return (Frame.QUOTE if quoted else Frame.COLON), k + 1
    if kind == COMMA:
        return _frame_after_comma(tokens, k, hi)
    if kind != WORD:
        return Frame.NONE, k
    if word == "that" and k + 1 < hi:
        return _that_clause(tokens, k)
    asks = word in _QUESTION and tokens.flags[k] & WH and cue.frames & {"w", "s", "o"}
    if asks and ("w" in cue.frames or word != "when"):
        return Frame.QUESTION, k
    return None


def _that_clause(tokens: Tokens, k: int) -> tuple[Frame, int] | None:
    """A "that" right before a verb is a pronoun and part of the content."""
    if tokens.kinds[k + 1] not in (WORD, QUOTE, BRACKET, COMMA, DASH):
        return None
    pronoun = tokens.flags[k + 1] & FINITE and not tokens.flags[k + 1] & PRONOUN
    return Frame.THAT, k if pronoun else k + 1


def _frame_after_comma(tokens: Tokens, comma: int, hi: int) -> tuple[Frame, int]:
    k = comma + 1
    if k < hi and tokens.kinds[k] == QUOTE:
        return Frame.QUOTE, k
    if k + 1 < hi and tokens.folded[k] == "that":
        return Frame.THAT, k + 1
    # said, in a voice that carried, that ...: one insertion between commas
    for at in range(k, min(k + _LONGEST_INSERTION, hi - 1)):
        quoted = tokens.kinds[at + 1] == QUOTE
        if tokens.kinds[at] == COLON and quoted:
            return Frame.QUOTE, at + 1
        if tokens.kinds[at] == COMMA:
            if tokens.folded[at + 1] == "that" and tokens.folded[k] not in CUES:
                return Frame.THAT, at + 2
            if quoted and tokens.flags[k] & (ADVERB | PREP):
                return Frame.QUOTE, at + 1
            break
    return Frame.NONE, comma


def _takes_bare(tokens: Tokens, cue: Cue, k: int, hi: int, *, plain: bool) -> bool:
    """Tell whether a clause without "that" starts at `k`; `plain`: right after the cue."""
    if not cue.frames & {"s", "o"} or not (plain or cue.verb in ("say", "tell")):
        return False
    flags = tokens.flags[k]
    if tokens.folded[k] in _NOT_CONTENT or _is_reduced(tokens, cue, k, plain=plain):
        return False
    at_least = tokens.folded[k + 1] == "least"
    if cue.verb == "say":
        if not plain and not (
            flags & (PRONOUN | DET | CAPITAL) and has_finite(tokens, k, hi)
        ):
            return False
        shortest = 2 if QUOTE in tokens.kinds[k:hi] else 3
        opens = not flags & (PREP | CONJUNCTION) or flags & DET or at_least
        return bool(opens) and hi - k >= shortest
    if flags & PREP and not (flags & (DET | PRONOUN) or at_least):
        return False
    return _noun_then_verb(tokens, k, hi)


def _is_reduced(tokens: Tokens, cue: Cue, k: int, *, plain: bool) -> bool:
    """Tell whether a participle at `k` goes with the noun before it: a statement issued ..."""
    flags = tokens.flags[k]
    if flags & CAPITAL:
        return False
    if flags & PAST:
        return not finite_at(tokens, k + 1, k)
    return bool(flags & PARTICIPLE) and (not plain or cue.verb != "say")


def _noun_then_verb(tokens: Tokens, first: int, hi: int) -> bool:
    """Tell whether a noun phrase starts at `first` and its verb follows before any comma."""
    if finite_at(tokens, first, first):
        return bool(tokens.flags[first] & PRONOUN) or "'" in tokens.folded[first]
    after = first + 1
    if tokens.flags[first] & DET and tokens.kinds[after] == QUOTE:
        return tokens.ends[after] - tokens.starts[after] > _LONG_QUOTE
    crossed = bool(tokens.flags[first] & PREP)  # past a preposition only a sure verb counts
    for k in range(after, min(hi, first + _LONGEST_SUBJECT)):
        flags, word = tokens.flags[k], tokens.folded[k]
        if tokens.kinds[k] not in (WORD, BRACKET):
            return False
        if finite_at(tokens, k, first) and (not crossed or flags & (MODAL | AUXILIARY)):
            return True
        if word in ("that", "who", "which", "to"):
            return False
        crossed = crossed or (bool(flags & PREP) and word != "of")
    return False
