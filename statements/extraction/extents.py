"""How far a content reaches: from the frame after a cue to the end of its clause."""

from enum import StrEnum
from typing import Final, NamedTuple

from statements.extraction.clauses import finite_at, has_finite
from statements.extraction.cues import CUES, Cue, Form
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
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DET,
    FINITE,
    MODAL,
    NOUN_TIME,
    NUMBER,
    OBJECT,
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
_CONTENT_NOUNS: Final = frozenset(
    """news fact claim claims idea notion report reports suggestion possibility evidence
    allegation allegations belief assertion assertions accusation accusations rumors concern
    concerns criticism speculation argument theory view charge charges way""".split()
)
_QUESTION: Final = frozenset("whether if how what why where who when which".split())


def read_complement(tokens: Tokens, cue: Cue, at: int, hi: int) -> Complement:
    """Return what the cue at token `at` takes on its right, up to token `hi`."""
    cue_end = k = at + 1 + _particle(tokens, cue, at + 1, hi)
    if cue.frames & _OBJECT_FRAMES:
        frame = _object_frame(tokens, cue, k, hi)
        if frame is not None:
            return Complement(frame, k, cue_end)
    if "o" in cue.frames and k < hi and tokens.kinds[k] == WORD:
        k = _skip_hearer(tokens, k, hi)
    adjuncts = False
    for _ in range(8):
        if k >= hi:
            break
        if k > cue_end and tokens.kinds[k] == QUOTE and _is_title(tokens, k):
            k += 1
            continue
        found = _frame_at(tokens, cue, k, hi)
        if found is not None:
            if found[0] is Frame.THAT and adjuncts and not _reaches(tokens, cue, cue_end, k):
                return Complement(Frame.NONE, k, cue_end)
            return Complement(found[0], found[1], cue_end)
        following = _skip_adjunct(tokens, k, hi)
        if following == k:
            break
        if tokens.folded[k] in _ADJUNCT and not tokens.flags[k + 1] & (TIME | NOUN_TIME):
            adjuncts = True
        k = following
    if k < hi and tokens.kinds[k] == WORD and _takes_bare(tokens, cue, k, hi, adjuncts=adjuncts):
        return Complement(Frame.BARE, k, cue_end)
    return Complement(Frame.NONE, k, cue_end)


_OBJECT_FRAMES: Final = frozenset("aci")
_ORDERS: Final = frozenset(
    """urge call ask order encourage implore beg exhort advise warn request instruct tell
    remind""".split()
)


def _object_frame(tokens: Tokens, cue: Cue, k: int, hi: int) -> Frame | None:
    """Return the frame of a noun phrase and what is said of it: called it “...”, urged them to go."""
    if k >= hi or tokens.kinds[k] != WORD or tokens.folded[k] in ("that", "for"):
        return None
    if tokens.folded[k] == "to":
        return Frame.INFINITIVE if "i" in cue.frames and tokens.kinds[k + 1] == WORD else None
    for j in range(k, min(hi, k + 16)):
        kind, word = tokens.kinds[j], tokens.folded[j]
        if kind == QUOTE and j > k and cue.frames & {"a", "c"} or (kind == QUOTE and cue.verb == "urge"):
            return Frame.AS
        if kind not in (WORD, BRACKET) or (j > k and finite_at(tokens, j, k)):
            return None
        if word == "as" and "a" in cue.frames and j > k:
            return Frame.AS
        if word == "to" and "i" in cue.frames and cue.verb in _ORDERS and j > k:
            following = tokens.flags[j + 1]
            return None if following & (DET | CAPITAL | PRONOUN | NUMBER) else Frame.INFINITIVE
        if word in ("that", "who", "which"):
            return None
    return None


def _reaches(tokens: Tokens, cue: Cue, cue_end: int, that: int) -> bool:
    """Tell whether "that" after an adjunct belongs to the cue, not to a noun of the adjunct."""
    if tokens.folded[that - 1] in _CONTENT_NOUNS:
        return False
    return "s" in cue.frames or that - cue_end <= 4


def _is_title(tokens: Tokens, k: int) -> bool:
    """Tell whether a quotation is the name of a broadcast: on ABC’s “This Week”."""
    before = tokens.flags[k - 1]
    if not (before & (PREP | CAPITAL | DET) or tokens.folded[k - 1].endswith("'s")):
        return False
    inner = tokens.text[tokens.starts[k] : tokens.ends[k]].strip("“”\"'‘’ ,")
    words = inner.split()
    large = sum(word[0].isupper() for word in words)
    return len(words) <= 7 and 2 * large > len(words) and inner[-1:] not in {".", "!", "?"}


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
    if word == "that" and k + 1 < hi and tokens.kinds[k + 1] in (WORD, QUOTE, BRACKET, COMMA, DASH):
        pronoun = tokens.flags[k + 1] & FINITE and not tokens.flags[k + 1] & PRONOUN
        return Frame.THAT, k if pronoun else k + 1
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
        if tokens.kinds[c] == COLON and tokens.kinds[c + 1] == QUOTE:
            return Frame.QUOTE, c + 1
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


_CLAUSE_WORDS: Final = frozenset("that whether how why if what when who which".split())


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
        if kind != WORD or tokens.folded[k] in _CLAUSE_WORDS:
            break
        if k > first:
            if flags & (PRONOUN | TIME) and not flags & CONJUNCTION:
                break
            if flags & DET and not (tokens.flags[k - 1] & (CONJUNCTION | DET)):
                break
            if flags & PREP and tokens.folded[k] != "of":
                break
            if flags & PARTICIPLE and not flags & CAPITAL:
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
    if tokens.folded[k + 1] in ("least", "most"):
        return k
    if word in _ADJUNCT and k + 1 < hi and tokens.kinds[k + 1] in (WORD, QUOTE):
        if tokens.kinds[k + 1] == QUOTE:
            return k + 2
        return _skip_phrase(tokens, k + 1, hi)
    if flags & ADVERB and not flags & (PRONOUN | DET | PREP):
        return k + 1
    return k


def _takes_bare(tokens: Tokens, cue: Cue, k: int, hi: int, *, adjuncts: bool) -> bool:
    """Tell whether a clause without "that" starts at `k`."""
    flags = tokens.flags[k]
    if flags & PAST and not flags & CAPITAL and not finite_at(tokens, k + 1, k):
        return False
    if flags & PARTICIPLE and not flags & CAPITAL and (adjuncts or cue.verb != "say"):
        return False
    if tokens.folded[k] in _NOT_CONTENT:
        return False
    if not cue.frames & {"s", "o"} or (adjuncts and cue.verb not in ("say", "tell")):
        return False
    if cue.verb == "say":
        if adjuncts and not (flags & (PRONOUN | DET | CAPITAL) and has_finite(tokens, k, hi)):
            return False
        opens = not flags & (PREP | CONJUNCTION) or bool(flags & DET) or tokens.folded[k + 1] == "least"
        return opens and hi - k >= (2 if QUOTE in tokens.kinds[k:hi] else 3)
    if flags & PREP and not flags & (DET | PRONOUN) and tokens.folded[k + 1] != "least":
        return False
    if flags & DET and tokens.kinds[k + 1] == QUOTE and tokens.ends[k + 1] - tokens.starts[k + 1] > 40:
        return True
    return _noun_then_verb(tokens, k, hi)


_NOT_CONTENT: Final = frozenset("when as while after before because since during upon".split())


def _noun_then_verb(tokens: Tokens, k: int, hi: int) -> bool:
    """Tell whether a noun phrase starts at `k` and its finite verb follows before any comma."""
    first = k
    if finite_at(tokens, k, k):
        return bool(tokens.flags[k] & PRONOUN) or "'" in tokens.folded[k]
    crossed = False
    while k < min(hi, first + 18):
        if tokens.kinds[k] not in (WORD, BRACKET):
            return False
        if k > first and finite_at(tokens, k, first):
            if not crossed or tokens.flags[k] & (MODAL | AUXILIARY):
                return True
        if tokens.folded[k] in ("that", "who", "which", "to") and k > first:
            return False
        crossed = crossed or (bool(tokens.flags[k] & PREP) and tokens.folded[k] != "of")
        k += 1
    return False


def quoted_end(tokens: Tokens, first: int) -> int:
    """Return the end of the quotations that start at `first`, joined by commas or "and"."""
    k = first + 1
    while tokens.kinds[k] == QUOTE or (
        (tokens.kinds[k] == COMMA or tokens.folded[k] in ("and", "or"))
        and QUOTE in tokens.kinds[k + 1 : k + 3]
    ):
        k += 1
    return k


def clause_end(tokens: Tokens, first: int, hi: int) -> int:
    """Return the token after the clause that starts at `first`."""
    k = first
    while k < hi:
        kind = tokens.kinds[k]
        if kind == SEMICOLON:
            return k
        if kind == COMMA and k > first and _ends_at_comma(tokens, k, hi):
            return k
        if kind == DASH and k > first and _ends_at_dash(tokens, k, hi):
            return k
        if kind == QUOTE and k + 1 < hi and _ends_after_quote(tokens, k, hi):
            return k + 1
        if kind == WORD and k > first and _ends_at_word(tokens, k, hi):
            return k
        k += 1
    while k > first and tokens.kinds[k - 1] == STOP:
        k -= 1
    return k


def _ends_at_dash(tokens: Tokens, dash: int, hi: int) -> bool:
    """A dash before "saying", "though" or "but" leaves what was said."""
    if dash + 1 >= hi:
        return False
    word = tokens.folded[dash + 1]
    cue = CUES.get(word)
    if word in ("though", "although", "something", "having") or (cue and cue.form is Form.ING):
        return True
    return _cue_clause(tokens, dash + 1, hi)


def _ends_after_quote(tokens: Tokens, quote: int, hi: int) -> bool:
    """“...,” adding: the comma stands inside the quotation."""
    last = tokens.text[tokens.starts[quote] : tokens.ends[quote]].rstrip("”\"'’» ")[-1:]
    if last in {".", "!", "?"} and tokens.flags[quote + 1] & CAPITAL:
        return True
    return last in {",", ".", "!", "?"} and _ends_at_comma(tokens, quote, hi)


def _ends_at_comma(tokens: Tokens, comma: int, hi: int) -> bool:
    k = comma + 1
    if k >= hi:
        return False
    word = tokens.folded[k]
    if word in _TRAILERS:
        return True
    if word in ("a", "an", "something") and _CLAUSE_NOUNS.intersection(tokens.folded[k : k + 4]):
        return True
    if word == "and" and tokens.folded[k + 1] in ("another", "others", "some"):
        return True
    if word in ("and", "but", "while", "though", "although", "which") and k + 1 < hi:
        return _cue_clause(tokens, k + 1, hi)
    if word in ("who", "whom") and tokens.folded[k + 1] in ("he", "she", "they"):
        return True
    if tag_follows(tokens, k, hi):
        return True
    cue = CUES.get(word)
    if cue is None or cue.form is not Form.ING:
        return False
    if cue.frames & _CLAUSAL:
        return True
    return QUOTE in tokens.kinds[k + 1 : k + 4]


_CLAUSAL: Final = frozenset("stowica")


def tag_follows(tokens: Tokens, k: int, hi: int) -> bool:
    """Tell whether an attribution of the whole sentence comes next: "..., the paper reported." """
    if not tokens.flags[k] & (CAPITAL | DET | PRONOUN) or tokens.flags[k] & CONJUNCTION:
        return False
    for at in range(k + 1, min(k + 9, hi)):
        if tokens.kinds[at] not in (WORD, BRACKET):
            return False
        cue = CUES.get(tokens.folded[at])
        if cue and cue.form in (Form.PAST, Form.THIRD) and "s" in cue.frames and not cue.nounlike:
            after = tokens.flags[at + 1]
            return tokens.kinds[at + 1] == STOP or bool(after & (TIME | PREP | ADVERB))
        if finite_at(tokens, at, k) and not tokens.flags[at] & AUXILIARY:
            return False
    return False


# Participles after a comma that tell of the speaker, not of what was said.
_TRAILERS: Final = frozenset(
    """according referring citing drawing prompting sparking echoing naming listing alluding
    referencing quoting invoking gesturing borrowing mimicking blaming accusing praising
    criticizing criticising comparing contrasting pointing""".split()
)


# ", a claim that nobody took up": what the writer says about the content.
_CLAUSE_NOUNS: Final = frozenset(
    """claim charge statement assertion accusation allegation position remark move decision
    step line comment comparison reference argument message prediction promise pledge stance
    sentiment theme view something suggestion threat sign""".split()
)


def _cue_clause(tokens: Tokens, k: int, hi: int) -> bool:
    """Tell whether a verb of saying, with or without its subject, comes next."""
    for at in range(k, min(k + 8, hi)):
        if tokens.kinds[at] not in (WORD, BRACKET) or tokens.folded[at] in ("that", "if", "to"):
            return False
        cue = CUES.get(tokens.folded[at])
        if cue and cue.form is not Form.BASE and "s" in cue.frames and not cue.nounlike:
            return cue.form is not Form.ING or at == k
        if at > k and finite_at(tokens, at, k) and not tokens.flags[at] & AUXILIARY:
            return False
    return False


def _ends_at_word(tokens: Tokens, k: int, hi: int) -> bool:
    """ "He said it rained and added that it was cold" ends before "and added"."""
    if tokens.folded[k] not in ("and", "but", "while") or k + 1 >= hi:
        return False
    after = k + 1
    if _cue_clause(tokens, after, hi) and CUES.get(tokens.folded[after]) is None:
        return True
    if tokens.flags[after] & ADVERB and after + 1 < hi:
        after += 1
    cue = CUES.get(tokens.folded[after])
    if cue is None or after + 1 >= hi or cue.form not in (Form.PAST, Form.THIRD):
        return False
    return tokens.folded[after + 1] == "that" or cue.verb in ("say", "add", "tell")


def subordinate_end(tokens: Tokens, first: int, end: int, *, relative: bool) -> int:
    """Return where a content inside a subordinate clause ends: before the main clause.

    "When she said it rained, they laughed"; "Lee, who said it rained, laughed".
    """
    for k in range(first + 1, end - 1):
        if tokens.kinds[k] != COMMA or tokens.kinds[k + 1] not in (WORD, QUOTE):
            continue
        flags = tokens.flags[k + 1]
        if relative:
            if finite_at(tokens, k + 1, first) and not flags & PRONOUN:
                return k
        elif flags & (CAPITAL | PRONOUN | DET) and not flags & CONJUNCTION:
            if any(finite_at(tokens, j, k + 1) for j in range(k + 2, end)):
                return k
    return end
