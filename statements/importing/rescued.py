"""Passages that an editor put back stay part of their article, whatever finds its zones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from statements.extraction.model import READ, Zone, ZoneKind
from statements.extraction.spans import Span
from statements.models import Article

REASON = "An editor put this passage back."


def rescued_in(article: Article) -> list[Span]:
    """Return the passages of an article that an editor put back."""
    return [Span(start, end) for start, end, _, reason in article.zones if reason == REASON]


def put_back(zones: Sequence[Zone], rescued: Sequence[Span]) -> tuple[Zone, ...]:
    """Return the zones with these passages read, where they were left out.

    >>> zones = [Zone(0, 5, ZoneKind.BODY, ""), Zone(5, 9, ZoneKind.COMMENT, "signed")]
    >>> [(zone.start, zone.end, zone.kind.value) for zone in put_back(zones, [Span(5, 7)])]
    [(0, 5, 'body'), (5, 7, 'body'), (7, 9, 'comment')]
    """
    return tuple(part for zone in zones for part in _parts(zone, rescued))


def _parts(zone: Zone, rescued: Sequence[Span]) -> Iterator[Zone]:
    if zone.kind in READ:
        yield zone
        return
    edges = {zone.start, zone.end}
    edges |= {edge for span in rescued for edge in span if zone.start < edge < zone.end}
    for start, end in pairwise(sorted(edges)):
        part = replace(zone, start=start, end=end)
        if any(span.start <= start and end <= span.end for span in rescued):
            part = replace(part, kind=ZoneKind.BODY, reason=REASON)
        yield part
