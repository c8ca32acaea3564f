"""A whole import is taken back: what no editor has had a hand in goes, the rest is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from statements.importing.decisions import REVIEWED, touched_columns
from statements.models import (
    Action,
    Article,
    Briefing,
    Change,
    ImportedFile,
    ImportRun,
    Outlet,
    Speaker,
)
from statements.models import Statement as Row
from statements.models.history import Log, record

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

Outcome = ImportedFile.Outcome


def take_back(run: ImportRun, by: User) -> list[Article | Speaker]:
    """Remove what a run brought; returns the articles and speakers that were kept, for editors' sake.

    An article stays while any statement in it was reviewed or changed, or while
    a later version stands on it. A speaker whom nothing else names goes too, unless
    an editor had a hand in the speaker or a spelling; and so does an outlet of which
    no article is left and nothing is known that an import does not know.
    """
    brought = [Outcome.IMPORTED, Outcome.NEW_VERSION]
    articles = Article.objects.filter(imports__run=run, imports__outcome__in=brought)
    newest_first = articles.distinct().order_by("-pk")
    with record(by, Action.Verb.DELETED, f"what import {run.pk} brought") as log:
        named, outlets = _named_in(newest_first), _outlets_of(newest_first)
        kept = [article for article in newest_first if not _remove(article, log)]
        speakers = _remove_unnamed(named, log)
        _remove_unused(outlets, log)
    return [*kept, *speakers]


def _named_in(articles: QuerySet[Article]) -> set[int]:
    """Return the keys of all speakers that articles and their occasions name."""
    columns = ("speaker", "on_behalf_of", "briefing__host")
    rows = Row.objects.filter(article__in=articles).values_list(*columns)
    return {pk for row in rows for pk in row if pk}


def _outlets_of(articles: QuerySet[Article]) -> set[int]:
    """Return the keys of the publishers and agencies of articles."""
    rows = articles.values_list("outlet", "agency")
    return {pk for row in rows for pk in row if pk}


def _remove_unused(pks: set[int], log: Log) -> None:
    """Remove those of these outlets that nobody uses, and that are as an import makes them."""
    unused = Outlet.objects.filter(
        pk__in=pks, articles=None, wire_copies=None, old_slugs=None, country="", language=""
    )
    for outlet in unused.exclude(
        pk__in=Change.objects.filter(table="outlet").values("row")
    ):
        log.delete(outlet)


def _remove_unnamed(pks: set[int], log: Log) -> list[Speaker]:
    """Remove those of these speakers that nothing names, then the bodies only they belonged to.

    Returns those that stay because an editor had a hand in them.
    """
    edited = Change.objects.filter(table="speaker").values("row")
    spelled = Change.objects.filter(table="speakername").values("row")
    unnamed = Speaker.objects.filter(
        pk__in=pks,
        statements=None,
        statements_on_behalf=None,
        hosted_briefings=None,
        members=None,
    )
    free = unnamed.filter(old_slugs=None).exclude(pk__in=edited).exclude(names__in=spelled)
    gone = list(free)
    kept = list(unnamed.exclude(pk__in=[one.pk for one in gone]))
    for speaker in gone:
        log.delete(speaker)
    if bodies := {one.institution_id for one in gone if one.institution_id}:
        kept += _remove_unnamed(bodies, log)
    return kept


def _remove(article: Article, log: Log) -> bool:
    rows = list(article.statements.all())
    decided = _decided(rows)
    later = Article.objects.filter(supersedes=article).exists()
    briefings = {row.briefing_id for row in rows if row.pk not in decided}
    if later:
        return False
    _put_back_earlier(rows, decided, log)
    for row in rows:
        if row.pk not in decided:
            log.delete(row)
    _remove_empty([pk for pk in briefings if pk], log)
    if decided or Change.objects.of(article).exists():
        return False
    log.delete(article)
    return True


def _decided(rows: Sequence[Row]) -> set[int]:
    """Return the keys of the statements that an editor reviewed or changed."""
    touched = touched_columns(row.pk for row in rows)
    return {row.pk for row in rows if row.state in REVIEWED or row.pk in touched}


def _put_back_earlier(rows: Sequence[Row], decided: set[int], log: Log) -> None:
    """Let the statements of the earlier version stand again that these had replaced."""
    going = [row.pk for row in rows if row.pk not in decided]
    log.update(Row.objects.filter(replaced_by__in=going), current=True, replaced_by=None)


def _remove_empty(pks: Sequence[int], log: Log) -> None:
    """Remove the occasions that only these statements told of."""
    empty = Briefing.objects.filter(
        pk__in=pks, origin=Briefing.Origin.IMPORT, statements=None
    )
    edited = Change.objects.filter(table="briefing").values("row")
    for briefing in empty.exclude(pk__in=edited):
        log.delete(briefing)
