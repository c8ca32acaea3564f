"""How a statement is set in type: its words, its day, its way to the original."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from statements import addresses
from statements.extraction.quotes import find_quotes
from statements.extraction.spans import GAP, Span
from statements.markup import escaped, fill, join
from statements.models import Statement
from statements.models.cards import Card, Named
from statements.models.dating import Basis, Dated, Precision
from statements.search.highlight import Marks

if TYPE_CHECKING:
    from collections.abc import Sequence

register = template.Library()

type Range = tuple[int, int]  # half-open, of code points

OPENING_MARKS = "“„«‘\"'‹"
HOW_DATED = {
    Basis.STATED: "stated in the article",
    Basis.YEAR_INFERRED: "year worked out",
    Basis.WEEKDAY_PUBLICATION: "worked out from the weekday",
    Basis.RELATIVE: "worked out from the article",
    Basis.SAME_EVENT: "day of the same occasion",
    Basis.DATELINE: "day of the dateline",
    Basis.PUBLICATION: "day of publication",
    Basis.BRIEFING: "day of the briefing",
    Basis.EDITOR: "entered by an editor",
    Basis.UNKNOWN: "",
}


@lru_cache(maxsize=10_000)
def address_of(page: str, *parts: int | str) -> str:
    """Return the address of a page. A list of statements asks for hundreds, most of them often."""
    return reverse(page, args=parts)


def address_by_key(page: str, key: int | str) -> str:
    """Return the address of one of so many pages that remembering each would be no use.

    >>> address_by_key("article", 7), address_by_key("statement", "b0gg0f0wj9")
    ('/articles/7/', '/statements/b0gg0f0wj9/')
    """
    before, after = _around_key(page)
    return f"{before}{key}{after}"


@cache
def _around_key(page: str) -> tuple[str, str]:
    before, _, after = reverse(page, args=["0"]).rpartition("0")
    return before, after


@register.simple_tag
def words(statement: Statement | Card, marks: Marks | None = None) -> SafeString:
    """Return the words as a block quotation; reported speech has no marks to hang.

    The opening mark of a quotation is cut off into an element of its own, so that the
    style sheet can hang it in the margin. What a search matched is marked.
    """
    text = statement.text
    hang = text[:1] if statement.kind == Statement.Kind.DIRECT else ""
    hang = hang if hang and hang in OPENING_MARKS else ""
    quoted: list[Range] = []
    if statement.kind == Statement.Kind.MIXED:
        quotes = find_quotes(text, [Span(0, len(text))])[0]
        quoted = [(quote.start, quote.end) for quote in quotes]
    marked = marks.on(text) if marks else []
    body = set_in_type(text, len(hang), quoted, marked)
    language = statement.article.language if statement.article else ""
    return fill(
        '<blockquote class="words words-{}"{} dir="auto"><p>{}{}</p></blockquote>',
        statement.kind,
        fill(' lang="{}"', language) if language else "",
        fill('<span class="hang">{}</span>', hang) if hang else "",
        body,
    )


def set_in_type(
    text: str, start: int, quoted: Sequence[Range], marked: Sequence[Range]
) -> SafeString:
    """Return `text[start:]` escaped, with the ranges that are quoted or matched in elements."""
    if not quoted:
        return _with_marks(text, start, marked)
    edges = {start, len(text)}
    edges |= {
        edge for place in (*quoted, *marked) for edge in place if start < edge < len(text)
    }
    return join(
        _piece(text[a:b], quoted=_covers(quoted, a), marked=_covers(marked, a))
        for a, b in pairwise(sorted(edges))
    )


def _with_marks(text: str, start: int, marked: Sequence[Range]) -> SafeString:
    """Return the same for the ranges that matched, which are in order and apart."""
    parts, done = [], start
    for first, end in marked:
        if end > done:
            parts += [escaped(text[done:first]), "<mark>"]
            parts += [escaped(text[max(first, done) : end]), "</mark>"]
            done = end
    parts.append(escaped(text[done:]))
    return SafeString("".join(parts))


def _covers(ranges: Sequence[Range], offset: int) -> bool:
    return any(start <= offset < end for start, end in ranges)


def _piece(text: str, *, quoted: bool, marked: bool) -> SafeString:
    piece = fill("<mark>{}</mark>" if marked else "{}", text)
    return fill('<span class="run">{}</span>', piece) if quoted else piece


@register.filter
def how_dated(row: Dated | Card) -> str:
    """Return in a few words how the day is known, nothing where it is not."""
    return HOW_DATED[Basis(row.basis)]


@register.filter
def date_address(row: Dated | Card) -> str:
    """Return the page that shows this row among others of its time."""
    if row.earliest is None or row.latest is None:
        return address_of("undated")
    if row.precision == Precision.DAY:
        return day_address(row.earliest)
    if (row.earliest.year, row.earliest.month) == (row.latest.year, row.latest.month):
        return address_of("month", row.earliest.year, row.earliest.month)
    return address_of("year", row.earliest.year)


@register.filter
def day_address(day: date) -> str:
    """Return the address of a day."""
    before, after = _around_day()
    return f"{before}{day.year:04}/{day.month:02}/{day.day:02}{after}"


@cache
def _around_day() -> tuple[str, str]:
    before, _, after = reverse("day", args=[2021, 8, 19]).partition("2021/08/19")
    return before, after


@register.filter
def number(count: int) -> str:
    """Return a count with its thousands set apart.

    >>> number(10000)
    '10,000'
    """
    return f"{count:,}"


def original(statement: Card) -> str:
    """Return the source on the web, opened at these very words where the browser can."""
    if statement.article is None:
        return addresses.outward(statement.source_url)
    url = statement.article.url
    return addresses.passage(url, statement.text.split(GAP), statement.context)


def chain(statement: Card) -> list[str]:
    """Return who passed the words on, apart from the outlet, which is named anyway."""
    outlet = statement.article.outlet.name.casefold() if statement.article else ""
    return [source for source in statement.via if source.casefold() != outlet]


def is_named_otherwise(speaker: Named | None, written: str) -> bool:
    """Tell whether the source names the speaker by other words than this site does.

    A title before the name, or the family name alone, is no other name.
    """
    name = speaker.name.casefold().split() if speaker else []
    return bool(written) and not (name and name[-1] in written.casefold())
