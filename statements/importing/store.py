"""The only writer of imported articles: one transaction each, all of it or nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from django.db import IntegrityError, OperationalError, transaction

from statements.extraction import edtf
from statements.extraction.model import Extraction
from statements.extraction.model import Statement as Found
from statements.importing.cast import NOBODY, Cast, body, who
from statements.importing.context import find_context
from statements.importing.knowledge import find_known
from statements.importing.occasions import resolve_briefings
from statements.importing.outlets import resolve_agency, resolve_outlet
from statements.importing.resolve import resolve_cast
from statements.importing.sources import Source
from statements.importing.spellings import record_spellings
from statements.importing.versions import find_present, hand_over, root_of
from statements.models import Article, Briefing, ImportedFile, Outlet, Statement
from statements.models.dating import Basis
from statements.models.sources import digest_of

TRIES = 5
PAUSE = 0.05  # seconds before the second try, twice that before the third ...

Outcome = ImportedFile.Outcome


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article."""

    outcome: ImportedFile.Outcome
    article: int | None  # the row; None if everything was taken back
    statement_count: int = 0


def store(source: Source, extraction: Extraction, *, keep: bool = True) -> Stored:
    """Store an article with its statements, or find that it is there already.

    Another importer may store the same article, speaker or briefing at the
    same moment. The constraints of the database then stop one of the two, and
    it looks again. With `keep` off everything is done and taken back.
    """
    for attempt in range(1, TRIES):
        try:
            return _store_once(source, extraction, keep=keep)
        except (IntegrityError, OperationalError):
            time.sleep(PAUSE * attempt)
    return _store_once(source, extraction, keep=keep)


def _store_once(source: Source, extraction: Extraction, *, keep: bool) -> Stored:
    with transaction.atomic():
        (known,) = find_known([source])
        if known is not None:
            return Stored(Outcome.UNCHANGED, known)
        stored = _store_new(source, extraction)
        if not keep:
            transaction.set_rollback(True)
            return replace(stored, article=None)
    return stored


def _store_new(source: Source, extraction: Extraction) -> Stored:
    outlet = resolve_outlet(source.about, extraction.metadata)
    article = _make_article(source, extraction, outlet)
    spelled_in = article.url or f"{outlet.name}: {source.name}"
    cast = resolve_cast(extraction, root_of(article), spelled_in)
    briefings = resolve_briefings(extraction, cast, article)
    statements = Statement.objects.with_index(
        _make_statements(article, extraction, cast, briefings)
    )
    record_spellings(extraction, cast, spelled_in)
    if article.supersedes_id is None:
        return Stored(Outcome.IMPORTED, article.pk, len(statements))
    hand_over(article, statements)
    return Stored(Outcome.NEW_VERSION, article.pk, len(statements))


def _make_article(source: Source, extraction: Extraction, outlet: Outlet) -> Article:
    about, metadata = source.about, extraction.metadata
    article = Article(
        outlet=outlet,
        url=about.url,
        headline=(about.headline or metadata.headline)[:500],
        byline=(about.byline or metadata.byline)[:300],
        dateline=metadata.dateline[:300],
        agency=resolve_agency(metadata.agency),
        via_text=metadata.via_text[:300],
        language=(about.language or metadata.language)[:16],
        text=source.text,
        digest=digest_of(source.text),
        zones=[
            [zone.start, zone.end, zone.kind.value, zone.reason]
            for zone in extraction.zones
        ],
        supersedes=find_present(outlet.pk, about.url),
        known_from=about.known_from[:300],
    )
    _date(article, source, extraction)
    article.save()
    return article


def _date(article: Article, source: Source, extraction: Extraction) -> None:
    """Take the day of publication that was given, else the one the page shows."""
    if not source.about.published:
        article.set_dating(extraction.metadata.published)
        return
    bounds = edtf.parse(source.about.published)
    article.edtf = source.about.published
    article.earliest, article.latest = bounds.earliest, bounds.latest
    article.precision = bounds.precision.value
    article.basis = Basis.EDITOR
    article.reason = source.about.known_from or "Given when the article was imported."


def _make_statements(
    article: Article, extraction: Extraction, cast: Cast, briefings: list[Briefing | None]
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
        made.setdefault((row.start, row.end, row.speaker_as_written), row)
    return list(made.values())


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
