"""Occasions on which something was said: briefings, interviews, calls, statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from statements.extraction.dates_mentions import find_times
from statements.extraction.model import EventKind
from statements.extraction.names import without_possessive
from statements.extraction.spans import Span

_NOUNS: Final = (
    (
        EventKind.PRESS_BRIEFING,
        r"briefings?|press conference|news conference|presser|media availability",
    ),
    (EventKind.INTERVIEW, r"interview"),
    (
        EventKind.PHONE_CALL,
        r"(?:tele)?phone (?:call|conversation|talks)|conference call|call(?= with\b)",
    ),
    (
        EventKind.WRITTEN_STATEMENT,
        r"statement|press release|news release|communiqu[eé]|letter|op-ed|memo|open letter|email|note",
    ),
    (
        EventKind.SPEECH,
        r"speech|address|remarks|rally|lecture|testimony|hearing|debate|town hall|sermon|keynote",
    ),
    (
        EventKind.MEETING,
        r"meeting|talks|summit|session|forum|(?<!press )(?<!news )conference",
    ),
    (
        EventKind.SOCIAL_POST,
        r"tweets?|tweetstorm|Facebook post|Instagram post|Telegram (?:post|channel)|post",
    ),
)
_NOUN: Final = "|".join(rf"(?P<{kind.name}>{nouns})" for kind, nouns in _NOUNS)
# Every occasion holds one of these; looking for each is faster than looking for a pattern.
_SIGNS: Final = tuple(
    """brief conf presser media interview call phone statement release communiqu letter op-ed
    memo email note speech address remarks rally lecture testimony hearing debate town
    sermon keynote meeting talks summit session forum tweet post Telegram""".split()
)
_PHRASE: Final = re.compile(
    rf"\b(?i:in|at|during|told|to|on|via|after|from|issued|released|made|published|with)\s"
    rf"(?P<title>(?:(?P<det>an?|the|his|her|their|its|this|that|another|one)\s)?"
    rf"(?:(?!(?:of|in|at|to|on|for|and|that|from|with|by|as|during|an?|the|his|her|made)\b)[^\W\d][\w-]*\s){{0,4}}(?:{_NOUN})\b)(?!-)",
)
_TITLE: Final = re.compile(
    rf"(?:(?!(?:of|in|at|to|on|for|and|that|from|with|by|as)\b)[\w’'-]+\s){{0,4}}(?:{_NOUN})\b(?= (?:by|of|with)\b)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"\s(?:to|with|for|of|in|at|on|by|aired|published)\s(?!(?:which|whom|that)\b)[^,.;:“”\"()‘—]{1,80}"
)
_STOP: Final = re.compile(
    r"\s(?:that|which|who|when|where|as|and said|said|saying|about|over|marking|made|held|ahead|not to|by \w+ing)\b.*"
    r"|(?<!with)(?<!to)(?<!for)(?<!of)(?<!in)(?<!at)(?<!on)(?<!by)\s(?:the|an?|s?he|they|his|her)\b.*"
)
_PLACE: Final = re.compile(
    r"\b(?:in|at) ((?:the )?[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]+(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]+){0,3})"
)
_WITH: Final = re.compile(
    r"\b(?:to|with|for) ((?:the )?[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ0-9][\w.’'-]*(?: [\w.’'-]+){0,4})"
)


_BEFORE: Final = re.compile(
    r"((?:[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.-]*\s){1,4}?)(?=interview\b)"
)  # ABC News interview


@dataclass(frozen=True, slots=True)
class EventMention:
    """An occasion as a sentence mentions it."""

    span: Span
    kind: EventKind
    title: str  # "interview to CNN Turk television", without article and date
    partner: str  # with whom: "CNN Turk television"
    place: str
    definite: bool  # "the briefing": one that was mentioned before


def find_events(
    text: str, sentence: Span, hidden: Sequence[Span]
) -> Iterator[EventMention]:
    """Yield the occasions a sentence mentions outside the spans that are `hidden`.

    >>> text = "At a news briefing on 4 May in Rome the minister said so."
    >>> [event.title for event in find_events(text, Span(0, len(text)), [])]
    ['news briefing']
    """
    if not any(map(sentence.of(text).__contains__, _SIGNS)):
        return
    for match in _PHRASE.finditer(text, *sentence):
        if not any(span.start <= match.start() < span.end for span in hidden):
            yield _read(text, match, sentence, hidden)


def read_title(words: str, start: int) -> EventMention | None:
    """Return the occasion that a headline begins with, as that of a transcript does.

    >>> read_title("Briefing by the spokeswoman, Riga, 12 March 2019", 0).title
    'Briefing'
    """
    match = _TITLE.match(words)
    if not match:
        return None
    kind = next(kind for kind, _ in _NOUNS if match[kind.name])
    span = Span(start, start + match.end())
    return EventMention(span, kind, match.group(), "", "", definite=False)


def _read(
    text: str, match: re.Match[str], sentence: Span, hidden: Sequence[Span]
) -> EventMention:
    stop = min(
        [sentence.end, *(span.start for span in hidden if span.start >= match.end())]
    )
    tail = _read_tail(text, match.end(), stop)
    title = match["title"]
    if match["det"]:
        title = title[len(match["det"]) :].lstrip()
    kind = next(kind for kind, _ in _NOUNS if match[kind.name])
    place = _PLACE.search(tail)
    partner = _WITH.search(tail) or _BEFORE.match(title)
    return EventMention(
        Span(match.start("title"), match.end() + len(tail)),
        kind,
        " ".join(f"{title}{tail}".split()),
        partner.group(1).strip() if partner else "",
        place.group(1) if place else "",
        (match["det"] or "") in {"the", "this", "that"},
    )


def _read_tail(text: str, start: int, stop: int) -> str:
    """Return " with Le Monde" after the noun, cut before a date or a new clause."""
    match = _TAIL.match(text, start, stop)
    if not match:
        return ""
    tail = match.group()
    times = find_times(tail)
    if times:
        tail = re.sub(
            r"\s(?:on|in|late|early|last|at)?\s*$", "", tail[: times[0].span.start]
        )
    return without_possessive(_STOP.sub("", tail).rstrip())
