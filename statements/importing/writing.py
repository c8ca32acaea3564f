"""What is ready goes to the store, some articles at a time, and comes back as outcomes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.db import DataError, IntegrityError, OperationalError, transaction

from statements.characters import unseen_in
from statements.extraction.model import Extraction
from statements.importing.claims import patiently
from statements.importing.extracting import Item, Ready
from statements.importing.sources import Begun, Source, UnreadableError
from statements.importing.store import Outcome, Stored, store, store_together
from statements.models import ImportedFile

# Articles that are stored in one transaction: on SQLite it keeps other writers waiting.
TOGETHER = 50
TRIES = 2  # for a batch as a whole
MOST = 400  # outcomes in one transaction, the cheap ones included


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


class Ledger(Protocol):
    """Where outcomes are recorded, in the transaction that stores the articles."""

    def held(self, listed: Collection[int]) -> Collection[int]:
        """Return which of these files are still this importer's to import."""

    def record(self, reports: Sequence[tuple[int, Report]], ended: Collection[int]) -> None:
        """Record outcomes, each with the row of its file, and the files that are done."""


type Entry = tuple[int, Ready | UnreadableError]  # with the row of its file, 0 without one


@dataclass(slots=True)
class Batch:
    """What is written in one transaction: articles, and the files that end with them."""

    entries: list[Entry] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    extracted: int = 0

    def add(self, listed: int, one: Ready | UnreadableError) -> None:
        self.entries.append((listed, one))
        self.extracted += isinstance(one, Ready) and one.extraction is not None

    @property
    def is_full(self) -> bool:
        return self.extracted >= TOGETHER or len(self.entries) + len(self.ended) >= MOST


def write_all(
    items: Iterable[Item], ledger: Ledger | None, *, renewing: bool
) -> Iterator[list[Report]]:
    """Store everything that is new, yielding outcomes in order as soon as they are certain.

    Without a ledger everything is done and taken back.
    """
    for batch in gather(items):
        # What collided with another importer's speakers finds them on record the second time.
        attempts = (_write_together(batch, ledger) for _ in range(0 if renewing else TRIES))
        reports = next((one for one in attempts if one is not None), None)
        yield _write_each(batch, ledger, renewing=renewing) if reports is None else reports


def gather(items: Iterable[Item]) -> Iterator[Batch]:
    """Yield articles in batches, each with the files whose last article is in it."""
    batch, listed = Batch(), 0
    for one in items:
        if isinstance(one, Begun):
            if listed:
                batch.ended.append(listed)
            listed = one.listed
            continue
        if batch.is_full:
            yield batch
            batch = Batch()
        batch.add(listed, one)
    if listed:
        batch.ended.append(listed)
    yield batch


def _write_together(batch: Batch, ledger: Ledger | None) -> list[Report] | None:
    """Store a batch in one transaction, its outcomes with it; None if that cannot be."""
    try:
        with transaction.atomic():
            entries = _still_ours(batch, ledger)
            ready = [
                one for _, one in entries if isinstance(one, Ready) and one.known is None
            ]
            items = [(one.source, one.extraction) for one in ready if one.extraction]
            marks = [one.marks for one in ready if one.extraction]
            stored = store_together(items, marks, keep=ledger is not None) if items else []
            if stored is None:
                return None
            of_new = iter(stored)
            reports = [(listed, _report(one, of_new)) for listed, one in entries]
            if ledger:
                ledger.record(reports, batch.ended)
    except (IntegrityError, DataError, OperationalError):
        return None
    return [report for _, report in reports]


def _write_each(batch: Batch, ledger: Ledger | None, *, renewing: bool) -> list[Report]:
    """Store the articles of a batch one by one, so that a bad one costs only itself."""
    reports: list[Report] = []
    for entry in batch.entries:
        reports += _write_one(entry, ledger, renewing=renewing)
    if ledger:
        _end(ledger, batch.ended)
    return reports


@patiently
def _write_one(entry: Entry, ledger: Ledger | None, *, renewing: bool) -> list[Report]:
    listed, one = entry
    with transaction.atomic():
        if ledger and listed not in ledger.held([listed]):
            return []
        report = _write(one, keep=ledger is not None, renewing=renewing)
        if ledger:
            ledger.record([(listed, report)], [])
    return [report]


@patiently
def _end(ledger: Ledger, ended: Collection[int]) -> None:
    with transaction.atomic():
        ledger.record([], ended)


def _still_ours(batch: Batch, ledger: Ledger | None) -> list[Entry]:
    """Return the entries whose files no other importer has taken over in the meantime."""
    if ledger is None:
        return batch.entries
    ours = ledger.held({listed for listed, _ in batch.entries})
    return [entry for entry in batch.entries if entry[0] in ours]


def _report(one: Ready | UnreadableError, stored: Iterator[Stored]) -> Report:
    """Return the outcome of an article; of a new one it is the next of those stored."""
    if isinstance(one, UnreadableError):
        return Report(one.name, Outcome.FAILED, message=str(one))
    known = one.known
    return _told(one, next(stored) if known is None else Stored(Outcome.UNCHANGED, known))


def _write(one: Ready | UnreadableError, *, keep: bool, renewing: bool) -> Report:
    if isinstance(one, UnreadableError) or not (
        one.extraction and (renewing or one.known is None)
    ):
        return _report(one, iter(()))
    try:
        stored = store(
            one.source, one.extraction, keep=keep, renewing=renewing, correcting=True
        )
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
        message=_flag(one.source, stored),
        source=one.source,
        extraction=one.extraction,
    )


def _flag(source: Source, stored: Stored) -> str:
    """Return a warning of characters by which a text may not say what it seems to."""
    unseen = "" if stored.outcome is Outcome.UNCHANGED else unseen_in(source.text)
    return f"holds characters that do not show: {unseen}" if unseen else ""
