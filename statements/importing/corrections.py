"""What a file says about a known article now takes the place of what it said before."""

from __future__ import annotations

from typing import Any

from statements.extraction.model import Extraction
from statements.importing.knowledge import DATING, FACTS, Known, to_correct
from statements.importing.outlets import resolve_outlet
from statements.importing.rows import date_article
from statements.importing.sources import Source
from statements.models import Action, Article
from statements.models.history import record


def amend(known: Known, source: Source, extraction: Extraction) -> bool:
    """Correct what is said about an article; returns whether anything was corrected.

    What an editor has set stays. The correction is on record as an action of
    nobody, so that an editor sees it and can take it back.
    """
    wanted = to_correct(source.about, known)
    if not wanted:
        return False
    article = Article.objects.select_for_update().get(pk=known.pk)
    for name, (column, most) in FACTS.items():
        if column in wanted - DATING - {"url"}:
            setattr(article, column, getattr(source.about, name)[:most])
    if wanted & DATING:
        article.known_from = source.about.known_from[:300]
        date_article(article, source.about, extraction.metadata)
    moved: dict[str, Any] = {}
    if "outlet_id" in wanted:
        moved["outlet_id"] = resolve_outlet(source.about, extraction.metadata).pk
    if "url" in wanted:
        moved["url"] = source.about.url
    return _write(article, moved, source.name)


def _write(article: Article, moved: dict[str, Any], name: str) -> bool:
    """Save the article, and move it with all its versions to where it belongs."""
    versions = Article.objects.filter(pk=article.pk)
    if article.url:
        versions |= Article.objects.filter(outlet=article.outlet_id, url=article.url)
    taken = Article.objects.filter(
        outlet=moved.get("outlet_id", article.outlet_id),
        url=moved.get("url", article.url),
    ).exclude(pk__in=versions)
    with record(None, Action.Verb.AMENDED, f"as {name} says") as log:
        log.save(article)
        if moved and not taken.exists():
            log.update(versions, **moved)
        count = log.count
    article.refresh_from_db()
    return count > 0
