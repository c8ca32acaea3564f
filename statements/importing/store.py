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
from statements.importing.marking import Marks
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

TRIES = 8  # as many importers may have made the same speakers, one after the other
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
    items: Sequence[tuple[Source, Extraction]],
    marks: Sequence[Marks] = (),
    *,
    keep: bool = True,
) -> list[Stored] | None:
    """Store articles in one transaction; those that are new share their questions.

    `marks` of their texts, by which copies are found, need not be given. Returns None, with nothing stored, where one of them is refused: then each has
    to be stored by itself.
    """
    try:
        with transaction.atomic():
            new = _plainly_new([source for source, _ in items])
            marks_of_new = [marks[n] for n in new] if marks else None
            made = _store_all([items[n] for n in new], marks_of_new)
            stored = dict(zip(new, made, strict=True))
            once = partial(_store_once, keep=True, renewing=False, correcting=True)
            stored |= {n: once(*item) for n, item in enumerate(items) if n not in stored}
            if not keep:
                transaction.set_rollback(True)
    except (IntegrityError, DataError, OperationalError):
        return None
    in_order = [stored[n] for n in range(len(items))]
    return in_order if keep else [replace(one, article=None) for one in in_order]


def _plainly_new(sources: Sequence[Source]) -> list[int]:
    """Return the numbers of those whose address and text are neither on record nor an earlier one's."""
    digests = [digest_of(source.text) for source in sources]
    urls = {source.about.url for source in sources} - {""}
    seen = {
        *Article.objects.filter(url__in=urls).values_list("url", flat=True),
        *Article.objects.filter(digest__in=digests).values_list("digest", flat=True),
    }
    new: list[int] = []
    for number, source in enumerate(sources):
        telling = {source.about.url, digests[number]} - {""}
        if not telling & seen:
            new.append(number)
        seen |= telling
    return new


def _store_all(
    items: Sequence[tuple[Source, Extraction]], marks: Sequence[Marks] | None
) -> list[Stored]:
    if not items:
        return []
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
    pks = [article.pk for article in articles]
    link_copies(articles, dict(zip(pks, marks, strict=True)) if marks else None)
    counts = Counter(statement.article_id for statement in statements)
    return [Stored(Outcome.IMPORTED, pk, counts[pk]) for pk in pks]
