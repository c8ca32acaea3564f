"""The same text under another outlet: its statements are linked, and count once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone

from statements import search
from statements.importing.decisions import touched_columns
from statements.importing.likeness import ALIKE, likeness, marks_of, runs_of
from statements.importing.versions import pair
from statements.models import Article, Statement, TextMark, bulk

_LOOKED_AT = 500  # articles with a mark of a text; more share it only by their small print
_COMPARED = 4  # of them, those with the most marks in common


@dataclass(frozen=True, slots=True)
class _Text:
    pk: int
    outlet: int
    runs: frozenset[int]


def link_copies(articles: Sequence[Article], *, new: bool = True) -> None:
    """Mark articles that were just stored, and link those whose text another outlet has too.

    A statement whose words and speaker are on record from the other outlet points
    there and is no longer listed by itself. One that an editor decided about stays.
    """
    runs = {article.pk: runs_of(article.text, article.zones) for article in articles}
    marks = {pk: marks_of(found) for pk, found in runs.items()}
    if new:
        _keep(marks)
    own = [_Text(one.pk, one.outlet_id, runs[one.pk]) for one in articles if marks[one.pk]]
    candidates = _candidates(own, marks)
    texts = _texts({pk for found in candidates.values() for pk in found}, own)
    originals = {
        one.pk: found
        for one in own
        if (found := _originals(one, [texts[pk] for pk in candidates[one.pk]]))
    }
    if originals:
        _link(originals)


def mark(articles: Iterable[Article]) -> int:
    """Mark articles that have no marks yet; returns how many have them now."""
    rows = {one.pk: marks_of(runs_of(one.text, one.zones)) for one in articles}
    _keep(rows)
    return sum(map(bool, rows.values()))


def _keep(marks: Mapping[int, Iterable[int]]) -> None:
    rows = [(mark, pk) for pk, found in marks.items() for mark in found]
    keys = bulk.take_keys(TextMark, len(rows))
    bulk.insert_columns(
        TextMark,
        [
            {"id": key, "mark": mark, "article_id": pk}
            for key, (mark, pk) in zip(keys, rows, strict=True)
        ],
    )


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
    own: Sequence[_Text], marks: Mapping[int, Sequence[int]]
) -> dict[int, list[int]]:
    """Return the earlier articles of other outlets that share the most marks with each."""
    wanted = {mark for text in own for mark in marks[text.pk]}
    rows = TextMark.objects.filter(mark__in=wanted).order_by("-article", "mark")
    by_mark: dict[int, list[tuple[int, int]]] = {}
    for found, pk, outlet in rows.values_list("mark", "article", "article__outlet")[
        : _LOOKED_AT * len(own)
    ]:
        by_mark.setdefault(found, []).append((pk, outlet))
    candidates: dict[int, list[int]] = {}
    for text in own:
        shared = Counter(
            pk
            for mark in marks[text.pk]
            for pk, outlet in by_mark.get(mark, [])
            if pk < text.pk and outlet != text.outlet
        )
        best = sorted(shared, key=lambda pk: (-shared[pk], pk))[:_COMPARED]
        candidates[text.pk] = sorted(best)
    return candidates


def _texts(pks: set[int], own: Iterable[_Text]) -> dict[int, _Text]:
    texts = {text.pk: text for text in own}
    rows = Article.objects.filter(pk__in=pks - set(texts))
    for pk, outlet, text, zones in rows.values_list("pk", "outlet", "text", "zones"):
        texts[pk] = _Text(pk, outlet, runs_of(text, zones))
    return texts


def _originals(text: _Text, candidates: Iterable[_Text]) -> list[int]:
    return [one.pk for one in candidates if likeness(text.runs, one.runs) >= ALIKE]


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
