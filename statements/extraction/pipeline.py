"""From the text of an article to its zones, events and dated statements."""

from collections.abc import Sequence
from dataclasses import replace

from statements.extraction.attribution import find_statements
from statements.extraction.dates import date_statements
from statements.extraction.dates_chronicle import Chronicle, Dated
from statements.extraction.dates_mentions import TimeMention, find_times
from statements.extraction.dates_timeline import Timeline, read_published, read_timeline
from statements.extraction.gathering import gather_events
from statements.extraction.metadata import (
    publication_by_dateline,
    read_metadata,
    read_publication,
)
from statements.extraction.model import (
    READ,
    Dating,
    Extraction,
    Found,
    Named,
    Precision,
    Statement,
    Zone,
    ZoneKind,
)
from statements.extraction.passages import Passages
from statements.extraction.plain import make_plain
from statements.extraction.spans import join_spans
from statements.extraction.speakers import name_speakers
from statements.extraction.speakers_census import read_roster
from statements.extraction.transmission import find_via, without_carrier
from statements.extraction.zones import find_zones

_DATED = READ | {ZoneKind.CAPTION, ZoneKind.DATELINE, ZoneKind.SUBHEADING}


def extract(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    zones: tuple[Zone, ...] | None = None,
) -> Extraction:
    """Return the zones, events and statements of an article.

    `published` is the publication day as an ISO day, or an EDTF interval of days where
    only that is known ("2016-02-25/2016-02-26"); anything else is a ValueError. Without
    it a bare weekday stays a weekday. `zones` are those of an editor who knows better
    what belongs to the article; else they are found. No text whatsoever raises an error.

    >>> statements = extract("“We agree,” Ann Lee said on 4 May 2020.").statements
    >>> [(s.text, s.speaker.name, s.date.edtf) for s in statements]
    [('“We agree,”', 'Ann Lee', '2020-05-04')]
    """
    read_published(published)
    plain = make_plain(text)
    zones = zones or find_zones(plain, outlet or "")
    times = _find_times(plain, zones)
    timeline, publication = _place_in_time(plain, zones, times, published)
    found = [without_carrier(plain, each) for each in find_statements(plain, zones)]
    passages, roster = Passages(plain), read_roster(plain, zones)
    named = name_speakers(plain, roster, found, passages)
    chronicle = Chronicle(plain, zones, times, timeline, passages, roster, found, named)
    dated = date_statements(chronicle)
    gathered = gather_events(named, dated)
    return Extraction(
        read_metadata(plain, zones, outlet, publication),
        zones,
        gathered.events,
        tuple(
            _statement(text, chronicle, i, date, gathered.of[i])
            for i, date in enumerate(dated)
        ),
    )


def _find_times(text: str, zones: Sequence[Zone]) -> list[TimeMention]:
    return [
        time
        for zone in zones
        if zone.kind in _DATED
        for time in find_times(text, zone.start, zone.end)
    ]


def _place_in_time(
    text: str, zones: Sequence[Zone], times: Sequence[TimeMention], published: str | None
) -> tuple[Timeline, Dating]:
    """Return what days are counted from, and the publication: given, printed or the dateline's."""
    printed = read_publication(text, zones, published)
    timeline = read_timeline(text, times, read_published(printed.edtf))
    publication = publication_by_dateline(printed, times, zones, timeline)
    if publication.precision is Precision.DAY and not timeline.published:
        timeline = replace(timeline, published=read_published(publication.edtf))
    return timeline, publication


def _statement(
    text: str, chronicle: Chronicle, index: int, dated: Dated, event: int | None
) -> Statement:
    """Return a statement with its words as `text` has them."""
    found: Found = chronicle.found[index]
    speaker: Named = chronicle.named[index]
    at = (found.cue or found.source or found.spans[0]).start
    return Statement(
        spans=found.spans,
        text=join_spans(text, found.spans),
        kind=found.kind,
        source=found.source,
        source_text=found.source.of(text) if found.source else "",
        cue=found.cue,
        cue_text=found.cue.of(text) if found.cue else "",
        speaker=speaker,
        date=dated.dating,
        event=event,
        via=find_via(chronicle.text, found, chronicle.passages.sentence(at)),
        rule=found.rule,
        confidence=found.confidence,
    )
