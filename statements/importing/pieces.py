"""What the reader of a format yields: articles, and pages that have yet to be parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader

from statements.importing.addresses import day_in_address, normal_url
from statements.importing.decoding import check_text
from statements.importing.limits import MAX_PAGE_BYTES, check_size
from statements.importing.page import Facts, PageError
from statements.importing.page_process import page_process
from statements.importing.sidecars import KEYS, make_about
from statements.importing.sources import NOTHING, About, Source, UnreadableError

_IN_ADDRESS = "the day is part of the address"


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes to be read once, from their beginning on, and what is known about them."""

    name: str
    file: BufferedReader
    about: About = NOTHING


@dataclass(frozen=True, slots=True)
class RawPage:
    """A web page whose article is still to be found, which takes a child process."""

    name: str
    data: bytes
    about: About = NOTHING


Piece = Source | RawPage | UnreadableError
Read = Callable[[Stream], Iterator[Piece]]


def text_source(name: str, text: str, about: About) -> Source:
    """Return an article whose text is there. Raises UnreadableError for what is no text."""
    check_text(name, text)
    return source_of(name, text, about)


def source_of(name: str, text: str, about: About) -> Source:
    """Return an article whose text has been checked.

    It is of the day that its address is filed under, if nothing else tells the day.
    """
    about = about.plain()
    filed = day_in_address(about.url) if about.url else ""
    if filed:
        about = about.or_else(About(published=filed, known_from=_IN_ADDRESS))
    return Source(name, text, about)


def record_piece(name: str, values: Mapping[str, object], about: About) -> Piece:
    """Return the article of a record: its `text` or `html`, and what is known about it.

    Raises ValueError for a record without either, or with a value that cannot be used.
    """
    known = {key: values[key] for key in KEYS if values.get(key) is not None}
    about = make_about(known).or_else(about)
    key = "html" if values.get("text") is None else "text"
    content = values.get(key)
    if not isinstance(content, str):
        raise ValueError('it has neither a "text" nor "html"')
    if key == "html":
        return RawPage(name, content.encode("utf-8", "surrogatepass"), about)
    return text_source(name, content, about)


def finish(piece: Piece) -> Source | UnreadableError:
    """Return the article of a piece, its page parsed."""
    if not isinstance(piece, RawPage):
        return piece
    try:
        check_size(piece.data, piece.name, MAX_PAGE_BYTES)
        page = page_process().read(piece.data, piece.about.url)
        about = piece.about.or_else(about_of(page.facts))
        return text_source(piece.name, page.text, about)
    except PageError as error:
        return UnreadableError(piece.name, error.problem, error.cure)
    except UnreadableError as error:
        return error


def about_of(facts: Facts) -> About:
    """Return what a page or a feed says about an article."""
    url = ""
    with suppress(ValueError):  # what a page takes for its address need be none
        url = normal_url(facts.url)
    return About(
        url=url,
        published=facts.published,
        known_from=facts.known_from,
        language=facts.language,
        headline=facts.headline,
        byline=facts.byline,
        site=facts.site,
    )
