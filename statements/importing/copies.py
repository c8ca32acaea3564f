"""The same text under another outlet: its statements are linked, and count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import F, QuerySet
from django.utils import timezone

from statements import search
from statements.importing.decisions import touched_columns
from statements.importing.likeness import ALIKE, likeness, marks_of, runs_of
from statements.importing.marking import Marks, find_sharing, keep_marks
from statements.importing.versions import pair
from statements.models import Article, Statement, bulk

# Articles with one mark, the latest; more share it only by their small print.
_LOOKED_AT = 50
_COMPARED = 4  # of them, those with the most marks in common


def link_copies(
    articles: Sequence[Article],
    marks: Mapping[int, Marks] | None = None,
    *,
    new: bool = True,
) -> None:
    """Mark articles that were just stored, and link those whose text another outlet has too.

    A statement whose words and speaker are on record from the other outlet points
    there and is no longer listed by itself. One that an editor decided about stays.
    `marks`, by the key of the article, need not be given.
    """
    if marks is None:
        marks = {one.pk: marks_of(runs_of(one.text, one.zones)) for one in articles}
    if new:
        keep_marks(marks)
    candidates = _candidates({one.pk: one.outlet_id for one in articles}, marks)
    if candidates and (originals := _originals(candidates, articles)):
        _link(originals)


def follow(article: Article) -> None:
    """Let the copies of statements that are no longer current point to what took their place.

    A copy whose original is gone without a successor is listed by itself again.
    """
    versions = Article.objects.filter(pk=article.pk)
    if article.url:
        versions |= Article.objects.filter(outlet=article.outlet_id, url=article.url)
    stranded = copies().filter(
        replaced_by__current=False, replaced_by__article__in=versions
    )
    rows = list(stranded.select_related("replaced_by").order_by("pk"))
    if not rows:
        return
    standing = _standing({row.replaced_by for row in rows if row.replaced_by})
    for row in rows:
        heir = standing.get(row.replaced_by_id or 0)
        row.replaced_by, row.current = heir, heir is None
    _save(rows)


def copies() -> QuerySet[Statement]:
    """Statements that stand in another outlet's article with the same text."""
    return Statement.objects.filter(current=False, replaced_by__isnull=False).exclude(
        replaced_by__article__outlet=F("article__outlet")
    )


def _candidates(
    outlets: Mapping[int, int], marks: Mapping[int, Marks]
) -> dict[int, list[int]]:
    """Return, for each article with any, the earlier ones of other outlets most like it.

    `outlets` has the outlet of each of the articles.
    """
    sharing = find_sharing({mark for found in marks.values() for mark in found}, _LOOKED_AT)
    unknown = {pk for found in sharing.values() for pk in found} - set(outlets)
    if unknown:
        outlets = {
            **outlets,
            **dict(bulk.find_by(Article, "id", unknown, "id", "outlet_id")),
        }
    candidates: dict[int, list[int]] = {}
    for own, found in marks.items():
        shared = Counter(
            pk
            for mark in found
            for pk in sharing.get(mark, [])
            if pk < own and outlets[pk] != outlets[own]
        )
        if shared:
            best = sorted(shared, key=lambda pk: (-shared[pk], pk))[:_COMPARED]
            candidates[own] = sorted(best)
    return candidates


def _originals(
    candidates: Mapping[int, Sequence[int]], articles: Iterable[Article]
) -> dict[int, list[int]]:
    """Return, for each article with any, those of its candidates whose text it has."""
    wanted = {*candidates, *(pk for found in candidates.values() for pk in found)}
    runs = {one.pk: runs_of(one.text, one.zones) for one in articles if one.pk in wanted}
    rows = Article.objects.filter(pk__in=wanted - set(runs))
    for pk, text, zones in rows.values_list("pk", "text", "zones"):
        runs[pk] = runs_of(text, zones)
    alike = {
        own: [pk for pk in found if likeness(runs[own], runs[pk]) >= ALIKE]
        for own, found in candidates.items()
    }
    return {own: found for own, found in alike.items() if found}


def _link(originals: Mapping[int, Sequence[int]]) -> None:
    """Link the statements of each article to those of the articles it is like."""
    concerned = {*originals, *(pk for found in originals.values() for pk in found)}
    by_article: dict[int | None, list[Statement]] = {}
    rows = Statement.objects.filter(article__in=concerned).select_related("article")
    for row in rows.defer("article__text", "article__zones").order_by("pk"):
        by_article.setdefault(row.article_id, []).append(row)
    free = _free([row for pk in originals for row in by_article.get(pk, [])])
    linked: list[Statement] = []
    for pk in sorted(originals):
        theirs = [row for one in originals[pk] for row in by_article.get(one, [])]
        linked += _link_one(free.get(pk, []), theirs)
    _save(linked)


def _free(rows: Sequence[Statement]) -> dict[int, list[Statement]]:
    """Return, by article, those that stand and that no editor has had a hand in."""
    touched = touched_columns(row.pk for row in rows)
    free: dict[int, list[Statement]] = {}
    for row in rows:
        waits = row.current and row.state == Statement.State.CANDIDATE
        if waits and row.pk not in touched and row.article_id:
            free.setdefault(row.article_id, []).append(row)
    return free


def _link_one(rows: Sequence[Statement], theirs: Sequence[Statement]) -> list[Statement]:
    """Let statements of one article point to those of others; returns which do."""
    standing = _standing(theirs)
    outlets = {row.article.outlet_id for row in rows if row.article}
    heirs = {
        heir.pk: heir
        for heir in standing.values()
        if heir.article and heir.article.outlet_id not in outlets
    }
    pairs = pair(rows, list(heirs.values()))
    linked = [row for row in rows if row.pk in pairs]
    for row in linked:
        row.current, row.replaced_by = False, pairs[row.pk]
    return linked


def _standing(rows: Iterable[Statement]) -> dict[int, Statement]:
    """Return what each statement became: itself while it is current, else its last successor."""
    known = {row.pk: row for row in rows}
    wanted = list(known)
    missing = set(_successors(known)) - set(known)
    while missing:
        found = Statement.objects.select_related("article").defer(
            "article__text", "article__zones"
        )
        known |= found.in_bulk(missing)
        missing = set(_successors(known)) - set(known)
    return {pk: heir for pk in wanted if (heir := _last(known[pk], known)) is not None}


def _successors(known: Mapping[int, Statement]) -> Iterator[int]:
    for row in known.values():
        if not row.current and row.replaced_by_id:
            yield row.replaced_by_id


def _last(row: Statement, known: Mapping[int, Statement]) -> Statement | None:
    seen: set[int] = set()
    while not row.current:
        seen.add(row.pk)
        if row.replaced_by_id is None or row.replaced_by_id in seen:
            return None
        row = known[row.replaced_by_id]
    return row


def _save(rows: Sequence[Statement]) -> None:
    """Write to which statements these point, and that they are listed again if to none."""
    linked = [(row.replaced_by_id, row.pk) for row in rows if not row.current]
    for current in (True, False):
        pks = [row.pk for row in rows if row.current is current]
        Statement.objects.filter(pk__in=pks).update(
            current=current, replaced_by=None, changed_at=timezone.now()
        )
    bulk.set_column(Statement, "replaced_by_id", linked)
    search.index_pks([row.pk for row in rows])
