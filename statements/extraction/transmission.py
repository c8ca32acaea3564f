"""Who passed words on: the Kremlin, a news agency, another outlet."""

import re
from dataclasses import replace
from typing import Final

from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import MEDIA, MEDIA_NAMES
from statements.extraction.model import Found, SpeakerKind
from statements.extraction.spans import Span

_WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w’-]*(?:\.\w+)*"
_NAME: Final = rf"(?:the )?{_WORD}(?: (?:of )?{_WORD}){{0,5}}"
_ACCORDING_SIGNS: Final = ("according to", "as reported by", "as quoted by")
_ACCORDING: Final = re.compile(rf",? (?:{'|'.join(_ACCORDING_SIGNS)}) ({_NAME})")
_REPORTS: Final = re.compile(
    rf",[”\"’]? ({_NAME}) (?:reports?|reported|writes|quoted|cited)"
    rf"(?: (?:per|citing|quoting|with reference to|referring to) ({_NAME}))?(?=[.,]|$)"
)
_CARRIED: Final = re.compile(
    rf"(?:,\s|(?<=,\s)|(?<=”\s)){_NAME} (?:reports?|reported|writes|wrote)"
    rf"(?: (?:per|citing|quoting|with reference to|referring to) {_NAME})?$"
)
_REACH: Final = 600  # characters behind a cue in which a sentence names who passed it on
_REPORTING: Final = re.compile(r" (?:report|wr)")
_LONGEST: Final = 120  # characters of ", the Daily Bugle reports citing Reuters"
_TELLS: Final = re.compile(r"\b(?:told|tells|telling)\b")
_TOLD: Final = re.compile(rf"\s?(?:told|tells|telling)? ?({_NAME})")


def find_via(text: str, found: Found, sentence: Span) -> tuple[str, ...]:
    """Return who passed the words on, the one nearest to the speaker first.

    >>> words = "“Yes,” Lee said, according to the Kremlin."
    >>> find_via(words, Found((Span(0, 6),), None, Span(7, 10), Span(11, 15), "", 1), Span(0, 42))
    ('Kremlin',)
    """
    if found.cue is None or found.source is None:
        return ()
    after = max(found.cue.end, found.source.end)
    end = min(sentence.end, after + _REACH)
    rest = text[after:end]
    signed = any(sign in rest for sign in _ACCORDING_SIGNS)
    chain = [
        _shown(match.group(1))
        for match in (_ACCORDING.finditer(text, after, end) if signed else ())
        if not _inside(match.start(), found) and match.start(1) != found.source.start
    ]
    reports = _REPORTS.search(text, after, end)
    if reports and not _inside(reports.start(1), found):
        chain += [_shown(name) for name in reversed(reports.groups()) if name]
    medium = find_medium(text, found)
    return tuple(dict.fromkeys((medium, *chain) if medium else chain))


def without_carrier(text: str, found: Found) -> Found:
    """Return a statement whose words do not end in who reported them.

    >>> from statements.extraction.model import StatementKind
    >>> words = "Voss said that he agreed, Der Spiegel reports."
    >>> said = Found((Span(15, 45),), StatementKind.INDIRECT, Span(0, 4), Span(5, 9), "", 1)
    >>> without_carrier(words, said).spans[0].of(words)
    'he agreed'
    """
    last = found.spans[-1]
    tail = max(last.start, last.end - _LONGEST)
    verb = _REPORTING.search(text, tail, last.end)
    match = _CARRIED.search(text, tail, last.end) if verb else None
    if match is None:
        return found
    kept = found.spans[:-1]
    words = text[last.start : match.start()].rstrip()
    if words:
        kept = (*kept, Span(last.start, last.start + len(words)))
    return replace(found, spans=kept) if kept else found


def _inside(offset: int, found: Found) -> bool:
    return any(span.start <= offset < span.end for span in found.spans)


def find_medium(text: str, found: Found) -> str:
    """Return the medium in "told Armenpress", "" where the addressee is none."""
    cue = found.cue
    if cue is None or not _TELLS.search(cue.of(text)):
        return ""
    match = _TOLD.match(text, cue.end)
    name = _shown(match.group(1)) if match else ""
    if not name:
        return ""
    known = find_known(name)
    medium = known is not None and known.kind is SpeakerKind.INSTITUTION
    words = {word.lower() for word in name.split()}
    return name if medium or words & MEDIA or name in MEDIA_NAMES else ""


def _shown(name: str) -> str:
    bare = name.removeprefix("the ").rstrip(".")
    known = find_known(bare)
    return known.name if known else bare
