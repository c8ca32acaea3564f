"""Attribution without a verb of saying of its own clause.

"According to", "as ... said", and the nouns of saying: Ann Lee's claim that it rained.
"""

from typing import Final

from statements.extraction.before_cue import content_start, rest_after
from statements.extraction.clauses import has_finite
from statements.extraction.drafts import CueAt, Draft, Scene
from statements.extraction.extents import clause_end
from statements.extraction.frames import Complement, Frame
from statements.extraction.subjects import subject_before
from statements.extraction.tokens import (
    BRACKET,
    COLON,
    COMMA,
    DASH,
    QUOTE,
    STOP,
    WORD,
    Range,
    Tokens,
)
from statements.extraction.words import CONJUNCTION, DET, FINITE, MODAL, PREP, RELATIVE

_LONGEST_APPOSITION: Final = 16
_LONGEST_AGENT: Final = 8
_OWNERS: Final = frozenset("his her their my our its".split())
_BEFORE_ACCORDING: Final = (COMMA, WORD, QUOTE, BRACKET, DASH)


def read_according(scene: Scene, i: int) -> Draft | None:
    """It rained, according to Ann Lee. / According to Ann Lee, it rained."""
    tokens = scene.tokens
    first = i + 2
    k = _source_end(tokens, first, scene.hi)
    if k == first:
        return None
    if i - 1 > scene.free and tokens.kinds[i - 1] in _BEFORE_ACCORDING:
        return _according_after(scene, Range(i, first), k)
    if k >= scene.hi or tokens.kinds[k] != COMMA:
        return None
    k = _past_apposition(tokens, k, scene.hi)
    end = clause_end(tokens, k + 1, scene.hi)
    if end <= k + 1:
        return None
    pieces, cue = [Range(k + 1, end)], Range(i, first)
    return Draft(pieces, Range(first, k), cue, "according-to-initial", 0.85, reach=end)


def _according_after(scene: Scene, cue: Range, k: int) -> Draft | None:
    tokens = scene.tokens
    end = cue.first - (tokens.kinds[cue.first - 1] in (COMMA, DASH))
    first = content_start(tokens, scene.free, end)
    complete = has_finite(tokens, first, end)
    alone = scene.free == scene.lo and end - first > 1
    rest = None if complete else rest_after(scene, k)
    if rest is None and not (complete or alone):
        return None
    pieces = [Range(first, end)] + ([rest] if rest else [])
    reach = rest.last if rest else k
    source = Range(cue.last, k)
    return Draft(pieces, source, cue, "according-to-final", 0.85, reach=reach)


def _source_end(tokens: Tokens, first: int, hi: int) -> int:
    k = first
    while k < hi and (
        tokens.kinds[k] in (WORD, BRACKET) or (tokens.kinds[k] == QUOTE and k > first)
    ):
        k += 1
    return k


def _past_apposition(tokens: Tokens, comma: int, hi: int) -> int:
    """Return the comma after an apposition to the source, `comma` itself where there is none."""
    opening = tokens.flags[comma + 1]
    if not opening & (DET | RELATIVE | PREP):
        return comma
    for k in range(comma + 2, min(hi - 1, comma + _LONGEST_APPOSITION)):
        if tokens.kinds[k] == COMMA:
            closed = opening & RELATIVE or not has_finite(tokens, comma + 1, k)
            return k if closed and has_finite(tokens, k + 1, hi) else comma
    return comma


def read_as_said(place: CueAt, source: Range, complement: Complement) -> Draft | None:
    """As Ann Lee said, it rained. / The rain, as Ann Lee said, will go on."""
    scene, tokens = place.scene, place.scene.tokens
    if not place.cue.frames & {"s", "t"}:
        return None
    k = complement.first
    while k < scene.hi and tokens.kinds[k] not in (COMMA, DASH, COLON, STOP):
        if complement.frame is not Frame.NONE:
            return None
        k += 1
    if k + 2 >= scene.hi:
        return None
    end = clause_end(tokens, k + 1, scene.hi)
    pieces = [Range(k + 1, end)]
    before = source.first - 2
    if before > scene.free and tokens.kinds[before] in (COMMA, DASH):
        pieces.insert(0, Range(content_start(tokens, scene.free, before), before))
    span = Range(place.group.first, complement.cue_end)
    return Draft(pieces, source, span, "as-said", 0.75, reach=end)


def read_as_reported(scene: Scene, i: int) -> Draft | None:
    """As reported by the Gazette, it rained."""
    tokens = scene.tokens
    if tokens.folded[i - 1] != "as" or tokens.folded[i + 1] != "by" or i - 1 > scene.lo + 1:
        return None
    k = _source_end(tokens, i + 2, scene.hi)
    if k == i + 2 or tokens.kinds[k] != COMMA:
        return None
    end = clause_end(tokens, k + 1, scene.hi)
    if end <= k + 1:
        return None
    source, cue = Range(i + 2, k), Range(i - 1, i + 2)
    return Draft([Range(k + 1, end)], source, cue, "as-said", 0.75, reach=end)


def read_nominal(scene: Scene, i: int) -> Draft | None:
    """Ann Lee's claim that it rained. / There were claims in the press that it rained."""
    tokens = scene.tokens
    agent, that = _agent(tokens, i + 1, scene.hi)
    if (
        tokens.folded[that] != "that"
        or that + 2 >= scene.hi
        or tokens.kinds[that + 1] == STOP
    ):
        return None
    source = _possessor(tokens, scene.lo, i) or agent
    if source is None or tokens.flags[that + 1] & (FINITE | MODAL):
        return None
    end = clause_end(tokens, that + 1, scene.hi)
    aside = (COMMA, DASH, BRACKET)
    end = next((k for k in range(that + 2, end) if tokens.kinds[k] in aside), end)
    return Draft([Range(that + 1, end)], source, Range(i, i + 1), "nominal", 0.6, reach=end)


def _agent(tokens: Tokens, k: int, hi: int) -> tuple[Range | None, int]:
    """Return who a noun of saying names after it ("by the press"), and the token behind."""
    if tokens.folded[k] not in ("in", "by", "from"):
        return None, k
    end = k + 1
    while (
        end < min(hi, k + _LONGEST_AGENT)
        and tokens.kinds[end] == WORD
        and tokens.folded[end] != "that"
    ):
        end += 1
    return (Range(k + 1, end) if end > k + 1 else None), end


def _possessor(tokens: Tokens, lo: int, noun: int) -> Range | None:
    """Return who owns the noun: "his", "Ann Lee's" before it and its adjectives."""
    for k in range(noun - 1, max(lo - 1, noun - 5), -1):
        word = tokens.folded[k]
        if tokens.kinds[k] != WORD:
            return None
        if word in _OWNERS:
            return Range(k, k + 1)
        if word.endswith(("'s", "s'")):
            return subject_before(tokens, lo, k + 1)
        if tokens.flags[k] & (DET | PREP | CONJUNCTION | FINITE):
            return None
    return None
