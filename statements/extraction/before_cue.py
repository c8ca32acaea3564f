"""Content that stands before its cue: “It rained,” said Ann Lee. It rained, she said."""

from typing import Final

from statements.extraction.clauses import has_finite
from statements.extraction.cues import CUES, Form
from statements.extraction.drafts import CueAt, Draft, Scene
from statements.extraction.extents import clause_end
from statements.extraction.frames import Complement, Frame
from statements.extraction.subjects import subject_after
from statements.extraction.tokens import (
    COLON,
    COMMA,
    DASH,
    QUOTE,
    STOP,
    WORD,
    Range,
    Tokens,
)
from statements.extraction.words import (
    ADVERB,
    CONJUNCTION,
    DET,
    NUMBER,
    PARTICIPLE,
    PAST,
    PREP,
    RELATIVE,
    SUBORDINATOR,
    TIME,
)

_LONGEST_TAG: Final = 40  # tokens between the halves of a quotation
_SHORTEST_CLAUSE: Final = 3  # tokens
_TRAILING: Final = (
    PARTICIPLE
    | PAST
    | SUBORDINATOR
    | PREP
    | RELATIVE
    | TIME
    | ADVERB
    | NUMBER
    | CONJUNCTION
)
# After a cue between commas these open something new.
_NEW: Final = frozenset(
    "according but as when while after although though who which".split()
)


def content_start(tokens: Tokens, first: int, end: int) -> int:
    """Return where a content that ends at `end` starts: after a colon, not with a comma."""
    if (
        tokens.kinds[end - 1] == QUOTE
        and end - 2 > first
        and tokens.kinds[end - 2] == COLON
    ):
        return end - 1
    k = first
    while k < end - 1 and tokens.kinds[k] in (COMMA, DASH):
        k += 1
    return k


def rest_after(scene: Scene, k: int) -> Range | None:
    """Return what goes on after a cue between commas: Recently, he said, [he has changed]."""
    tokens = scene.tokens
    if k + 2 >= scene.hi or tokens.kinds[k] not in (COMMA, DASH):
        return None
    first = k + 1
    while tokens.flags[first] & (TIME | NUMBER) and tokens.kinds[first + 1] in (
        WORD,
        COMMA,
    ):
        first += 1
        if tokens.kinds[first] == COMMA:
            return rest_after(scene, first)
    if tokens.flags[first] & PARTICIPLE or tokens.folded[first] in _NEW:
        return None
    end = clause_end(tokens, first, scene.hi)
    return Range(first, end) if end > first else None


def read_quote_before(place: CueAt, source: Range, complement: Complement) -> Draft | None:
    """“It rained,” Ann Lee said."""
    scene, tokens = place.scene, place.scene.tokens
    end = _quote_end(scene, source.first)
    if end is None:
        return None
    # “Why?” Ann Lee said that it rained: the clause after the cue is the content.
    if complement.frame in (Frame.THAT, Frame.BARE) and tokens.last_inside(end - 1) != ",":
        return None
    span = Range(place.group.first, complement.cue_end)
    pieces = [Range(content_start(tokens, scene.free, end), end)]
    draft = Draft(pieces, source, span, "quote-subject-cue", 0.96)
    return _add_second_half(scene, draft, place.at + 1)


def read_clause_before(place: CueAt, source: Range, complement: Complement) -> Draft | None:
    """It rained, Ann Lee said. / Recently, he said, he has changed his mind."""
    scene, tokens = place.scene, place.scene.tokens
    end, k = source.first - 1, complement.first
    if not place.cue.frames & {"s", "t", "o"}:
        return None
    if end <= scene.free or tokens.kinds[end] not in (COMMA, DASH):
        return None
    if k < scene.hi and tokens.kinds[k] == WORD and not tokens.flags[k] & _TRAILING:
        return None
    span = Range(place.group.first, complement.cue_end)
    draft = Draft([Range(scene.free, end)], source, span, "clause-subject-cue", 0.85)
    return _complete(scene, draft, k)


def read_inverted(place: CueAt, before_it: Range | None) -> Draft | None:
    """“It rained,” said Ann Lee. / It rained, said Ann Lee.

    `before_it` is the subject that stands before the cue, if one does: a bare clause is
    then no inversion.
    """
    scene, tokens, cue = place.scene, place.scene.tokens, place.cue
    before = place.group.first - 1
    if cue.form not in (Form.PAST, Form.THIRD) or "o" in cue.frames or before < scene.free:
        return None
    if tokens.kinds[before] not in (QUOTE, COMMA, DASH, STOP):
        return None
    if tokens.flags[place.at + 1] & PREP or (
        cue.nounlike and tokens.kinds[before] != QUOTE
    ):
        return None
    source = subject_after(tokens, place.at + 1, scene.hi)
    if source is None:
        return None
    end = _quote_end(scene, place.group.first)
    if end is None:
        return _inverted_clause(place, source) if before_it is None else None
    pieces = [Range(content_start(tokens, scene.free, end), end)]
    draft = Draft(pieces, source, place.span, "quote-inverted-cue", 0.97)
    return _add_second_half(scene, draft, source.last)


def _inverted_clause(place: CueAt, source: Range) -> Draft | None:
    """It rained, said Ann Lee. / The rain, said Ann Lee, will go on."""
    scene, tokens = place.scene, place.scene.tokens
    end, k = place.group.first - 1, source.last
    if not place.cue.frames & {"s", "t"} or tokens.kinds[end] == STOP:
        return None
    if tokens.flags[source.first] & DET and tokens.folded[source.first] not in (
        "the",
        "a",
        "an",
    ):
        return None
    if k < scene.hi and not _can_follow(tokens, k):
        return None
    pieces = [Range(scene.free, end)]
    return _complete(
        scene, Draft(pieces, source, place.span, "clause-inverted-cue", 0.8), k
    )


def _can_follow(tokens: Tokens, k: int) -> bool:
    """Tell whether the sentence may go on at `k` after an inverted cue and its subject."""
    if tokens.kinds[k] == WORD:
        return bool(tokens.flags[k] & (PREP | TIME)) and tokens.folded[k] != "that"
    return tokens.kinds[k] != QUOTE


def _complete(scene: Scene, draft: Draft, k: int) -> Draft | None:
    """Return the draft with what its clause has on both sides of the cue, None for no clause."""
    end = draft.pieces[0].last
    first = content_start(scene.tokens, scene.free, end)
    rest = rest_after(scene, k)
    if rest is None and not _is_clause(scene.tokens, first, end):
        return None
    draft.pieces = [Range(first, end)] + ([rest] if rest else [])
    draft.reach = rest.last if rest else k
    return draft


def _is_clause(tokens: Tokens, first: int, end: int) -> bool:
    """A clause before its cue has a verb, as far as we can see, and no opening preposition."""
    if end - first < _SHORTEST_CLAUSE:
        return False
    opening = tokens.flags[first] & (PREP | SUBORDINATOR | ADVERB | PARTICIPLE)
    return has_finite(tokens, first, end) or not opening


def _quote_end(scene: Scene, at: int) -> int | None:
    """Return the end of the quotation right before token `at`."""
    tokens = scene.tokens
    k = at - 1
    while k > scene.free and tokens.kinds[k] in (COMMA, DASH, STOP):
        k -= 1
    return k + 1 if k >= scene.free and tokens.kinds[k] == QUOTE else None


def _add_second_half(scene: Scene, draft: Draft, k: int) -> Draft:
    """Add the second half of a quotation that its attribution broke in two."""
    tokens = scene.tokens
    draft.reach = k
    for at in range(k, min(scene.hi, k + _LONGEST_TAG)):
        if tokens.kinds[at] == QUOTE:
            before = at - (2 if tokens.flags[at - 1] & CONJUNCTION else 1)
            if before >= k and tokens.kinds[before] in (COMMA, DASH):
                draft.reach = clause_end(tokens, at, scene.hi)
                draft.pieces.append(Range(at, draft.reach))
            break
        if tokens.folded[at] == "including" or _says(tokens, at):
            break
    return draft


def _says(tokens: Tokens, at: int) -> bool:
    cue = CUES.get(tokens.folded[at])
    return bool(cue and cue.form is Form.ING and "s" in cue.frames)
