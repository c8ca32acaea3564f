"""Content that stands after its cue: Ann Lee said (that) it rained; ..., adding that it poured."""

from typing import Final

from statements.extraction.adjuncts import looks_titled
from statements.extraction.cues import Cue, Form
from statements.extraction.drafts import CueAt, Draft, Scene
from statements.extraction.extents import (
    clause_end,
    main_clause,
    predicate_end,
    quoted_end,
    relative_end,
    tag_follows,
)
from statements.extraction.frames import Complement, Frame, read_complement
from statements.extraction.subjects import main_subject, subject_before
from statements.extraction.tokens import BRACKET, COMMA, QUOTE, WORD, Range, Tokens
from statements.extraction.words import (
    CAPITAL,
    CONJUNCTION,
    DET,
    FINITE,
    MODAL,
    PARTICIPLE,
    PREP,
    SPEAKER,
    SUBORDINATOR,
    TIME,
)

_OPENERS: Final = frozenset(
    "while although though when after before if as since because".split()
)
_PARTICIPLE_AFTER: Final = frozenset(
    "by in as of after before while when without upon on".split()
)
_AGENT_ENDS: Final = frozenset("that whether if how what why when who".split())
# What a speaker issues: "released a statement saying" tells what the speaker said.
_PAPERS: Final = frozenset(
    """statement letter memo email report tweet message post ad release article editorial story
    document filing lawsuit complaint book website study paper""".split()
)


def read_after(
    place: CueAt, source: Range, complement: Complement, *, elided: bool
) -> Draft | None:
    """Return what the source says in the complement of the cue."""
    scene, tokens = place.scene, place.scene.tokens
    frame, first = complement.frame, complement.first
    span = Range(place.group.first, complement.cue_end)
    if frame is Frame.COLON and first >= scene.hi:
        return Draft(
            [], source, span, "announced-quote", 0.9, elided=elided, reach=scene.hi
        )
    if not _fits(place, complement):
        return None
    end = _complement_end(tokens, place.cue, complement, scene.hi)
    if _is_relative(tokens, scene.lo, source):
        end = relative_end(tokens, first, end)
    elif _opens_sentence(place, source):
        end = main_clause(tokens, first, end)
    if end <= first:
        return None
    return Draft(
        [Range(first, end)], source, span, frame.value, 0.88, elided=elided, reach=end
    )


def _fits(place: CueAt, complement: Complement) -> bool:
    """Tell whether the cue is strong enough for its frame."""
    scene, tokens = place.scene, place.scene.tokens
    frame, first = complement.frame, complement.first
    if frame is Frame.QUOTE:
        if "s" in place.cue.frames:
            return True
        titled = tokens.kinds[first - 1] == WORD and looks_titled(tokens, first)
        return tokens.words_inside(first) > 1 and not titled
    if frame is Frame.COLON:
        return "s" in place.cue.frames
    if frame in (Frame.INFINITIVE, Frame.PREDICATE):
        # A sentence that ends with ", the ministry said" is told by the ministry as a whole.
        end = clause_end(tokens, first, scene.hi)
        tagged = end < scene.hi and tokens.kinds[end] == COMMA
        return not (tagged and tag_follows(tokens, end + 1, scene.hi))
    return True


def _complement_end(tokens: Tokens, cue: Cue, complement: Complement, hi: int) -> int:
    first = complement.first
    if complement.frame is Frame.QUOTE and _stands_alone(tokens, cue, first):
        return quoted_end(tokens, first)
    if complement.frame in (Frame.INFINITIVE, Frame.PREDICATE):
        return predicate_end(tokens, first, hi)
    return clause_end(tokens, first, hi)


def _stands_alone(tokens: Tokens, cue: Cue, k: int) -> bool:
    """A quotation with its own stop, or after a verb of sound, is all that was said."""
    if not cue.frames & {"s", "t", "a", "c"}:
        return True
    return tokens.last_inside(k) in {"!", "?"} and tokens.kinds[k + 1] == WORD


def _is_relative(tokens: Tokens, lo: int, source: Range) -> bool:
    """Tell whether the cue stands in a relative clause: who said, which he said."""
    if tokens.folded[source.last - 1] in ("who", "which"):
        return True
    return source.first > lo and tokens.folded[source.first - 1] == "which"


def _opens_sentence(place: CueAt, source: Range) -> bool:
    """Tell whether the cue stands in a clause that opens the sentence before its main one."""
    scene, tokens = place.scene, place.scene.tokens
    if source.first > scene.lo and tokens.folded[source.first - 1] in _OPENERS:
        return True
    k = scene.lo + bool(tokens.flags[scene.lo] & CONJUNCTION)
    if k >= place.at or COMMA in tokens.kinds[k : place.at]:
        return False
    if tokens.folded[k] in _OPENERS or tokens.flags[k] & PARTICIPLE:
        return True
    return bool(tokens.flags[k] & PREP) and place.cue.form is Form.ING


def read_relative(place: CueAt, source: Range, complement: Complement) -> Draft | None:
    """..., which she suggested is a move to win time."""
    scene, tokens, first = place.scene, place.scene.tokens, complement.first
    if source.first == scene.lo or first >= scene.hi or "s" not in place.cue.frames:
        return None
    if tokens.folded[source.first - 1] not in ("which", "who", "that"):
        return None
    if not tokens.flags[first] & (FINITE | MODAL):
        return None
    end = relative_end(tokens, first, clause_end(tokens, first, scene.hi))
    span = Range(place.group.first, complement.cue_end)
    return Draft([Range(first, end)], source, span, "relative-cue", 0.7, reach=end)


def read_participle(place: CueAt) -> Draft | None:
    """..., adding that it poured. / Saying that it poured, Ann Lee left."""
    scene, tokens = place.scene, place.scene.tokens
    before = place.group.first - 1
    barred = before >= scene.lo and tokens.flags[before] & (DET | PREP)
    if barred and tokens.folded[before] not in _PARTICIPLE_AFTER:
        return None
    complement = read_complement(tokens, place.cue, place.at, scene.hi)
    frame, first = complement.frame, complement.first
    if frame is Frame.NONE or (frame is Frame.QUOTE and tokens.words_inside(first) == 1):
        return None
    leads = _leads(scene, before)
    source = None if leads else _participle_subject(scene, place.group.first)
    if source is None and not leads:
        return None
    end = _complement_end(tokens, place.cue, complement, scene.hi)
    if leads:
        end = main_clause(tokens, first, end)
        source = main_subject(tokens, end + 1, scene.hi) if end < scene.hi else None
    if source is None or end <= first:
        return None
    span = Range(place.group.first, complement.cue_end)
    return Draft(
        [Range(first, end)], source, span, "participle", 0.75, elided=True, reach=end
    )


def _leads(scene: Scene, before: int) -> bool:
    """Tell whether a participle opens its sentence, by itself or after one small word."""
    if before < scene.lo:
        return True
    return before == scene.lo and bool(scene.tokens.flags[before] & (PREP | SUBORDINATOR))


def _participle_subject(scene: Scene, at: int) -> Range | None:
    """Return whose saying a participle tells: the noun right before it or the clause's subject."""
    tokens = scene.tokens
    before = at - 1
    flags, word = tokens.flags[before], tokens.folded[before]
    person = flags & (CAPITAL | SPEAKER) and not flags & TIME and word not in _PAPERS
    if person and tokens.kinds[before] in (WORD, BRACKET):
        found = subject_before(tokens, scene.free, at)
        if found:
            return found
    if scene.lo < scene.free < before - 1:
        return main_subject(tokens, scene.free, at) or scene.subject
    return scene.subject or main_subject(tokens, scene.lo, at)


def read_passive(place: CueAt) -> Draft | None:
    """Ann Lee was asked by a reporter whether it rained."""
    scene, tokens = place.scene, place.scene.tokens
    first = place.at + 2
    if tokens.folded[first - 1] != "by" or place.cue.form not in (
        Form.PAST,
        Form.PARTICIPLE,
    ):
        return None
    k = first
    while (
        k < scene.hi
        and tokens.kinds[k] in (WORD, BRACKET)
        and tokens.folded[k] not in _AGENT_ENDS
    ):
        k += 1
    complement = read_complement(tokens, place.cue, k - 1, scene.hi)
    if k == first or complement.frame not in (Frame.THAT, Frame.QUESTION, Frame.QUOTE):
        return None
    end = clause_end(tokens, complement.first, scene.hi)
    pieces = [Range(complement.first, end)]
    return Draft(pieces, Range(first, k), place.span, "passive-by", 0.8, reach=end)


def quoted_words(tokens: Tokens, piece: Range) -> bool:
    """Tell whether a piece begins or ends with a quotation."""
    return QUOTE in (tokens.kinds[piece.first], tokens.kinds[piece.last - 1])
