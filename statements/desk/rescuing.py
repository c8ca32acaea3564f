"""A passage that was left out as no part of the article is put back, and read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from statements.extraction import extract
from statements.extraction.model import READ, Extraction, Zone, ZoneKind
from statements.importing.occasions import resolve_briefings
from statements.importing.resolve import resolve_cast
from statements.importing.rows import make_statements, place_of
from statements.importing.versions import root_of
from statements.models import Action, Article, Statement
from statements.models.history import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = "An editor put this passage back."


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
    """Extract with the day of publication, where it is a day or an interval of days."""
    known = article.edtf
    published = known if known.count("-") in {2, 4} and known[:4].isdigit() else None
    return extract(
        article.text, published=published, outlet=article.outlet.name, zones=zones
    )


def _statements_in(zone: Zone, article: Article, extraction: Extraction) -> list[Statement]:
    inside = tuple(
        found
        for found in extraction.statements
        if zone.start <= found.spans[0].start < zone.end
    )
    here = replace(extraction, statements=inside)
    cast = resolve_cast(here, root_of(article), article.url or article.outlet.name)
    briefings = resolve_briefings(here, cast, article) if inside else []
    known = {place_of(row) for row in article.statements.all()}
    rows = make_statements(article, here, cast, briefings)
    return Statement.objects.with_index([row for row in rows if place_of(row) not in known])
