"""The only writer of imported articles: all of an article or nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import DataError, IntegrityError, OperationalError, transaction

from statements.extraction.model import Extraction
from statements.importing.cast import Scene
from statements.importing.copies import follow, link_copies
from statements.importing.corrections import amend
from statements.importing.extracting import extract_source
from statements.importing.knowledge import Known, find_known, has_gone_back, look_up
from statements.importing.outlets import (
    resolve_agencies,
    resolve_agency,
    resolve_outlet,
    resolve_outlets,
)
from statements.importing.renewal import renew
from statements.importing.rescued import put_back, rescued_in
from statements.importing.rows import make_article, make_rows, spelled_in
from statements.importing.sources import Source
from statements.importing.versions import find_present, go_back, hand_over, root_of
from statements.models import Article, ImportedFile, Statement, bulk
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
    source: Source,
    extraction: Extraction,
    *,
    keep: bool = True,
    renewing: bool = False,
    correcting: bool = False,
) -> Stored:
    """Store an article with its statements, or find that it is there already.

    Another importer may store the same article, speaker or briefing at the
    same moment. The constraints of the database then stop one of the two, and
    it looks again. With `keep` off everything is done and taken back; when
    `renewing`, the statements of a known article become those found now; when
    `correcting`, what the source says about a known article takes the place of
    what it said before, and an earlier text that comes back is the present one.
    """
    how = partial(_store_once, keep=keep, renewing=renewing, correcting=correcting)
    for attempt in range(1, TRIES):
        try:
            return how(source, extraction)
        except (IntegrityError, OperationalError):
            time.sleep(PAUSE * attempt)
    return how(source, extraction)


def _store_once(
    source: Source, extraction: Extraction, *, keep: bool, renewing: bool, correcting: bool
) -> Stored:
    with transaction.atomic():
        (standing,) = look_up([source]) if correcting else [None]
        (known,) = [standing.known.pk] if standing else find_known([source])
        if known is None:
            stored = _store_new(source, extraction)
        elif standing and not standing.settled:
            stored = _store_changed(standing.known, source, extraction)
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
    agency = resolve_agency(extraction.metadata.agency)
    article = make_article(source, extraction, outlet, agency)
    article.supersedes = find_present(outlet.pk, article.url)
    article.save()
    scene = Scene(article, extraction, root_of(article), spelled_in(article, source))
    statements = Statement.objects.with_index(make_rows([scene]))
    if article.supersedes_id is not None:
        hand_over(article, statements)
        follow(article)
    link_copies([article])
    first = article.supersedes_id is None
    outcome = Outcome.IMPORTED if first else Outcome.NEW_VERSION
    return Stored(outcome, article.pk, len(statements))


def _store_again(known: int, source: Source, extraction: Extraction) -> Stored:
    """Renew an article in its present version; an earlier one stays as it was."""
    article = Article.objects.select_for_update().get(pk=known)
    if Article.objects.filter(supersedes=known).exists():
        return Stored(Outcome.UNCHANGED, known)
    if rescued := rescued_in(article):
        zones = put_back(extraction.zones, rescued)
        extraction = extract_source(source, zones)
    scene = Scene(article, extraction, root_of(article), spelled_in(article, source))
    changes = renew(article, extraction, make_rows([scene]))
    if changes:
        follow(article)
        link_copies([article], new=False)
    return Stored(Outcome.RENEWED if changes else Outcome.UNCHANGED, known, changes)


def _store_changed(known: Known, source: Source, extraction: Extraction) -> Stored:
    """Correct what is said about an article, and extract it anew, since its day may be another."""
    back = has_gone_back(source, known)
    if back:
        go_back(Article.objects.get(pk=known.pk))
    corrected = amend(known, source, extraction)
    stored = _store_again(known.pk, source, extraction)
    if back:
        article = Article.objects.get(pk=known.pk)
        hand_over(article, list(article.statements.filter(current=True)))
        follow(article)
        link_copies([article], new=False)
    return replace(stored, outcome=Outcome.CHANGED if back or corrected else stored.outcome)


def store_together(
    items: Sequence[tuple[Source, Extraction]], *, keep: bool = True
) -> list[Stored] | None:
    """Store articles in one transaction, which costs half as much as one each.

    Returns None, with nothing stored, where one of them is known, follows an
    earlier version or is refused: then each has to be stored by itself.
    """
    try:
        with transaction.atomic():
            if not _all_new([source for source, _ in items]):
                return None
            stored = _store_all(items)
            if not keep:
                transaction.set_rollback(True)
                return [replace(one, article=None) for one in stored]
    except (IntegrityError, DataError, OperationalError):
        return None
    return stored


def _all_new(sources: Sequence[Source]) -> bool:
    urls = [source.about.url for source in sources if source.about.url]
    texts = {source.text for source in sources}
    if len(set(urls)) < len(urls) or len(texts) < len(sources):
        return False
    if Article.objects.filter(url__in=urls).exists():
        return False
    digests = [digest_of(text) for text in texts]
    return not Article.objects.filter(digest__in=digests).exists()


def _store_all(items: Sequence[tuple[Source, Extraction]]) -> list[Stored]:
    outlets = resolve_outlets((source.about, found.metadata) for source, found in items)
    agencies = resolve_agencies(found.metadata.agency for _, found in items)
    articles = [
        make_article(source, found, outlet, agencies[found.metadata.agency])
        for (source, found), outlet in zip(items, outlets, strict=True)
    ]
    bulk.insert(articles)
    scenes = [
        Scene(article, found, article.pk, spelled_in(article, source), new=True)
        for (source, found), article in zip(items, articles, strict=True)
    ]
    statements = Statement.objects.with_index(make_rows(scenes))
    link_copies(articles)
    counts = Counter(statement.article_id for statement in statements)
    return [
        Stored(Outcome.IMPORTED, article.pk, counts[article.pk]) for article in articles
    ]
