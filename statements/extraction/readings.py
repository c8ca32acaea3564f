"""One sentence at a time: its cues, and for each the content and the source it joins."""

from typing import Final

from statements.extraction.according import (
    read_according,
    read_as_reported,
    read_as_said,
    read_nominal,
)
from statements.extraction.after_cue import (
    read_after,
    read_participle,
    read_passive,
    read_relative,
)
from statements.extraction.before_cue import (
    read_clause_before,
    read_inverted,
    read_quote_before,
)
from statements.extraction.clauses import verb_group
from statements.extraction.cues import CUES, Form
from statements.extraction.drafts import CueAt, Draft, Scene
from statements.extraction.frames import Frame, read_complement
from statements.extraction.lexicon.reporting import NOUNS
from statements.extraction.subjects import main_subject, subject_before
from statements.extraction.tokens import COMMA, WORD, Range, Tokens
from statements.extraction.words import (
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DET,
    MODAL,
    PREP,
    PRONOUN,
    RELATIVE,
    SPEAKER,
)

_LONGEST_NAME: Final = 4  # tokens
_SPEAKERS: Final = frozenset("i we you they".split())
_NOBODY: Final = frozenset("nobody none neither no".split())
# "could tell", "would ask", "may claim": not something that was said.
_NOT_AFTER_MODAL: Final = frozenset("tell ask claim call state report argue".split())


def read_sentence(tokens: Tokens, lo: int, hi: int) -> list[Draft]:
    """Return the statements of one sentence, in order of their cues."""
    drafts: list[Draft] = []
    telling = tokens.telling(lo, hi)
    if not telling:
        return drafts
    scene = whole = Scene(tokens, lo, hi, lo, None)
    for i in telling:
        if i < scene.free:
            continue
        draft = _read_word(scene, i) or _read_around(whole, i, drafts)
        if draft:
            drafts.append(draft)
            free = max(scene.free, i + 1, draft.reach)
            scene = Scene(tokens, lo, hi, free, draft.source or scene.subject)
    return drafts


def _read_around(scene: Scene, i: int, drafts: list[Draft]) -> Draft | None:
    """It rained and he asks us to wait, Ann Lee said: the request is part of her words.

    Takes the request back from `drafts`, where it was the only one so far.
    """
    if len(drafts) != 1 or drafts[0].rule != "infinitive":
        return None
    around = _read_word(scene, i)
    if around is None or around.rule != "clause-subject-cue":
        return None
    source = drafts[0].source
    if source is None or around.pieces[0].last < drafts[0].pieces[-1].last:
        return None
    if around.source and around.source.first < drafts[0].pieces[-1].last:
        return None
    drafts.clear()
    return around


def _read_word(scene: Scene, i: int) -> Draft | None:
    tokens = scene.tokens
    word = tokens.folded[i]
    if word == "according" and tokens.folded[i + 1] == "to" and i + 2 < scene.hi:
        return read_according(scene, i)
    nominal = read_nominal(scene, i) if word in NOUNS else None
    if nominal:
        return nominal
    cue = CUES.get(word)
    if cue is None or (tokens.flags[i] & CAPITAL and i > scene.lo):
        return None
    group = verb_group(tokens, i, scene.free)
    if group.negated or (group.infinitive and cue.form is Form.BASE):
        return None
    return _read_cue(CueAt(scene, i, cue, group))


def _read_cue(place: CueAt) -> Draft | None:
    draft = _read_form(place)
    return None if draft and _is_nobody(place.scene.tokens, draft.source) else draft


def _is_nobody(tokens: Tokens, source: Range | None) -> bool:
    """What no one said was not said."""
    if source is None or tokens.flags[source.last - 1] & RELATIVE:
        return False
    return tokens.folded[source.first] in _NOBODY


def _read_form(place: CueAt) -> Draft | None:
    cue, group = place.cue, place.group
    if cue.form is Form.ING:
        return _read_finite(place) if group.passive else read_participle(place)
    if group.passive:
        return read_passive(place)
    reported = (
        read_as_reported(place.scene, place.at) if place.at > place.scene.lo else None
    )
    return reported or (_read_finite(place) if _can_be_finite(place) else None)


def _can_be_finite(place: CueAt) -> bool:
    """Tell whether the form may head a clause: not "has claims", not a bare "make"."""
    tokens, cue, i = place.scene.tokens, place.cue, place.at
    helped = place.group.first < i and tokens.flags[i - 1] & (AUXILIARY | MODAL)
    if cue.form is Form.THIRD and helped:
        return False
    if not cue.frames and not any(
        tuple(tokens.folded[i + 1 : i + 1 + len(p)]) == p for p in cue.particles
    ):
        return False
    return not (place.group.modal and cue.verb in _NOT_AFTER_MODAL)


def _read_finite(place: CueAt) -> Draft | None:
    source = subject_before(place.scene.tokens, place.scene.free, place.group.first)
    inverted = read_inverted(place, source)
    if inverted or source is None:
        return inverted or _read_elided(place)
    return _read_with_subject(place, source) if _is_verb(place, source) else None


def _read_with_subject(place: CueAt, source: Range) -> Draft | None:
    """Ann Lee said it rained; “It rained,” Ann Lee said."""
    scene, tokens = place.scene, place.scene.tokens
    complement = read_complement(tokens, place.cue, place.at, scene.hi)
    before = tokens.folded[source.first - 1] if source.first > scene.lo else ""
    if before == "what":
        return None  # "what they say was a mistake" names, it does not tell
    if before == "as":
        return read_as_said(place, source, complement)
    draft = read_quote_before(place, source, complement)
    if draft:
        return draft
    if complement.frame is not Frame.NONE:
        return read_after(place, source, complement, elided=False)
    return read_relative(place, source, complement) or read_clause_before(
        place, source, complement
    )


def _read_elided(place: CueAt) -> Draft | None:
    """ "He smiled and said ...": the subject of the verb before."""
    scene, tokens = place.scene, place.scene.tokens
    before = place.group.first - 1
    if place.cue.nounlike or before < scene.lo:
        return None
    if tokens.kinds[before] != COMMA and not tokens.flags[before] & CONJUNCTION:
        return None
    source = scene.subject or main_subject(tokens, scene.lo, place.group.first)
    complement = read_complement(tokens, place.cue, place.at, scene.hi)
    if source is None or complement.frame is Frame.NONE:
        return None
    return read_after(place, source, complement, elided=True)


def _is_verb(place: CueAt, source: Range) -> bool:
    """Tell whether a form that may be a noun is a verb after this subject."""
    if not place.cue.nounlike:
        return True
    tokens = place.scene.tokens
    head = source.last - 1
    while head > source.first and tokens.kinds[head] != WORD:
        head -= 1
    flags, word = tokens.flags[head], tokens.folded[head]
    if word.endswith(("'s", "s'")) or word in ("this", "that", "these", "those"):
        return False
    if (flags & DET and not flags & PRONOUN) or not _agrees(place, source, head):
        return False
    if flags & (PRONOUN | SPEAKER):
        return True
    if not flags & CAPITAL:
        return place.group.first < place.at
    short = source.last - source.first <= _LONGEST_NAME
    return short and not tokens.flags[source.first] & PREP


def _agrees(place: CueAt, source: Range, head: int) -> bool:
    """Tell whether subject and verb agree in number: they claim, she claims."""
    tokens, form = place.scene.tokens, place.cue.form
    word = tokens.folded[head]
    if form is Form.THIRD:
        return word not in _SPEAKERS
    if form is not Form.BASE or place.group.first < place.at or place.group.modal:
        return True
    plural = word.endswith("s") and not tokens.flags[head] & CAPITAL
    joined = "and" in tokens.folded[source.first : source.last]
    return plural or joined or word in _SPEAKERS or word == "who"
