"""The only writer of imported articles: one transaction each, all of it or nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from django.db import IntegrityError, OperationalError, transaction

from statements.extraction import edtf
from statements.extraction.model import Extraction
from statements.importing.knowledge import find_known
from statements.importing.occasions import resolve_briefings
from statements.importing.outlets import resolve_agency, resolve_outlet
from statements.importing.renewal import renew
from statements.importing.resolve import resolve_cast
from statements.importing.rows import make_statements, zone_rows
from statements.importing.sources import Source
from statements.importing.spellings import record_spellings
from statements.importing.versions import find_present, hand_over, root_of
from statements.models import Article, ImportedFile, Outlet, Statement
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
    statement_count: int = 0  # stored; of a renewed article, how many changed


def store(
    source: Source, extraction: Extraction, *, keep: bool = True, renewing: bool = False
) -> Stored:
    """Store an article with its statements, or find that it is there already.

    Another importer may store the same article, speaker or briefing at the
    same moment. The constraints of the database then stop one of the two, and
    it looks again. With `keep` off everything is done and taken back; when
    `renewing`, the statements of a known article become those found now.
    """
    for attempt in range(1, TRIES):
        try:
            return _store_once(source, extraction, keep=keep, renewing=renewing)
        except (IntegrityError, OperationalError):
            time.sleep(PAUSE * attempt)
    return _store_once(source, extraction, keep=keep, renewing=renewing)


def _store_once(
    source: Source, extraction: Extraction, *, keep: bool, renewing: bool
) -> Stored:
    with transaction.atomic():
        (known,) = find_known([source])
        if known is None:
            stored = _store_new(source, extraction)
        elif renewing:
            stored = _store_again(known, source, extraction)
        else:
            return Stored(Outcome.UNCHANGED, known)
        if not keep:
            transaction.set_rollback(True)
            return replace(stored, article=None)
    return stored


def _store_new(source: Source, extraction: Extraction) -> Stored:
    outlet = resolve_outlet(source.about, extraction.metadata)
    article = _make_article(source, extraction, outlet)
    statements = Statement.objects.with_index(_found(article, source, extraction))
    if article.supersedes_id is None:
        return Stored(Outcome.IMPORTED, article.pk, len(statements))
    hand_over(article, statements)
    return Stored(Outcome.NEW_VERSION, article.pk, len(statements))


def _store_again(known: int, source: Source, extraction: Extraction) -> Stored:
    """Renew an article in its present version; an earlier one stays as it was."""
    article = Article.objects.select_for_update().get(pk=known)
    if Article.objects.filter(supersedes=known).exists():
        return Stored(Outcome.UNCHANGED, known)
    changes = renew(article, extraction, _found(article, source, extraction))
    return Stored(Outcome.RENEWED if changes else Outcome.UNCHANGED, known, changes)


def _found(article: Article, source: Source, extraction: Extraction) -> list[Statement]:
    """Return the statements found, with their speakers and briefings on record."""
    spelled_in = article.url or f"{article.outlet.name}: {source.name}"
    cast = resolve_cast(extraction, root_of(article), spelled_in)
    briefings = resolve_briefings(extraction, cast, article)
    record_spellings(extraction, cast, spelled_in)
    return make_statements(article, extraction, cast, briefings)


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
        zones=zone_rows(extraction),
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
