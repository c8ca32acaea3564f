"""What is ready goes to the store, some articles at a time, and comes back as outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import DataError, IntegrityError

from statements.extraction.model import Extraction
from statements.importing.extracting import Ready
from statements.importing.sources import Source, UnreadableError
from statements.importing.store import Outcome, Stored, store, store_together
from statements.models import ImportedFile

TOGETHER = 20  # new articles in one transaction; on SQLite it keeps other writers waiting


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one article."""

    name: str
    outcome: ImportedFile.Outcome
    article: int | None = None
    statement_count: int = 0
    message: str = ""
    source: Source | None = None
    extraction: Extraction | None = None


def write_all(
    ready: Iterable[Ready | UnreadableError], *, keep: bool, renewing: bool
) -> Iterator[list[Report]]:
    """Store everything that is new, yielding outcomes in order as soon as they are certain."""
    hand: list[Ready] = []
    for one in ready:
        new = isinstance(one, Ready) and one.known is None
        if isinstance(one, Ready) and new:
            hand.append(one)
        if hand and (len(hand) >= TOGETHER or not new):
            yield _write_new(hand, keep=keep)
            hand = []
        if not new:
            yield [_report_or_renew(one, keep=keep, renewing=renewing)]
    if hand:
        yield _write_new(hand, keep=keep)


def _write_new(hand: Sequence[Ready], *, keep: bool) -> list[Report]:
    items = [(one.source, one.extraction) for one in hand if one.extraction]
    together = store_together(items, keep=keep) if len(items) > 1 else None
    if together is None:
        return [_write(one, keep=keep, renewing=False) for one in hand]
    return [_told(one, stored) for one, stored in zip(hand, together, strict=True)]


def _report_or_renew(one: Ready | UnreadableError, *, keep: bool, renewing: bool) -> Report:
    if isinstance(one, UnreadableError):
        return Report(one.name, Outcome.FAILED, message=str(one))
    if renewing:
        return _write(one, keep=keep, renewing=True)
    return _told(one, Stored(Outcome.UNCHANGED, one.known))


def _write(one: Ready, *, keep: bool, renewing: bool) -> Report:
    if one.extraction is None:
        return _told(one, Stored(Outcome.UNCHANGED, one.known))
    try:
        stored = store(one.source, one.extraction, keep=keep, renewing=renewing)
    except (IntegrityError, DataError) as error:
        name, reason = one.source.name, " ".join(str(error).split())
        message = (
            f"{name}: the database refused it ({reason}). Please report it with the file."
        )
        return Report(name, Outcome.FAILED, message=message)
    return _told(one, stored)


def _told(one: Ready, stored: Stored) -> Report:
    return Report(
        name=one.source.name,
        outcome=stored.outcome,
        article=stored.article,
        statement_count=stored.statement_count,
        source=one.source,
        extraction=one.extraction,
    )
