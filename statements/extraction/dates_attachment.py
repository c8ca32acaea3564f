"""Which expression of time belongs to the saying, and which to what is said."""

import re
from collections.abc import Sequence
from typing import Final

from statements.extraction.dates_mentions import Relative, TimeMention
from statements.extraction.events import EventMention, find_events
from statements.extraction.model import Found
from statements.extraction.spans import Span

_OTHER_VERB: Final = re.compile(
    r"\b(?:after|before|since|until|following|ahead of|who|whom|whose|which|when|where|while|because|"
    r"signed|adopted|held|made|scheduled|planned|due|expected|took place|began|begins|marking|"
    r"born|died|killed|elected|appointed|resigned|arrested|launched|founded|anniversary|against|"
    r"by the end of|from)\b"
)
_OF_EVENT: Final = re.compile(
    r"\b(?:statement|interview|briefing|conference|speech|letter|remarks?|comments?|report|post|tweet|"
    r"message|note|address|call|testimony|filing|memo)s?,? (?:that was |which was )?"
    r"(?:held|made|given|released|published|aired|broadcast|issued|posted|dated|delivered|sent)\b"
)
_DOCUMENT_AFTER: Final = re.compile(
    r"\s(?:[\w-]+ )?(?:statement|speech|interview|briefing|report|letter|remarks|comments|address|call|"
    r"meeting|agreement|attack|election|vote|deal|debate|summit|ruling|crash|war|raid)s?\b"
)
_AT_EVENT: Final = re.compile(
    r"\b(?:at|in|during|from) (?:a|an|the|his|her|their|its)?\s?$", re.IGNORECASE
)
_ADVERBIAL: Final = re.compile(r"\b(?:on|late|early|last)\s$", re.IGNORECASE)
_OPENING: Final = re.compile(
    r"\W*(?:(?:on|in|at|by|during|speaking|talking|writing|addressing|asked|late|early|later|earlier|"
    r"meanwhile|also|and|but|then|just|only|back)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_POSSESSIVE: Final = re.compile(r"\w*(?:[’']s|s[’'])\s?")
_PERFECT: Final = re.compile(
    r"\b(?:has|have|had) (?:\w+ly |long |also |often |always |once )?$"
)
_PERFECT_REACH: Final = 24  # characters before the verb
_HELPED: Final = re.compile(r"(?:has|have|had)\s")
_WHO: Final = re.compile(r"\b(?:who|which|whom|whose)\b[^,;]*$")
_CLAUSE: Final = 120  # characters in which a clause about a person begins before its time
_LASTING: Final = ("since ", "until ", "by ")  # a stretch of time is nobody's day
_MOST_WORDS: Final = 28
_OPENING_WORDS: Final = 14
_ADVERB_REACH: Final = 24  # characters between "previously" and its verb


def find_own_time(
    text: str,
    found: Found,
    sentence: Span,
    times: Sequence[TimeMention],
    others: Sequence[Found],
) -> TimeMention | None:
    """Return the expression of time that dates the saying of `found`, or None.

    Never one inside its words or inside the words of somebody else in that sentence;
    never one behind another verb. The nearest to the cue wins.
    """
    if not times:
        return None
    cue = _cue_of(found)
    hidden = _hidden(found, cue, others)
    best: TimeMention | None = None
    least = len(text)
    for time in times:
        if time.text.lower().startswith(_LASTING) or _inside(time.span.start, hidden):
            continue
        distance = _distance(text, time, cue, sentence, hidden)
        if distance is not None and distance < least:
            best, least = time, distance
    return best


def find_own_event(
    text: str, found: Found, sentence: Span, others: Sequence[Found]
) -> EventMention | None:
    """Return the occasion on which `found` was said, if its sentence tells, or None."""
    cue = _cue_of(found)
    hidden: list[Span] = []
    for event in find_events(text, sentence, found.spans):
        start, end = event.span.start, event.span.end
        hidden = hidden or _hidden(found, cue, others)
        if start <= cue.start:
            reached = _opens(text, sentence, start) or _reaches_forward(
                _visible(text, min(end, cue.start), cue.start, hidden)
            )
        else:
            reached = _reaches(_visible(text, cue.end, start, hidden))
        if reached:
            return event
    return None


def _hidden(found: Found, cue: Span, others: Sequence[Found]) -> list[Span]:
    """Return the words of `found` and those of the others in which its cue does not stand."""
    foreign = [span for other in others for span in other.spans]
    return [*found.spans, *(s for s in foreign if not s.start <= cue.start < s.end)]


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _cue_of(found: Found) -> Span:
    return found.cue or found.source or found.spans[0]


def _distance(
    text: str, time: TimeMention, cue: Span, sentence: Span, hidden: Sequence[Span]
) -> int | None:
    """Return how far a time is from the cue in characters outside quotations, None if cut off."""
    if time.span.start >= cue.start and time.span.end <= cue.end:
        return 0
    if time.span.end <= cue.start:
        between = _visible(text, time.span.end, cue.start, hidden)
        if _document_of(text, time, cue):
            return None
        reachable = _opens(text, sentence, time.span.start) or (
            _reaches_forward(between) and not _behind_who(text, sentence, time)
        )
    else:
        between = _visible(text, cue.end, time.span.start, hidden)
        reachable = not _document_of(text, time, cue) and _reaches(between)
    if time.relative is Relative.VAGUE and len(between) > _ADVERB_REACH:
        return None
    return len(between) if reachable else None


def _visible(text: str, start: int, end: int, hidden: Sequence[Span]) -> str:
    """Return `text[start:end]` without what lies in the hidden spans."""
    parts: list[str] = []
    at = start
    for span in sorted(hidden):
        if span.end > at and span.start < end:
            parts.append(text[at : max(at, span.start)])
            at = max(at, span.end)
    if at < end:
        parts.append(text[at:end])
    return " ".join(parts)


def _document_of(text: str, time: TimeMention, cue: Span) -> bool:
    """Whether the time stands before another noun ("the August 11 statement") as its attribute."""
    if time.relative is not Relative.NONE:
        return False
    match = _DOCUMENT_AFTER.match(text, time.span.end, time.span.end + 40)
    if not match or cue.start < match.end() <= cue.end + 1:
        return False
    before = text[max(0, time.span.start - 20) : time.span.start]
    return not _AT_EVENT.search(before) and not _ADVERBIAL.search(before)


def _opens(text: str, sentence: Span, start: int) -> bool:
    """Whether what stands at `start` opens the sentence and so holds for all of it."""
    before = text[sentence.start : start]
    return len(before.split()) <= _OPENING_WORDS and bool(_OPENING.fullmatch(before))


def _behind_who(text: str, sentence: Span, time: TimeMention) -> bool:
    """Whether the time ends a clause about a person: "Smith, who was elected on 4 May, said"."""
    before = text[max(sentence.start, time.span.start - _CLAUSE) : time.span.start]
    return bool(_WHO.search(before))


def _reaches_forward(between: str) -> bool:
    trimmed = re.sub(r"^\s*(?:when|that|as)\b", "", between)
    return len(trimmed.split()) <= _MOST_WORDS and not _OTHER_VERB.search(trimmed)


def _reaches(between: str) -> bool:
    trimmed = _OF_EVENT.sub("", between)
    return len(trimmed.split()) <= _MOST_WORDS and not _OTHER_VERB.search(trimmed)


def told_before(text: str, found: Found) -> bool:
    """Whether the verb puts the words on an earlier occasion: "has repeatedly said", "had said"."""
    cue = found.cue
    if cue is None:
        return False
    before = text[max(0, cue.start - _PERFECT_REACH) : cue.start]
    helped = "ha" in before and _PERFECT.search(before)
    return bool(helped or _HELPED.match(text, *cue))


def is_nested(text: str, found: Found, others: Sequence[Found]) -> bool:
    """Whether the words are only mentioned: in "Smith's call to stop", or in another's words."""
    if found.cue is None or found.source is None:
        return False
    at = found.cue.start
    if any(span.start <= at < span.end for other in others for span in other.spans):
        return True
    between = text[max(found.source.start, found.source.end - 2) : at]
    return at >= found.source.end and bool(_POSSESSIVE.fullmatch(between))
