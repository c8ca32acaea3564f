"""Paragraphs and sentences. A sentence is a half-open range of tokens of one paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from statements.extraction.model import READ, Zone
from statements.extraction.spans import Span
from statements.extraction.tokens import BRACKET, DASH, QUOTE, STOP, WORD, Tokens
from statements.extraction.words import CAPITAL, CONJUNCTION, PRONOUN

_LINE: Final = re.compile(r"\S[^\n\r\u2028\u2029]*")

ABBREVIATIONS: Final = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov govs lt gen col capt sgt maj adm cmdr
    pres st mt ft jr sr vs no jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark
    calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla
    ore pa tenn tex va vt wash wis wyo inc corp co ltd bros dept univ assn ave blvd etc al
    atty asst d r messrs""".split()
)
_NEVER_LAST: Final = frozenset(
    "mr mrs ms dr prof rev hon sen sens rep reps gov govs lt gen col capt sgt maj adm messrs atty st vs".split()
)


def find_paragraphs(text: str, zones: Sequence[Zone]) -> list[tuple[Span, Zone]]:
    """Return each line with content that lies in a zone to be read, trimmed."""
    found: list[tuple[Span, Zone]] = []
    for zone in zones:
        if zone.kind in READ:
            for match in _LINE.finditer(text, zone.start, zone.end):
                end = match.start() + len(match.group().rstrip())
                found.append((Span(match.start(), end), zone))
    return found


def find_sentences(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paragraph. A quotation of several sentences stays whole."""
    first = 0
    size = len(tokens)
    for i in range(size):
        if _ends_sentence(tokens, i, size):
            yield first, i + 1
            first = i + 1
    if first < size:
        yield first, size


def _ends_sentence(tokens: Tokens, i: int, size: int) -> bool:
    kind = tokens.kinds[i]
    if i + 1 >= size:
        return False
    if kind == STOP:
        return not _runs_on(tokens, i)
    if kind == QUOTE:
        return _quote_ends_sentence(tokens, i)
    return False


def _runs_on(tokens: Tokens, i: int) -> bool:
    """A full stop after an abbreviation or an initial, or before more punctuation, ends nothing."""
    following = tokens.kinds[i + 1]
    if following not in (WORD, QUOTE, BRACKET, DASH):
        return True
    if tokens.starts[i + 1] == tokens.ends[i] and following == WORD:
        return True
    lower = following == WORD and tokens.text[tokens.starts[i + 1]].islower()
    if tokens.text[tokens.starts[i]] != ".":
        return lower
    before = tokens.folded[i - 1] if i and tokens.kinds[i - 1] == WORD else ""
    if len(before) == 1 and before != "i" and tokens.flags[i - 1] & CAPITAL:
        return True
    if before in ABBREVIATIONS and tokens.flags[i - 1] & CAPITAL:
        return before in _NEVER_LAST or lower or not _starts_sentence(tokens, i + 1)
    return lower


def _starts_sentence(tokens: Tokens, i: int) -> bool:
    """A pronoun, a conjunction or a quotation seldom follows an abbreviation within a sentence."""
    return tokens.kinds[i] == QUOTE or bool(tokens.flags[i] & (PRONOUN | CONJUNCTION))


def _quote_ends_sentence(tokens: Tokens, i: int) -> bool:
    """A quotation ends its sentence when it ends with a stop and a new sentence begins."""
    text = tokens.text
    last = text[tokens.starts[i] : tokens.ends[i]].rstrip("”\"'’»“ ")[-1:]
    if last not in {".", "?", "!", "…"}:
        return False
    kind = tokens.kinds[i + 1]
    if kind == QUOTE:
        return True
    if kind == STOP:
        return False
    return kind == WORD and bool(tokens.flags[i + 1] & CAPITAL) and last == "."
