"""What was found in an article and why, in lines for a reader or as values for a program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from statements.characters import one_line, shorten
from statements.extraction.model import READ, Dating, Extraction, Statement, Zone

WIDTH = 100  # characters of the article shown for a candidate or a zone


def explain(text: str, extraction: Extraction) -> Iterator[str]:
    """Yield a line or three for each candidate, then one for each zone that was left out."""
    for statement in extraction.statements:
        yield from _explain_statement(statement)
    for zone in left_out(extraction):
        words = shorten(one_line(text[zone.start : zone.end]), WIDTH)
        yield f"  left out [{zone.start}:{zone.end}] {zone.kind.value}: {zone.reason}: {words}"


def left_out(extraction: Extraction) -> list[Zone]:
    """Return the zones that are not read for statements."""
    return [zone for zone in extraction.zones if zone.kind not in READ]


def _explain_statement(statement: Statement) -> Iterator[str]:
    spans = " ".join(f"[{span.start}:{span.end}]" for span in statement.spans)
    sure = f"{statement.confidence:.2f}"
    words = shorten(one_line(statement.text), WIDTH)
    yield f"  {statement.kind.value} {spans} by {statement.rule}, confidence {sure}: {words}"
    speaker = statement.speaker.name or "not known"
    written = one_line(statement.source_text) or "nobody named"
    yield f"    speaker: {speaker} (“{written}”): {statement.speaker.reason}"
    yield f"    date: {_known(statement.date)}: {statement.date.reason or 'no reason given'}"


def _known(date: Dating) -> str:
    return f"{date.edtf or 'not known'} ({date.basis.value})"


def statement_values(statement: Statement) -> dict[str, Any]:
    """Return a statement as one object of JSON: spans are ranges of code points."""
    source = statement.source
    return {
        "spans": [list(span) for span in statement.spans],
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "source_text": statement.source_text,
        "speaker": statement.speaker.name,
        "speaker_kind": statement.speaker.kind.value,
        "speaker_reason": statement.speaker.reason,
        "on_behalf_of": statement.speaker.on_behalf_of,
        "via": list(statement.via),
        "kind": statement.kind.value,
        "cue": statement.cue_text,
        "text": statement.text,
        "date": {
            "edtf": statement.date.edtf,
            "basis": statement.date.basis.value,
            "reason": statement.date.reason,
        },
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def zone_values(zone: Zone) -> dict[str, Any]:
    """Return a zone as one object of JSON."""
    return {
        "start": zone.start,
        "end": zone.end,
        "kind": zone.kind.value,
        "reason": zone.reason,
    }
