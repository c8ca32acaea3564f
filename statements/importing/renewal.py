"""A known article is extracted anew, by a better extractor: editors' decisions stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from statements.extraction.model import Extraction
from statements.importing.copies import copies
from statements.importing.decisions import REVIEWED, touched_columns
from statements.importing.rows import place_of, zone_rows
from statements.models import Article, Briefing, Change, Statement
from statements.models.dating import Basis
from statements.models.record import DATE_FIELDS

SAME = (
    0.5  # of the characters of two statements together; so much in common is one statement
)

# What a machine found, and may find otherwise.
_FOUND = (
    *("spans", "span_count", "text", "context", "kind", "source_start", "source_end"),
    *("speaker_id", "speaker_reason", "on_behalf_of_id", "briefing_id", "via", "rule"),
    *("cue", "cue_start", "cue_end", "confidence", "basis", *DATE_FIELDS),
)
_STATUS = ("current", "replaced_by", "changed_at")


def renew(article: Article, extraction: Extraction, found: Sequence[Statement]) -> int:
    """Make the statements of an article those that were found; returns how many changed.

    A statement that an editor reviewed or changed stays as it is, and what was
    found in its place is dropped. One that is found no more is no longer
    current, and points to what took its place. No row is deleted.
    """
    old = list(article.statements.order_by("pk"))
    before = {row.briefing_id for row in old}
    decided = _decided(old)
    elsewhere = set(copies().filter(article=article).values_list("pk", flat=True))
    for row in old:  # one that is listed elsewhere stands in this article all the same
        row.current = row.current or row.pk in elsewhere
    there = {place_of(row): row for row in old}
    changed, new = _compare(found, there, decided)
    created = Statement.objects.with_index(new)
    places = {place_of(row) for row in found}
    gone = [
        row
        for row in old
        if row.current and row.pk not in decided and place_of(row) not in places
    ]
    present = [
        row for row in [*old, *created] if row.pk in decided or place_of(row) in places
    ]
    _retire(gone, present)
    Statement.objects.bulk_update([*changed, *gone], [*_FOUND, *_STATUS])
    Statement.objects.reindex([*changed, *gone])
    _remove_empty([pk for pk in before if pk])
    _rezone(article, extraction)
    return len(changed) + len(created) + len(gone)


def _decided(rows: Sequence[Statement]) -> set[int]:
    """Return the keys of the statements that an editor has had a hand in."""
    touched = touched_columns(row.pk for row in rows)
    return {
        row.pk
        for row in rows
        if row.state in REVIEWED or row.basis == Basis.EDITOR or row.pk in touched
    }


def _compare(
    found: Sequence[Statement],
    there: dict[tuple[int | None, int | None, str], Statement],
    decided: set[int],
) -> tuple[list[Statement], list[Statement]]:
    """Return the rows that are found otherwise now, and those that are new."""
    standing = [row for row in there.values() if row.pk in decided and row.current]
    changed: list[Statement] = []
    new: list[Statement] = []
    for row in found:
        known = there.get(place_of(row))
        if known is None:
            if not any(_overlap(row, one) >= SAME for one in standing):
                new.append(row)
        elif known.pk not in decided and _learn(known, row):
            changed.append(known)
    return changed, new


def _learn(known: Statement, row: Statement) -> bool:
    """Take over what was found now; returns whether that changed anything."""
    differing = [name for name in _FOUND if getattr(known, name) != getattr(row, name)]
    if known.current and not differing:
        return False
    for name in differing:
        setattr(known, name, getattr(row, name))
    known.current, known.replaced_by, known.changed_at = True, None, timezone.now()
    return True


def _retire(gone: Iterable[Statement], present: Sequence[Statement]) -> None:
    for row in gone:
        best = max(present, key=lambda one: _overlap(row, one), default=None)
        row.current = False
        row.replaced_by = best if best and _overlap(row, best) >= SAME else None
        row.changed_at = timezone.now()


def _overlap(one: Statement, other: Statement) -> float:
    """Return the share of the characters of both that both have."""
    mine, theirs = _characters(one), _characters(other)
    return len(mine & theirs) / len(mine | theirs)


def _characters(row: Statement) -> set[int]:
    return {place for start, end in row.spans for place in range(start, end)}


def _remove_empty(pks: Iterable[int]) -> None:
    """Remove the occasions that only this article told of, and that it tells of no more."""
    empty = Briefing.objects.filter(
        pk__in=pks, origin=Briefing.Origin.IMPORT, statements=None
    )
    edited = Change.objects.filter(table="briefing").values("row")
    empty.exclude(pk__in=edited).delete()


def _rezone(article: Article, extraction: Extraction) -> None:
    article.zones = zone_rows(extraction)
    article.save(update_fields=["zones"])
