"""How far a content reaches: the end of its clause."""

from typing import Final

from statements.extraction.clauses import finite_at
from statements.extraction.cues import CUES, Form, says
from statements.extraction.tokens import (
    BRACKET,
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
    PREP,
    PRONOUN,
    TIME,
)

_NEAR: Final = 8  # tokens in which a verb of saying must come
_LINKS: Final = frozenset({"and", "but", "while"})
_CLAUSAL: Final = frozenset("stowica")  # frames of more than a bare quotation
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


def clause_end(tokens: Tokens, first: int, hi: int) -> int:
    """Return the token after the content that starts at `first`, `hi` at most."""
    for k, kind in enumerate(tokens.kinds[first:hi], start=first):
        if kind == WORD and tokens.folded[k] not in _LINKS:
            continue
        if kind == SEMICOLON:
            return k
        if kind == QUOTE:
            if k + 1 < hi and _ends_after_quote(tokens, k, hi):
                return k + 1
        elif k > first and k + 1 < hi and _ends_at(tokens, kind, k, hi):
            return k
    end = hi
    while end > first and tokens.kinds[end - 1] == STOP:
        end -= 1
    return end


def _ends_at(tokens: Tokens, kind: int, k: int, hi: int) -> bool:
    if kind == WORD:
        return _ends_at_link(tokens, k, hi)
    if kind == COMMA:
        return _ends_at_comma(tokens, k, hi)
    return kind == DASH and _ends_at_dash(tokens, k, hi)


def _ends_at_dash(tokens: Tokens, dash: int, hi: int) -> bool:
    """A dash before "saying", "though" or "they say" leaves what was said."""
    word = tokens.folded[dash + 1]
    cue = CUES.get(word)
    if word in ("though", "although", "something", "having") or (
        cue and cue.form is Form.ING
    ):
        return True
    return _cue_clause(tokens, dash + 1, hi)


def _ends_after_quote(tokens: Tokens, quote: int, hi: int) -> bool:
    """“...,” adding: the comma stands inside the quotation."""
    last = tokens.last_inside(quote)
    if last in {".", "!", "?"} and tokens.flags[quote + 1] & CAPITAL:
        return True
    return last in {",", ".", "!", "?"} and _ends_at_comma(tokens, quote, hi)


def _ends_at_comma(tokens: Tokens, comma: int, hi: int) -> bool:
    k = comma + 1
    word, following = tokens.folded[k], tokens.folded[k + 1]
    if word in _TRAILERS:
        return True
    if word in ("a", "an", "something"):
        return bool(_CLAUSE_NOUNS.intersection(tokens.folded[k : k + 4]))
    if word in ("and", "but", "while", "though", "although", "which"):
        others = word == "and" and following in ("another", "others", "some")
        return others or _cue_clause(tokens, k + 1, hi)
    if word in ("who", "whom") and following in ("he", "she", "they"):
        return True
    return tag_follows(tokens, k, hi) or _participle_follows(tokens, k)


def _participle_follows(tokens: Tokens, k: int) -> bool:
    """..., adding that it was cold"""
    cue = CUES.get(tokens.folded[k])
    if cue is None or cue.form is not Form.ING:
        return False
    return bool(cue.frames & _CLAUSAL) or QUOTE in tokens.kinds[k + 1 : k + 4]


def tag_follows(tokens: Tokens, k: int, hi: int) -> bool:
    """Tell whether an attribution of the whole sentence stands at `k`: the paper reported."""
    if not tokens.flags[k] & (CAPITAL | DET | PRONOUN) or tokens.flags[k] & CONJUNCTION:
        return False
    at = _next_cue(tokens, k + 1, min(k + _NEAR + 1, hi), frozenset())
    if at is None or CUES[tokens.folded[at]].form not in (Form.PAST, Form.THIRD):
        return False
    after = tokens.flags[at + 1]
    return tokens.kinds[at + 1] == STOP or bool(after & (TIME | PREP | ADVERB))


def _cue_clause(tokens: Tokens, k: int, hi: int) -> bool:
    """Tell whether a verb of saying, with or without its subject, comes next."""
    at = _next_cue(tokens, k, min(k + _NEAR, hi), frozenset(("that", "if", "to")))
    return at is not None and (at == k or CUES[tokens.folded[at]].form is not Form.ING)


def _next_cue(tokens: Tokens, first: int, hi: int, barred: frozenset[str]) -> int | None:
    """Return the next verb of saying, None where another verb or a comma comes first."""
    for at in range(first, hi):
        word = tokens.folded[at]
        if tokens.kinds[at] not in (WORD, BRACKET) or word in barred:
            return None
        if says(word):
            return at
        if at > first and finite_at(tokens, at, first) and not tokens.flags[at] & AUXILIARY:
            return None
    return None


def _ends_at_link(tokens: Tokens, k: int, hi: int) -> bool:
    """ "He said it rained and added that it was cold" ends before "and added"."""
    after = k + 1
    if _cue_clause(tokens, after, hi) and tokens.folded[after] not in CUES:
        return True
    if tokens.flags[after] & ADVERB:
        after += 1
    cue = CUES.get(tokens.folded[after])
    if cue is None or after + 1 >= hi or cue.form not in (Form.PAST, Form.THIRD):
        return False
    return tokens.folded[after + 1] == "that" or cue.verb in ("say", "add", "tell")


def quoted_end(tokens: Tokens, first: int) -> int:
    """Return the end of the quotations that start at `first`, joined by commas or "and"."""
    k = first + 1
    while tokens.kinds[k] == QUOTE or (
        (tokens.kinds[k] == COMMA or tokens.folded[k] in ("and", "or"))
        and QUOTE in tokens.kinds[k + 1 : k + 3]
    ):
        k += 1
    return k


def predicate_end(tokens: Tokens, first: int, hi: int) -> int:
    """Return the end of an infinitive or of an object with its predicate: the next comma."""
    end = clause_end(tokens, first, hi)
    for k in range(first, end):
        if tokens.kinds[k] == QUOTE and tokens.last_inside(k) == ",":
            return k + 1
        if tokens.kinds[k] in (COMMA, DASH, BRACKET):
            return k
        if tokens.folded[k] in ("and", "but") and finite_at(tokens, k + 1, first):
            return k
    return end


def main_clause(tokens: Tokens, first: int, end: int) -> int:
    """Return where the main clause follows a clause that opens the sentence, else `end`.

    "When she said it rained, they laughed" ends before "they".
    """
    for k in range(first + 1, end - 1):
        if tokens.kinds[k] == COMMA and tokens.kinds[k + 1] in (WORD, QUOTE):
            flags = tokens.flags[k + 1]
            opens = flags & (CAPITAL | PRONOUN | DET) and not flags & CONJUNCTION
            if opens and any(finite_at(tokens, j, k + 1) for j in range(k + 2, end)):
                return k
    return end


def relative_end(tokens: Tokens, first: int, end: int) -> int:
    """Return where a relative clause ends: "Lee, who said it rained, laughed"."""
    for k in range(first + 1, end - 1):
        if tokens.kinds[k] != COMMA or tokens.flags[k + 1] & PRONOUN:
            continue
        if finite_at(tokens, k + 1, first):
            return k
    return end
