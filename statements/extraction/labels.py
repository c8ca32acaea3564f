"""Speakers that stand beside their words like a label, with no verb of saying.

Transcripts ("WALLACE: ..."), headlines ("Lee: it will rain", "It will rain - ministry"),
signed quotations (“...” — Ann Lee) and embedded posts (... — Ann Lee (@lee)).
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from statements.extraction.cues import CUES
from statements.extraction.spans import Span


class Labelled(NamedTuple):
    """A content with the label that names its speaker."""

    content: Span
    source: Span
    rule: str
    confidence: float


_LONGEST_SIGNATURE: Final = 160  # characters
_LONGEST_TAG: Final = 40
_LONGEST_LABEL: Final = 6  # words
_NAME: Final = r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:de|la|von|van|der|del|bin|al|of|the|[^\W\d_a-z][\w.’'-]*)){0,5}"
_LABEL: Final = re.compile(
    rf"[\"“]?(?P<name>{_NAME}(?:\s\([^()\n]{{1,40}}\))?)\s?:\s+(?=\S)"
)
_SIGNED: Final = re.compile(
    rf"[”\"’»]\s*(?:[―—–]|--?)\s*(?P<name>{_NAME})(?P<rest>(?:,[^\n“\"]{{0,60}})?)\s*\.?$"
)
_SIGNATURE: Final = re.compile(
    rf"(?:[―—–]|--?)\s*(?P<name>{_NAME}(?:,[^\n“\"]{{0,60}}?)?)\.?$"
)
_POST: Final = re.compile(
    rf"\s(?:[―—–]|--)\s*(?P<name>{_NAME})\s+\((?P<handle>@\w{{1,30}})\)[^\n]{{0,60}}$"
)
_TAG: Final = re.compile(r"<[^<>\n]{1,200}>")
_HEADLINE_LABEL: Final = re.compile(
    r"(?P<name>[^\W\d_][^\n:;“\"‘]{1,60}?)(?P<about>\s+(?:on|to|in|of|after|at|about)\s[^\n:;“\"‘]{1,60})?:\s+(?=\S)",
    re.IGNORECASE,
)
_HEADLINE_SIGNED: Final = re.compile(
    r"\s[-–—]\s+(?P<name>[^\W\d_][\w.’'&-]*(?:\s[\w.’'&-]+){0,4})$"
)
_NOT_SPEAKERS: Final = re.compile(
    r"(?:read more|more|related|update[ds]?|breaking|watch|video|photos?|live|exclusive|opinion|"
    r"analysis|the latest|paid notice|the fix|fix is in|correction|note|editor[’']s note|source|by|via|photo|image|location|where|when|"
    r"what|who|why|how|the|fact check|results?|poll|election \d+|note to|example|also|here|"
    r"this|that|there|it|and|but|question|part \w+|chapter \w+|day \w+|step \w+)$",
    re.IGNORECASE,
)


def find_transcript_labels(text: str, paragraphs: Sequence[Span]) -> dict[int, Labelled]:
    """Return, by index of the paragraph, the lines of a transcript with their labels.

    A name in capitals is a label by itself; another name when it labels several lines.
    """
    found: list[tuple[int, re.Match[str]]] = []
    for n, paragraph in enumerate(paragraphs):
        match = _LABEL.match(text, paragraph.start, paragraph.end)
        if match and _names_speaker(match["name"]):
            found.append((n, match))
    names = Counter(match["name"] for _, match in found)
    labelled: dict[int, Labelled] = {}
    for n, match in found:
        name, content = match["name"], Span(match.end(), paragraphs[n].end)
        in_capitals = name == name.upper() and len(names) > 1
        # "Lee: 547" is a table.
        if _has_words(text, content, 3) and (in_capitals or names[name] > 1):
            labelled[n] = Labelled(content, Span(*match.span("name")), "transcript", 0.85)
    return labelled


def _names_speaker(name: str) -> bool:
    """Tell whether a label can be a speaker; "Q" and "A" name nobody."""
    return len(name) >= len("Lee") and not _NOT_SPEAKERS.match(name)


def _has_words(text: str, span: Span, least: int) -> bool:
    return text.count(" ", *span) >= least - 1


def find_signature(text: str, paragraph: Span) -> Labelled | None:
    """Return a quotation signed after a dash, or an embedded post signed with its handle."""
    start = paragraph.start
    tag = _TAG.match(text, start, paragraph.end) if text[start] == "<" else None
    handle = text.find("(@", start, paragraph.end) >= 0
    post = _POST.search(text, start, _before_tag(text, paragraph)) if handle else None
    if post:
        content = Span(tag.end() if tag else start, post.start())
        return Labelled(content, Span(*post.span("name")), "signed-post", 0.85)
    if text[start] in '“"‘«':
        tail = max(start, paragraph.end - _LONGEST_SIGNATURE)
        signed = _SIGNED.search(text, tail, paragraph.end)
        if signed:
            source = Span(signed.start("name"), signed.end("rest"))
            return Labelled(Span(start, signed.start() + 1), source, "signed-quote", 0.9)
    return None


def read_signature_line(text: str, paragraph: Span) -> Span | None:
    """Return the name of a paragraph that only signs what stands above it: "- Ann Lee"."""
    if paragraph.end - paragraph.start > _LONGEST_SIGNATURE:
        return None
    match = _SIGNATURE.match(text, paragraph.start, paragraph.end)
    return Span(*match.span("name")) if match else None


def _before_tag(text: str, paragraph: Span) -> int:
    tag = text.rfind("<", paragraph.start, paragraph.end)
    closes = tag > paragraph.start and paragraph.end - tag < _LONGEST_TAG
    return tag if closes else paragraph.end


def find_headline_label(text: str, headline: Span) -> Labelled | None:
    """Return what a headline puts after its speaker: "Lee: it will rain"."""
    match = _HEADLINE_LABEL.match(text, *headline)
    if match is None or not _names_speaker(match["name"]):
        return None
    words = match["name"].lower().split()
    content = Span(match.end(), _headline_end(text, match.end(), headline.end))
    if len(words) > _LONGEST_LABEL or words[-1] in CUES or text[content.end - 1] == "?":
        return None
    if not _has_words(text, content, 3):
        return None
    return Labelled(content, Span(*match.span("name")), "headline-label", 0.8)


def find_headline_signature(text: str, headline: Span) -> Labelled | None:
    """Return what a headline puts before its speaker: "It will rain - ministry"."""
    tail = max(headline.start, headline.end - _LONGEST_SIGNATURE)
    match = _HEADLINE_SIGNED.search(text, tail, headline.end)
    if match is None or not _has_words(text, Span(headline.start, match.start()), 4):
        return None
    content, source = Span(headline.start, match.start()), Span(*match.span("name"))
    return Labelled(content, source, "headline-signed", 0.8)


def _headline_end(text: str, start: int, end: int) -> int:
    semicolon = text.find(";", start, end)
    stop = semicolon if semicolon > start else end
    return start + len(text[start:stop].rstrip(" ."))
