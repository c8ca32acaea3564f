"""What extraction found becomes rows, not yet stored."""

from __future__ import annotations

from collections.abc import Sequence

from statements.extraction.model import Extraction
from statements.extraction.model import Statement as Found
from statements.importing.cast import NOBODY, Cast, body, who
from statements.importing.context import find_context
from statements.models import Article, Briefing, Statement


def make_statements(
    article: Article,
    extraction: Extraction,
    cast: Cast,
    briefings: Sequence[Briefing | None],
) -> list[Statement]:
    """Return the rows of all statements, one for each place and speaker."""
    made: dict[tuple[int | None, int | None, str], Statement] = {}
    for found in extraction.statements:
        row = _make_statement(article, found)
        resolved = cast[who(found.speaker)] if found.speaker.name else NOBODY
        row.speaker = resolved.speaker
        row.speaker_reason = f"{found.speaker.reason} {resolved.doubt}".strip()
        if behalf := found.speaker.on_behalf_of:
            row.on_behalf_of = cast[who(body(behalf))].speaker
        if found.event is not None:
            row.briefing = briefings[found.event]
        row.inherit_date()
        made.setdefault(place_of(row), row)
    return list(made.values())


def place_of(row: Statement) -> tuple[int | None, int | None, str]:
    """Return what tells the statements of an article apart."""
    return row.start, row.end, row.speaker_as_written


def zone_rows(extraction: Extraction) -> list[list[int | str]]:
    """Return the zones as an article keeps them."""
    return [
        [zone.start, zone.end, zone.kind.value, zone.reason] for zone in extraction.zones
    ]


def _make_statement(article: Article, found: Found) -> Statement:
    """Return the row of a statement as far as the article alone tells."""
    start, end = found.source or (None, None)
    cue_start, cue_end = found.cue or (None, None)
    row = Statement(
        speaker_as_written=found.source_text,
        kind=found.kind.value,
        context=find_context(article.text, found).of(article.text),
        source_start=start,
        source_end=end,
        cue=found.cue_text[:200],
        cue_start=cue_start,
        cue_end=cue_end,
        via=list(found.via),
        rule=found.rule[:60],
        confidence=found.confidence,
        state=Statement.State.CANDIDATE,
    )
    row.anchor(found.spans, article)
    row.set_dating(found.date)
    return row
