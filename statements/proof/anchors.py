"""What is wrong with one article or one statement. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from statements.extraction.spans import Span, join_spans
from statements.models import Article, Statement
from statements.models.sources import digest_of

ZONE_PARTS = 4  # start, end, kind, reason


def article_flaws(article: Article) -> Iterator[str]:
    """Yield what is wrong with an article itself. One without text has no more to prove."""
    if not article.text:
        return
    if digest_of(article.text) != article.digest:
        yield "the text is not the one whose digest was kept"
    if wrong := [zone for zone in article.zones if not _is_zone(zone, len(article.text))]:
        yield f"no zone of this text: {wrong[0]}"
    elif any(zone[1] > following[0] for zone, following in pairwise(article.zones)):
        yield "zones overlap or are out of order"


def _is_zone(zone: Any, length: int) -> bool:
    return isinstance(zone, list) and len(zone) == ZONE_PARTS and _is_span(zone[:2], length)


def _is_span(span: Any, length: int) -> bool:
    return (
        isinstance(span, list)
        and list(map(type, span)) == [int, int]
        and 0 <= span[0] < span[1] <= length
    )


def statement_flaws(statement: Statement, text: str) -> Iterator[str]:
    """Yield what is wrong with a statement of an article whose text is `text`."""
    spans = statement.spans
    if not spans or not all(_is_span(span, len(text)) for span in spans):
        yield f"no spans of this text: {spans}"
        return
    if any(span[1] > following[0] for span, following in pairwise(spans)):
        yield "spans overlap or are out of order"
    if join_spans(text, [Span(*span) for span in spans]) != statement.text:
        yield "the spans do not say what the statement says"
    ends = (statement.start, statement.end, statement.span_count)
    if ends != (spans[0][0], spans[-1][1], len(spans)):
        yield "start, end or number of spans are not those of the spans"
    yield from _mark_flaws(statement, text)


def _mark_flaws(statement: Statement, text: str) -> Iterator[str]:
    marks = {
        "speaker": (statement.source_start, statement.source_end),
        "reporting words": (statement.cue_start, statement.cue_end),
    }
    for name, (start, end) in marks.items():
        if (start, end) != (None, None) and not _is_span([start, end], len(text)):
            yield f"the place of the {name} is not in the text"
