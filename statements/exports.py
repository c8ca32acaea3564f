"""The rows of a page as JSON, CSV and JSON Lines: the same columns in each."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.urls import get_script_prefix, reverse

from statements.addresses import passage
from statements.extraction.spans import GAP
from statements.models import Statement

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LIMIT = 10_000  # rows of one file; a longer one says that it was cut
BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for something else
# What makes a spreadsheet take a cell for a formula, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# JSON allows them as they are, but many readers of lines take them for the end of one.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement as data. Days are ISO 8601, `date` is EDTF; empty means not known."""

    id: str
    address: str
    text: str
    kind: str
    speaker: str
    speaker_id: str
    speaker_as_written: str
    on_behalf_of: str
    date: str
    date_in_words: str
    date_as_written: str
    earliest: dt.date | None
    latest: dt.date | None
    date_basis: str
    date_reason: str
    event: str
    event_id: str
    event_kind: str
    outlet: str
    outlet_id: str
    headline: str
    article: str
    source: str
    via: Sequence[str]
    rule: str
    confidence: float | None
    reviewed: bool
    changed_at: dt.datetime


def row_of(statement: Statement, root: str) -> StatementRow:
    """Return `statement`, loaded for display, as a row; `root` stands before every address."""
    speaker, briefing, article = statement.speaker, statement.briefing, statement.article
    return StatementRow(
        id=statement.public_id,
        address=root + _address("statement", statement.public_id),
        text=statement.text,
        kind=statement.kind,
        speaker=speaker.name if speaker else "",
        speaker_id=speaker.slug if speaker else "",
        speaker_as_written=statement.speaker_as_written,
        on_behalf_of=statement.on_behalf_of.name if statement.on_behalf_of else "",
        date=statement.edtf,
        date_in_words=statement.date_label,
        date_as_written=statement.date_text,
        earliest=statement.earliest,
        latest=statement.latest,
        date_basis=statement.basis,
        date_reason=statement.reason,
        event=briefing.title if briefing else "",
        event_id=briefing.slug if briefing else "",
        event_kind=briefing.kind if briefing else "",
        outlet=article.outlet.name if article else "",
        outlet_id=article.outlet.slug if article else "",
        headline=article.headline if article else "",
        article=root + _address("article", article.pk) if article else "",
        source=source_of(statement),
        via=statement.via,
        rule=statement.rule,
        confidence=statement.confidence,
        reviewed=statement.state == Statement.State.PUBLISHED,
        changed_at=statement.changed_at,
    )


def _address(page: str, identifier: str | int) -> str:
    """Return the path of a page; a file has thousands, and resolving each takes its time."""
    return _pattern(page, get_script_prefix()).replace("0", str(identifier), 1)


@functools.cache
def _pattern(page: str, prefix: str) -> str:
    return reverse(page, args=[0])


def source_of(statement: Statement) -> str:
    """Return the address where the words can be read, pointing at them; "" if there is none."""
    address = statement.article.url if statement.article else statement.source_url
    return passage(address, parts_of(statement), statement.context)


def parts_of(statement: Statement) -> list[str]:
    """Return the exact characters of each span, from `text` alone.

    The gaps are found by the lengths of the spans, since an article may itself
    hold the characters of a gap.
    """
    parts, position = [], 0
    for start, end in statement.spans:
        parts.append(statement.text[position : position + end - start])
        position += end - start + len(GAP)
    return parts or [statement.text]


def csv_chunks(
    kind: type[DataclassInstance], rows: Iterable[DataclassInstance], limit: int = LIMIT
) -> Iterator[str]:
    """Yield a CSV file line by line: a heading, at most `limit` rows, and a note if cut."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(_columns(kind))
    source = iter(rows)
    for row in islice(source, limit):
        yield writer.writerow([_cell(value) for value in as_dict(row).values()])
    if next(source, None) is not None:
        yield writer.writerow([cut_note(limit)])


def jsonl_chunks(rows: Iterable[DataclassInstance], limit: int = LIMIT) -> Iterator[str]:
    """Yield one JSON object a line, at most `limit`, and a last one with a note if cut."""
    source = iter(rows)
    for row in islice(source, limit):
        yield as_json(as_dict(row)) + "\n"
    if next(source, None) is not None:
        yield as_json({"cut": cut_note(limit)}) + "\n"


def as_dict(row: DataclassInstance) -> dict[str, Any]:
    """Return the columns of a row by name; unlike `asdict` it copies nothing."""
    return {name: getattr(row, name) for name in _columns(type(row))}


@functools.cache
def _columns(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def cut_note(limit: int) -> str:
    """Return the sentence that ends a file with fewer rows than were found."""
    return f"Cut after {limit:,} rows; there are more. Narrow the question to get the rest."


def as_json(value: Any) -> str:
    r"""Return `value` as JSON on one line, days and instants in ISO 8601.

    >>> print(as_json({"text": "one\u2028line, é"}))
    {"text": "one\u2028line, é"}
    """
    written = json.dumps(value, ensure_ascii=False, default=_iso)
    return _LINE_ENDS.sub(lambda end: f"\\u{ord(end[0]):04x}", written)


def _iso(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _cell(value: object) -> str | float:
    """Return a cell that no spreadsheet runs as a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return value
        case dt.date():
            return value.isoformat()
        case list() | tuple():
            return _cell("; ".join(map(str, value)))
    text = str(value)
    return "'" + text if text.lstrip(" \u00a0").startswith(_FORMULA) else text


class _Echo:
    """What a csv writer may write to when its lines are wanted at once."""

    def write(self, line: str) -> str:
        return line
