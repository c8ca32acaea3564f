"""What extraction found becomes rows: articles and statements, not yet stored."""

from __future__ import annotations

from collections.abc import Sequence

from statements.characters import plain_name
from statements.extraction import edtf
from statements.extraction.model import Extraction, Metadata
from statements.extraction.model import Statement as Found
from statements.importing.cast import NOBODY, Cast, Scene, body, who
from statements.importing.context import find_context
from statements.importing.occasions import resolve_briefings
from statements.importing.resolve import resolve_casts
from statements.importing.sources import About, Source
from statements.importing.spellings import record_spellings
from statements.models import Article, Briefing, Outlet, Statement, bulk
from statements.models.dating import Basis, columns_of_dating
from statements.models.record import columns_of_anchor
from statements.models.sources import digest_of

_WAITING = Statement.State.CANDIDATE


def make_article(
    source: Source, extraction: Extraction, outlet: Outlet, agency: Outlet | None
) -> Article:
    """Return the row of an article. What was given with it counts for more than what it shows."""
    about, metadata = source.about, extraction.metadata
    article = Article(
        outlet=outlet,
        url=about.url,
        headline=(about.headline or plain_name(metadata.headline))[:500],
        byline=(about.byline or plain_name(metadata.byline))[:300],
        dateline=plain_name(metadata.dateline)[:300],
        agency=agency,
        via_text=plain_name(metadata.via_text)[:300],
        language=(about.language or metadata.language)[:16],
        text=source.text,
        digest=digest_of(source.text),
        zones=zone_rows(extraction),
        known_from=about.known_from[:300],
    )
    date_article(article, about, metadata)
    return article


def date_article(article: Article, about: About, metadata: Metadata) -> None:
    """Take the day of publication that was given, else the one the page shows."""
    if not about.published:
        article.set_dating(metadata.published)
        return
    bounds = edtf.parse(about.published)
    article.edtf = about.published
    article.earliest, article.latest = bounds.earliest, bounds.latest
    article.precision = bounds.precision.value
    article.basis = Basis.EDITOR
    article.reason = about.known_from or "Given when the article was imported."


def spelled_in(article: Article, source: Source) -> str:
    """Return where the spellings of an article are from, for an editor."""
    return article.url or f"{article.outlet.name}: {source.name}"


def make_rows(scenes: Sequence[Scene]) -> list[Statement]:
    """Return the statements of articles; their speakers and briefings are put on record."""
    casts = resolve_casts(scenes)
    record_spellings(scenes, casts)
    briefings = resolve_briefings(scenes, casts)
    rows: list[Statement] = []
    for scene, cast, occasions in zip(scenes, casts, briefings, strict=True):
        rows += make_statements(scene.article, scene.extraction, cast, occasions)
    return rows


def make_statements(
    article: Article,
    extraction: Extraction,
    cast: Cast,
    briefings: Sequence[Briefing | None],
) -> list[Statement]:
    """Return the rows of all statements, one for each place and speaker."""
    made: dict[tuple[int | None, int | None, str], Statement] = {}
    for found in extraction.statements:
        row = _make_statement(article, found, cast)
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


def _make_statement(article: Article, found: Found, cast: Cast) -> Statement:
    """Return the row of a statement as far as its words and the cast tell."""
    start, end = found.source or (None, None)
    cue_start, cue_end = found.cue or (None, None)
    resolved = cast[who(found.speaker)] if found.speaker.name else NOBODY
    behalf = found.speaker.on_behalf_of
    institution = cast[who(body(behalf))].speaker if behalf else None
    return bulk.make(
        Statement,
        speaker_id=resolved.speaker.pk if resolved.speaker else None,
        speaker_reason=f"{found.speaker.reason} {resolved.doubt}".strip(),
        on_behalf_of_id=institution.pk if institution else None,
        speaker_as_written=found.source_text,
        kind=str(found.kind),
        context=find_context(article.text, found).of(article.text),
        source_start=start,
        source_end=end,
        cue=found.cue_text[:200],
        cue_start=cue_start,
        cue_end=cue_end,
        via=list(found.via),
        rule=found.rule[:60],
        confidence=found.confidence,
        state=_WAITING,
        **columns_of_anchor(found.spans, article),
        **columns_of_dating(found.date),
    )
