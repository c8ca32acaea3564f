"""Paragraphs and sentences. A sentence is a half-open range of tokens of one paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from statements.extraction.cues import CUES
from statements.extraction.model import READ, Zone
from statements.extraction.spans import Span
from statements.extraction.tokens import BRACKET, DASH, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import (
    ADVERB,
    CAPITAL,
    CONJUNCTION,
    DET,
    PREP,
    PRONOUN,
    SUBORDINATOR,
)

_LINE: Final = re.compile(r"\S[^\n\r\u2028\u2029]*")
# WASHINGTON (AP) - / MOSCOW, November 5. /TASS/.
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z.’' -]{2,40}(?:,[^\n—–-]{1,30})?(?:\s?\([^()\n]{1,30}\))?\s*(?:[—–]|--?(?=\s))\s*"
    r"|[A-Z][A-Z.’' -]{2,40},\s[^\n/]{1,30}/[A-Za-z ]{2,30}/\.?\s*"
)

# After these, and after an initial, no sentence ends.
_NEVER_LAST: Final = frozenset(
    """mr. mrs. ms. dr. prof. rev. hon. sen. sens. rep. reps. gov. govs. lt. gen. col. capt. sgt.
    maj. adm. cmdr. messrs. atty. asst. st. mt. ft. vs. no. pres.""".split()
)


LONGEST: Final = 250  # tokens; more is no sentence, and would cost time without end
# A note that the outlet puts under its articles is not reporting.
_NOTE: Final = re.compile(r"\W{0,3}editor[’']?s?[’']?\s+note\b", re.IGNORECASE)


def find_paragraphs(text: str, zones: Sequence[Zone]) -> list[tuple[Span, Zone]]:
    """Return each line with content that lies in a zone to be read, trimmed."""
    found: list[tuple[Span, Zone]] = []
    for zone in zones:
        if zone.kind in READ:
            for match in _LINE.finditer(text, zone.start, zone.end):
                end = match.start() + len(match.group().rstrip())
                if _NOTE.match(text, match.start(), end):
                    continue
                dateline = _DATELINE.match(text, match.start(), end)
                start = (
                    dateline.end() if dateline and dateline.end() < end else match.start()
                )
                found.append((Span(start, end), zone))
    return found


def find_sentences(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph. A quotation of several sentences stays whole."""
    first, size = 0, len(tokens)
    for i in tokens.closing():
        while i - first > LONGEST:
            yield first, first + LONGEST + 1
            first += LONGEST + 1
        if i - first == LONGEST or _ends_sentence(tokens, i, size):
            yield first, i + 1
            first = i + 1
    yield from ((at, min(at + LONGEST + 1, size)) for at in range(first, size, LONGEST + 1))


def _ends_sentence(tokens: Tokens, i: int, size: int) -> bool:
    kind = tokens.kinds[i]
    if i + 1 >= size:
        return False
    if kind == STOP:
        return not _runs_on(tokens, i)
    if kind == QUOTE:
        return _quote_ends_sentence(tokens, i)
    return _abbreviation_ends(tokens, i)


def _runs_on(tokens: Tokens, i: int) -> bool:
    """A stop before more punctuation or before a small letter ends nothing."""
    following = tokens.kinds[i + 1]
    if following not in (WORD, QUOTE, BRACKET, DASH):
        return True
    return following == WORD and tokens.text[tokens.starts[i + 1]].islower()


def _abbreviation_ends(tokens: Tokens, i: int) -> bool:
    """Tell whether the full stop of an abbreviation closes a sentence too."""
    folded = tokens.folded[i]
    if folded in _NEVER_LAST or len(folded) == len("a."):
        return False
    following = tokens.kinds[i + 1]
    if following == QUOTE:
        return True
    flags = tokens.flags[i + 1]
    if following != WORD or not flags & CAPITAL:
        return False
    return bool(flags & (PRONOUN | CONJUNCTION | DET | PREP | SUBORDINATOR | ADVERB))


def _quote_ends_sentence(tokens: Tokens, i: int) -> bool:
    """A quotation ends its sentence when it ends with a stop and a new sentence begins."""
    text = tokens.text
    last = text[tokens.starts[i] : tokens.ends[i]].rstrip("”\"'’»“ ")[-1:]
    if last not in {".", "?", "!", "…"}:
        return False
    kind = tokens.kinds[i + 1]
    if kind == QUOTE:
        return True
    if kind != WORD or not tokens.flags[i + 1] & CAPITAL:
        return False
    if last == ".":
        return not _is_tag(tokens, i + 1)
    return not _cue_near(tokens, i + 1)


def _is_tag(tokens: Tokens, i: int) -> bool:
    """“It rained.” Ann Lee said. The quotation should have ended with a comma."""
    for k in range(i + 1, min(i + 6, len(tokens))):
        cue = CUES.get(tokens.folded[k])
        if cue and cue.frames and not cue.nounlike and tokens.kinds[k + 1] == STOP:
            return True
        if tokens.kinds[k] != WORD:
            return False
    return False


def _cue_near(tokens: Tokens, i: int) -> bool:
    """“Why?” Ann Lee asked: a verb of saying soon after the quotation keeps it in the sentence."""
    for k in range(i, min(i + 8, len(tokens))):
        if tokens.kinds[k] in (STOP, QUOTE):
            return False
        cue = CUES.get(tokens.folded[k])
        if cue and k > i and cue.frames and not cue.nounlike:
            return True
    return False
