"""Extractions made by hand, so that importing is tested apart from what extraction finds."""

from __future__ import annotations

import re
from collections.abc import Callable

from statements.extraction import edtf
from statements.extraction.model import (
    Basis,
    Dating,
    Event,
    EventKind,
    Extraction,
    Metadata,
    Named,
    SpeakerKind,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)
from statements.extraction.spans import Span, join_spans
from statements.importing.sources import About, Source
from statements.importing.store import Stored
from statements.models import Article

ZAKHAROVA = Named(
    "Maria Zakharova",
    SpeakerKind.PERSON,
    "Russian Foreign Ministry spokesperson",
    "Russian Foreign Ministry",
    "The surname stands for Maria Zakharova, named before.",
)
OFFICIAL = Named("a defence official", SpeakerKind.ANONYMOUS, "", "", "Unnamed.")
TASS_URL = "https://tass.com/politics/1"


def person(name: str, **fields: str) -> Named:
    return Named(
        name, SpeakerKind.PERSON, fields.get("role", ""), fields.get("behalf", ""), "Named."
    )


def made_dating(known: str = "", basis: Basis = Basis.STATED) -> Dating:
    bounds = edtf.parse(known)
    return Dating(
        text=known,
        edtf=known,
        earliest=bounds.earliest,
        latest=bounds.latest,
        precision=bounds.precision,
        basis=basis if known else Basis.UNKNOWN,
        reason="As the article says." if known else "",
    )


def made_event(
    kind: EventKind = EventKind.PRESS_BRIEFING,
    host: str = "Russian Foreign Ministry",
    known: str = "2021-08-19",
    title: str = "",
) -> Event:
    return Event(kind, title, host, "Moscow", None, made_dating(known))


def made_statement(
    text: str,
    words: str,
    speaker: Named = ZAKHAROVA,
    *,
    written: str = "Zakharova",
    event: int | None = None,
) -> Statement:
    """A statement whose parts stand in `text`, divided by " … " where it is broken."""
    spans = []
    place = 0
    for part in words.split(" … "):
        start = text.index(part, place)
        place = start + len(part)
        spans.append(Span(start, place))
    at = text.find(written) if written else -1
    return Statement(
        spans=tuple(spans),
        text=join_spans(text, spans),
        kind=StatementKind.DIRECT,
        source=Span(at, at + len(written)) if at >= 0 else None,
        source_text=written,
        cue=None,
        cue_text="said",
        speaker=speaker,
        date=made_dating(),
        event=event,
        via=(),
        rule="made-by-hand",
        confidence=0.9,
    )


def made_extraction(
    text: str,
    *statements: Statement,
    events: tuple[Event, ...] = (),
    outlet: str = "",
) -> Extraction:
    metadata = Metadata("A headline", "", "", "", outlet, "", "en", made_dating())
    zones = (Zone(0, len(text), ZoneKind.BODY, "nothing else"),)
    return Extraction(metadata, zones, events, statements)


def stored_article(stored: Stored) -> Article:
    assert stored.article is not None
    return Article.objects.get(pk=stored.article)


def made_source(
    text: str, *, url: str = TASS_URL, outlet: str = "TASS", name: str = "a.txt"
) -> Source:
    return Source(name, text, About(outlet=outlet, url=url, published="2021-08-20"))


def extract_quotes(source: Source) -> Extraction:
    """Find each “quotation” before ' X said', where X is a word or two: enough for a test."""
    text = source.text
    found = re.finditer(r"(“[^”]+”) ((?:[A-Z]\w+ ?)+) said", text)
    return made_extraction(
        text, *(made_statement(text, m[1], person(m[2]), written=m[2]) for m in found)
    )


Extract = Callable[[Source], Extraction]
