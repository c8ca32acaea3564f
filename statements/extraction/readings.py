"""One sentence at a time: its cues, and for each the content and the source it joins."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from statements.extraction.clauses import VerbGroup, finite_at, has_finite, verb_group
from statements.extraction.cues import CUES, Cue, Form
from statements.extraction.lexicon.reporting import NOUNS
from statements.extraction.extents import (
    Complement,
    Frame,
    clause_end,
    quoted_end,
    read_complement,
    subordinate_end,
    tag_follows,
)
from statements.extraction.subjects import Range, main_subject, subject_after, subject_before
from statements.extraction.tokens import BRACKET, COLON, COMMA, DASH, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    DET,
    FINITE,
    MODAL,
    NUMBER,
    PARTICIPLE,
    PAST,
    PREP,
    PRONOUN,
    RELATIVE,
    SPEAKER,
    SUBORDINATOR,
    TIME,
)


@dataclass(slots=True)
class Draft:
    """A statement being put together, in tokens of one paragraph."""

    pieces: list[Range]
    source: Range | None
    cue: Range
    rule: str
    confidence: float
    elided: bool = False
    reach: int = 0  # the first token that may hold another cue
    pending: list[Range] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, the part of it that is already accounted for, and the last subject."""

    tokens: Tokens
    lo: int
    hi: int
    free: int  # content on the left starts here at the earliest
    subject: Range | None


def read_sentence(tokens: Tokens, lo: int, hi: int) -> list[Draft]:
    """Return the statements of one sentence, in order of their cues."""
    drafts: list[Draft] = []
    free = i = lo
    subject: Range | None = None
    while i < hi:
        draft = _read_at(Scene(tokens, lo, hi, free, subject), i)
        if draft is None:
            i += 1
            continue
        drafts.append(draft)
        subject = draft.source or subject
        i = max(i + 1, draft.reach)
        free = max(free, i)
    return drafts


def _read_at(scene: Scene, i: int) -> Draft | None:
    tokens = scene.tokens
    if tokens.kinds[i] != WORD:
        return None
    word = tokens.folded[i]
    if word == "according" and i + 2 < scene.hi and tokens.folded[i + 1] == "to":
        return _read_according(scene, i)
    if word in NOUNS:
        nominal = read_nominal(scene, i)
        if nominal:
            return nominal
    cue = CUES.get(word)
    if cue is None or (tokens.flags[i] & CAPITAL and i > scene.lo):
        return None
    group = verb_group(tokens, i, scene.free)
    if group.negated or (group.infinitive and cue.form is Form.BASE):
        return None
    if cue.form is Form.ING and not group.passive:
        return _read_participle(scene, i, cue, group)
    as_reported = tokens.folded[i - 1] == "as" and tokens.folded[i + 1] == "by" and i > scene.lo
    if (group.passive and cue.form is not Form.ING) or as_reported:
        return _read_passive(scene, i, cue, group)
    if cue.form is Form.THIRD and group.first < i and tokens.flags[i - 1] & (AUXILIARY | MODAL):
        return None
    if not cue.frames and not _has_particle(tokens, cue, i):
        return None
    if group.modal and cue.verb in ("tell", "ask", "claim", "call", "state", "report", "argue", "see"):
        return None
    return _read_inverted(scene, i, cue, group) or _read_plain(scene, i, cue, group)


def _read_passive(scene: Scene, i: int, cue: Cue, group: VerbGroup) -> Draft | None:
    """Ann Lee was asked by a reporter whether it rained."""
    tokens = scene.tokens
    if tokens.folded[i + 1] != "by" or cue.form not in (Form.PAST, Form.PARTICIPLE):
        return None
    if tokens.folded[i - 1] == "as" and i - 1 <= scene.lo + 1:
        return _read_as_reported(scene, i)
    k = i + 2
    while k < scene.hi and tokens.kinds[k] in (WORD, BRACKET) and tokens.folded[k] not in _QUESTION:
        k += 1
    complement = read_complement(tokens, cue, k - 1, scene.hi)
    if complement.frame not in (Frame.THAT, Frame.QUESTION, Frame.QUOTE):
        return None
    end = clause_end(tokens, complement.first, scene.hi)
    source, span = Range(i + 2, k), Range(group.first, i + 1)
    return Draft([Range(complement.first, end)], source, span, "passive-by", 0.8, reach=end)


def _read_as_reported(scene: Scene, i: int) -> Draft | None:
    """As reported by the Gazette, it rained."""
    k = _source_end(scene.tokens, i + 2, scene.hi)
    if scene.tokens.kinds[k] != COMMA:
        return None
    end = clause_end(scene.tokens, k + 1, scene.hi)
    return Draft([Range(k + 1, end)], Range(i + 2, k), Range(i - 1, i + 2), "as-said", 0.75, reach=end)


_QUESTION: Final = frozenset("that whether if how what why when who".split())


def read_nominal(scene: Scene, i: int) -> Draft | None:
    """Ann Lee's claim that it rained. / There were claims in the press that it rained."""
    tokens = scene.tokens
    that = i + 1
    agent: Range | None = None
    if tokens.folded[that] in ("in", "by", "from"):
        k = that + 1
        while k < min(scene.hi, that + 9) and tokens.kinds[k] == WORD and tokens.folded[k] != "that":
            k += 1
        agent, that = Range(that + 1, k), k
    if tokens.folded[that] != "that" or that + 2 >= scene.hi or tokens.kinds[that + 1] == STOP:
        return None
    source = _possessor(tokens, scene.lo, i) or agent
    if source is None or tokens.flags[that + 1] & (FINITE | MODAL):
        return None
    end = clause_end(tokens, that + 1, scene.hi)
    aside = (COMMA, DASH, BRACKET)
    end = next((k for k in range(that + 2, end) if tokens.kinds[k] in aside), end)
    return Draft([Range(that + 1, end)], source, Range(i, i + 1), "nominal", 0.6, reach=end)


def _possessor(tokens: Tokens, lo: int, noun: int) -> Range | None:
    """Return who owns the noun: "his", "Ann Lee's" before it and its adjectives."""
    for k in range(noun - 1, max(lo - 1, noun - 5), -1):
        if tokens.kinds[k] != WORD:
            return None
        word = tokens.folded[k]
        if word in ("his", "her", "their", "my", "our", "its"):
            return Range(k, k + 1)
        if word.endswith(("'s", "s'")):
            return subject_before(tokens, lo, k + 1)
        if tokens.flags[k] & (DET | PREP | CONJUNCTION | FINITE):
            return None
    return None


def _has_particle(tokens: Tokens, cue: Cue, i: int) -> bool:
    return any(tuple(tokens.folded[i + 1 : i + 1 + len(p)]) == p for p in cue.particles)


def _read_according(scene: Scene, i: int) -> Draft | None:
    """It rained, according to Ann Lee. / According to Ann Lee, it rained."""
    tokens = scene.tokens
    cue = Range(i, i + 2)
    k = _source_end(tokens, i + 2, scene.hi)
    if k == i + 2:
        return None
    before = i - 1
    if before > scene.free and tokens.kinds[before] in (COMMA, WORD, QUOTE, BRACKET, DASH):
        return _according_after(scene, cue, k)
    if k >= scene.hi or tokens.kinds[k] != COMMA:
        return None
    k = _past_apposition(tokens, k, scene.hi)
    end = clause_end(tokens, k + 1, scene.hi)
    if end <= k + 1:
        return None
    source = Range(i + 2, k)
    return Draft([Range(k + 1, end)], source, cue, "according-to-initial", 0.85, reach=end)


def _according_after(scene: Scene, cue: Range, k: int) -> Draft | None:
    tokens = scene.tokens
    end = cue.first - 1 if tokens.kinds[cue.first - 1] in (COMMA, DASH) else cue.first
    first = _content_start(tokens, scene.free, end)
    complete = has_finite(tokens, first, end)
    rest = None if complete else _parenthetical_rest(scene, k)
    if rest is None and (end - first < 2 or not (scene.free == scene.lo or complete)):
        return None
    pieces = [Range(first, end)] + ([rest] if rest else [])
    reach = rest.last if rest else k
    source = Range(cue.last, k)
    return Draft(pieces, source, cue, "according-to-final", 0.85, reach=reach)


def _source_end(tokens: Tokens, first: int, hi: int) -> int:
    k = first
    while k < hi and (tokens.kinds[k] in (WORD, BRACKET) or tokens.kinds[k] == QUOTE and k > first):
        k += 1
    return k


def _past_apposition(tokens: Tokens, comma: int, hi: int) -> int:
    """Return the comma after an apposition to the source, `comma` itself where there is none."""
    if not tokens.flags[comma + 1] & (DET | RELATIVE | PREP):
        return comma
    for k in range(comma + 2, min(hi - 1, comma + 16)):
        if tokens.kinds[k] == COMMA:
            closed = tokens.flags[comma + 1] & RELATIVE or not has_finite(tokens, comma + 1, k)
            return k if closed and has_finite(tokens, k + 1, hi) else comma
    return comma


def _content_start(tokens: Tokens, first: int, end: int) -> int:
    """A conjunction or comma that opens the sentence is not part of what was said."""
    k = first
    if tokens.kinds[end - 1] == QUOTE and end - 2 > first and tokens.kinds[end - 2] == COLON:
        return end - 1
    while k < end - 1 and tokens.kinds[k] in (COMMA, DASH):
        k += 1
    return k


_ING_AFTER: Final = frozenset("by in as of after before while when without upon on".split())


def _read_participle(scene: Scene, i: int, cue: Cue, group: VerbGroup) -> Draft | None:
    tokens = scene.tokens
    before = group.first - 1
    if before >= scene.lo and tokens.flags[before] & (DET | PREP) and tokens.folded[before] not in _ING_AFTER:
        return None
    complement = read_complement(tokens, cue, i, scene.hi)
    if complement.frame is Frame.NONE:
        return None
    if complement.frame is Frame.QUOTE and not _substantial(tokens, complement.first):
        return None
    end = _complement_end(tokens, cue, complement, scene.hi)
    if before < scene.lo or (before == scene.lo and tokens.flags[before] & (PREP | SUBORDINATOR)):
        end = subordinate_end(tokens, complement.first, end, relative=False)
        source = main_subject(tokens, end + 1, scene.hi) if end < scene.hi else None
    else:
        source = _participle_subject(scene, group.first)
    if source is None or end <= complement.first:
        return None
    return Draft(
        [Range(complement.first, end)], source, Range(group.first, complement.cue_end),
        "participle", 0.75, elided=True, reach=end,
    )  # fmt: skip


def _participle_subject(scene: Scene, at: int) -> Range | None:
    """Return whose saying a participle tells: the noun right before it or the clause's subject."""
    tokens = scene.tokens
    before = at - 1
    if tokens.kinds[before] in (WORD, BRACKET) and tokens.flags[before] & (CAPITAL | SPEAKER):
        if tokens.folded[before] not in _PAPERS and not tokens.flags[before] & TIME:
            found = subject_before(tokens, scene.free, at)
            if found:
                return found
    if scene.lo < scene.free < before - 1:
        return main_subject(tokens, scene.free, at) or scene.subject
    return scene.subject or main_subject(tokens, scene.lo, at)


# What a speaker issues: "released a statement saying" tells what the speaker said.
_PAPERS: Final = frozenset(
    """statement letter memo email report tweet message post ad release article editorial story
    document filing lawsuit complaint book website study paper""".split()
)


def _substantial(tokens: Tokens, k: int) -> bool:
    return tokens.text.count(" ", tokens.starts[k], tokens.ends[k]) >= 1


def _left_quote(scene: Scene, at: int) -> int | None:
    """Return the end of the content that a quotation right before token `at` closes."""
    tokens = scene.tokens
    k = at - 1
    while k > scene.free and tokens.kinds[k] in (COMMA, DASH, STOP):
        k -= 1
    if k >= scene.free and tokens.kinds[k] == QUOTE:
        return k + 1
    return None


def _read_inverted(scene: Scene, i: int, cue: Cue, group: VerbGroup) -> Draft | None:
    """“It rained,” said Ann Lee. / It rained, said Ann Lee."""
    tokens = scene.tokens
    if cue.form not in (Form.PAST, Form.THIRD) or group.first <= scene.free:
        return None
    if cue.nounlike and tokens.kinds[group.first - 1] != QUOTE:
        return None
    if tokens.kinds[group.first - 1] not in (QUOTE, COMMA, DASH, STOP):
        return None
    source = subject_after(tokens, i + 1, scene.hi)
    if source is None or tokens.flags[i + 1] & PREP:
        return None
    if "o" in cue.frames:
        return None
    span = Range(group.first, i + 1)
    end = _left_quote(scene, group.first)
    if end is not None:
        first = _content_start(tokens, scene.free, end)
        draft = Draft([Range(first, end)], source, span, "quote-inverted-cue", 0.97)
        return _with_tail(scene, draft, source.last)
    return _inverted_clause(scene, cue, source, span)


def _inverted_clause(scene: Scene, cue: Cue, source: Range, span: Range) -> Draft | None:
    """It rained, said Ann Lee. / The rain, said Ann Lee, will go on."""
    tokens = scene.tokens
    end = span.first - 1
    if not cue.frames & {"s", "t"} or tokens.kinds[end] == STOP:
        return None
    if tokens.flags[source.first] & DET and tokens.folded[source.first] not in ("the", "a", "an"):
        return None
    k = source.last
    if k < scene.hi and (tokens.kinds[k] == QUOTE or tokens.folded[k] in ("that", "who")):
        return None
    if k < scene.hi and tokens.kinds[k] == WORD and not tokens.flags[k] & (PREP | TIME):
        return None
    if subject_before(tokens, scene.free, span.first) is not None:
        return None
    first = _content_start(tokens, scene.free, end)
    rest = _parenthetical_rest(scene, k)
    if rest is None and not _can_be_preposed(tokens, first, end):
        return None
    pieces = [Range(first, end)] + ([rest] if rest else [])
    return Draft(pieces, source, span, "clause-inverted-cue", 0.8, reach=pieces[-1].last if rest else k)


def _with_tail(scene: Scene, draft: Draft, k: int) -> Draft:
    """Add the second half of a quotation that its attribution broke in two."""
    tokens = scene.tokens
    draft.reach = k
    for at in range(k, min(scene.hi, k + 40)):
        kind = tokens.kinds[at]
        if kind == QUOTE:
            before = at - 1 if not tokens.flags[at - 1] & CONJUNCTION else at - 2
            if before >= k and tokens.kinds[before] in (COMMA, DASH):
                end = clause_end(tokens, at, scene.hi)
                draft.pieces.append(Range(at, end))
                draft.reach = end
            return draft
        cue = CUES.get(tokens.folded[at]) if kind == WORD else None
        if tokens.folded[at] == "including" or (cue and cue.form is Form.ING and "s" in cue.frames):
            return draft
    return draft


def _read_plain(scene: Scene, i: int, cue: Cue, group: VerbGroup) -> Draft | None:
    tokens = scene.tokens
    source = subject_before(tokens, scene.free, group.first)
    elided = False
    if source is None:
        source = _shared_subject(scene, group)
        elided = source is not None
    if source is None:
        return None
    if cue.nounlike and (elided or not _verb_after(tokens, cue, source, group, i)):
        return None
    left = source.first
    complement = read_complement(tokens, cue, i, scene.hi)
    if not elided and left > scene.lo and tokens.folded[left - 1] == "what":
        return None  # "what they say was a mistake" names, it does not tell
    if not elided and left > scene.lo and tokens.folded[left - 1] == "as":
        return None if not cue.frames & {"s", "t"} else _read_as(scene, source, Range(group.first, complement.cue_end), complement)
    span = Range(group.first, complement.cue_end)
    if not elided:
        end = _left_quote(scene, left)
        if end is not None and _keeps_left(tokens, end - 1, complement):
            first = _content_start(tokens, scene.free, end)
            draft = Draft([Range(first, end)], source, span, "quote-subject-cue", 0.96)
            return _with_tail(scene, draft, i + 1)
    if complement.frame is Frame.NONE and left > scene.lo and not elided:
        relative = _read_relative(scene, source, span, complement)
        if relative:
            return relative
    if complement.frame is not Frame.NONE:
        return _right(scene, i, cue, complement, source, span, elided=elided)
    if not elided and left - 1 > scene.free and tokens.kinds[left - 1] in (COMMA, DASH):
        return _preposed(scene, cue, source, span, complement)
    return None


def _read_as(scene: Scene, source: Range, span: Range, complement: Complement) -> Draft | None:
    """As Ann Lee said, it rained. / The rain, as Ann Lee said, will go on."""
    tokens = scene.tokens
    k = complement.first
    while k < scene.hi and tokens.kinds[k] not in (COMMA, DASH, COLON, STOP):
        if complement.frame is not Frame.NONE:
            return None
        k += 1
    if k + 2 >= scene.hi:
        return None
    end = clause_end(tokens, k + 1, scene.hi)
    before = source.first - 2
    pieces = [Range(k + 1, end)]
    if before > scene.free and tokens.kinds[before] in (COMMA, DASH):
        pieces.insert(0, Range(_content_start(tokens, scene.free, before), before))
    return Draft(pieces, source, span, "as-said", 0.75, reach=end)


def _keeps_left(tokens: Tokens, quote: int, complement: Complement) -> bool:
    """“Why?” she said: the content is on the left, unless a clause follows the cue."""
    if complement.frame not in (Frame.THAT, Frame.BARE):
        return True
    return tokens.text[tokens.starts[quote] : tokens.ends[quote]].rstrip("”\"'’» ")[-1:] == ","


def _read_relative(scene: Scene, source: Range, span: Range, complement: Complement) -> Draft | None:
    """..., which she suggested is a move to win time."""
    tokens, first = scene.tokens, complement.first
    if tokens.folded[source.first - 1] not in ("which", "who", "that"):
        return None
    if first >= scene.hi or not tokens.flags[first] & (FINITE | MODAL):
        return None
    end = subordinate_end(tokens, first, clause_end(tokens, first, scene.hi), relative=True)
    return Draft([Range(first, end)], source, span, "relative-cue", 0.7, reach=end)


def _shared_subject(scene: Scene, group: VerbGroup) -> Range | None:
    """ "He smiled and said ...": the subject of the verb before."""
    tokens = scene.tokens
    before = group.first - 1
    if before < scene.lo:
        return None
    if tokens.kinds[before] == COMMA or tokens.flags[before] & CONJUNCTION:
        return scene.subject or main_subject(tokens, scene.lo, group.first)
    return None


def _verb_after(tokens: Tokens, cue: Cue, source: Range, group: VerbGroup, i: int) -> bool:
    """Tell whether a form that is also a noun is a verb after this subject."""
    head = source.last - 1
    while head > source.first and tokens.kinds[head] != WORD:
        head -= 1
    flags, word = tokens.flags[head], tokens.folded[head]
    if word.endswith(("'s", "s'")) or flags & DET and not flags & PRONOUN:
        return False
    if word in ("this", "that", "these", "those"):
        return False
    plural = word in ("i", "we", "you", "they", "who") or (word.endswith("s") and not flags & CAPITAL) or any(
        tokens.folded[k] == "and" for k in range(source.first, source.last))
    if cue.form is Form.BASE and group.first == i and not plural and not group.modal:
        return False
    if cue.form is Form.THIRD and word in ("i", "we", "you", "they"):
        return False
    if flags & (PRONOUN | SPEAKER):
        return True
    if not flags & CAPITAL:
        return group.first < i
    return source.last - source.first <= 4 and not tokens.flags[source.first] & PREP


def _right(scene: Scene, i: int, cue: Cue, complement: Complement, source: Range, span: Range, *, elided: bool) -> Draft | None:
    tokens = scene.tokens
    first = complement.first
    if complement.frame is Frame.QUOTE and not _substantial(tokens, first):
        if not cue.frames & {"s"}:
            return None
    if complement.frame is Frame.COLON and first < scene.hi and not cue.frames & {"s"}:
        return None
    if complement.frame in (Frame.INFINITIVE, Frame.AS) and _tagged(tokens, first, scene.hi):
        return None
    if complement.frame is Frame.COLON and first >= scene.hi:
        return Draft([], source, span, "announced-quote", 0.9, elided=elided, reach=scene.hi)
    end = _complement_end(tokens, cue, complement, scene.hi)
    relative = tokens.folded[source.last - 1] in ("who", "which") or (
        source.first > scene.lo and tokens.folded[source.first - 1] == "which")
    if relative or _in_subordinate(scene, source, i, cue):
        end = subordinate_end(tokens, first, end, relative=relative)
    if end <= first:
        return None
    return Draft([Range(first, end)], source, span, complement.frame.value, 0.88, elided=elided, reach=end)


def _tagged(tokens: Tokens, first: int, hi: int) -> bool:
    """A sentence that ends with ", the ministry said" is told by the ministry as a whole."""
    end = clause_end(tokens, first, hi)
    return end < hi and tokens.kinds[end] == COMMA and tag_follows(tokens, end + 1, hi)


def _complement_end(tokens: Tokens, cue: Cue, complement: Complement, hi: int) -> int:
    """Return the end of what the cue takes: an infinitive or a predicate ends at a comma."""
    first = complement.first
    if complement.frame is Frame.QUOTE and _stands_alone(tokens, cue, first):
        return quoted_end(tokens, first)
    end = clause_end(tokens, complement.first, hi)
    if complement.frame not in (Frame.INFINITIVE, Frame.AS):
        return end
    for k in range(complement.first, end):
        if tokens.kinds[k] == QUOTE and tokens.text[tokens.starts[k] : tokens.ends[k]].rstrip("”\"'’» ")[-1:] == ",":
            return k + 1
        if tokens.kinds[k] in (COMMA, DASH, BRACKET):
            return k
        if tokens.folded[k] in ("and", "but") and finite_at(tokens, k + 1, complement.first):
            return k
    return end


def _stands_alone(tokens: Tokens, cue: Cue, k: int) -> bool:
    """A quotation with its own stop, or after a verb of sound, is all that was said."""
    if not cue.frames & {"s", "t", "a", "c"}:
        return True
    last = tokens.text[tokens.starts[k] : tokens.ends[k]].rstrip("”\"'’» ")[-1:]
    return last in {"!", "?"} and tokens.kinds[k + 1] == WORD


_OPENERS: Final = frozenset("while although though when after before if as since because".split())


def _in_subordinate(scene: Scene, source: Range, i: int, cue: Cue) -> bool:
    """Tell whether the cue stands in a clause that opens the sentence and is not its main one."""
    tokens = scene.tokens
    if source.first > scene.lo and tokens.folded[source.first - 1] in _OPENERS:
        return True
    k = scene.lo
    if tokens.flags[k] & CONJUNCTION:
        k += 1
    if k >= i or COMMA in tokens.kinds[k:i]:
        return False
    if tokens.folded[k] in _OPENERS or tokens.flags[k] & PARTICIPLE:
        return True
    return bool(tokens.flags[k] & PREP) and cue.form is Form.ING


def _preposed(scene: Scene, cue: Cue, source: Range, span: Range, complement: Complement) -> Draft | None:
    """It rained, Ann Lee said. / Recently, he said, he has changed his mind."""
    tokens = scene.tokens
    if not cue.frames & {"s", "t", "o"}:
        return None
    end = source.first - 1
    first = _content_start(tokens, scene.free, end)
    k = complement.first
    if k < scene.hi and tokens.kinds[k] == WORD and not tokens.flags[k] & _TRAILING:
        return None
    rest = _parenthetical_rest(scene, k)
    if rest is None and not _can_be_preposed(tokens, first, end):
        return None
    pieces = [Range(first, end)]
    reach = k
    if rest is not None:
        pieces.append(rest)
        reach = rest.last
    return Draft(pieces, source, span, "clause-subject-cue", 0.85, reach=reach)


_TRAILING: Final = PARTICIPLE | PAST | SUBORDINATOR | PREP | RELATIVE | TIME | ADVERB | NUMBER | CONJUNCTION


def _can_be_preposed(tokens: Tokens, first: int, end: int) -> bool:
    """A clause before its cue has a verb, as far as we can see, and no opening preposition."""
    if end - first < 3:
        return False
    return has_finite(tokens, first, end) or not tokens.flags[first] & (PREP | SUBORDINATOR | ADVERB | PARTICIPLE)


def _parenthetical_rest(scene: Scene, k: int) -> Range | None:
    """Return what goes on after a cue between commas."""
    tokens = scene.tokens
    if k + 2 >= scene.hi or tokens.kinds[k] not in (COMMA, DASH):
        return None
    first = k + 1
    while tokens.flags[first] & (TIME | NUMBER) and tokens.kinds[first + 1] in (WORD, COMMA):
        first += 1
        if tokens.kinds[first] == COMMA:
            return _parenthetical_rest(scene, first)
    cue = CUES.get(tokens.folded[first])
    if cue and cue.form is Form.ING:
        return None
    if tokens.flags[first] & PARTICIPLE or tokens.folded[first] in ("according", "but", "as", "when", "while", "after", "although", "though", "who", "which"):
        return None
    end = clause_end(tokens, first, scene.hi)
    return Range(first, end) if end > first else None
