"""A passage that was left out as no part of the article is put back, and read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from statements.extraction import extract
from statements.extraction.model import READ, Extraction, Zone, ZoneKind
from statements.importing.cast import Scene
from statements.importing.rescued import REASON
from statements.importing.rows import make_rows, place_of
from statements.importing.versions import root_of
from statements.models import Action, Article, Statement
from statements.models.history import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def rescue(article: Article, start: int, by: User) -> list[Statement]:
    """Put back the zone that holds `start`; returns the statements found in it, as candidates.

    Speakers and days are found with the whole article in view. Raises ValueError
    where nothing was left out.
    """
    zones = [Zone(a, b, ZoneKind(kind), reason) for a, b, kind, reason in article.zones]
    chosen = next((zone for zone in zones if zone.start <= start < zone.end), None)
    if chosen is None or chosen.kind in READ:
        raise ValueError("This passage belongs to the article already.")
    back = replace(chosen, kind=ZoneKind.BODY, reason=REASON)
    zones[zones.index(chosen)] = back
    with record(by, Action.Verb.RESCUED) as log:
        article.zones = [[z.start, z.end, z.kind.value, z.reason] for z in zones]
        log.save(article)
        rows = _statements_in(back, article, _extract(article, tuple(zones)))
        log.made(rows)
    return rows


def _extract(article: Article, zones: tuple[Zone, ...]) -> Extraction:
    """Extract with the day of publication, unless it is left open on either side."""
    published = article.edtf if article.earliest and article.latest else None
    return extract(
        article.text, published=published, outlet=article.outlet.name, zones=zones
    )


def _statements_in(zone: Zone, article: Article, extraction: Extraction) -> list[Statement]:
    here = _only_in(zone, extraction)
    scene = Scene(
        article, here, root_of(article), spelled_in=article.url or article.outlet.name
    )
    known = {place_of(row) for row in article.statements.all()}
    rows = [row for row in make_rows([scene]) if place_of(row) not in known]
    return Statement.objects.with_index(rows)


def _only_in(zone: Zone, extraction: Extraction) -> Extraction:
    """Return what was found in a zone, with the events it tells of and no other."""
    inside = [
        found
        for found in extraction.statements
        if zone.start <= found.spans[0].start < zone.end
    ]
    told = sorted({found.event for found in inside if found.event is not None})
    place = {event: index for index, event in enumerate(told)}
    return replace(
        extraction,
        events=tuple(extraction.events[event] for event in told),
        statements=tuple(
            replace(found, event=None if found.event is None else place[found.event])
            for found in inside
        ),
    )
