"""A file becomes one `Source` an article, or one clear reason each why it cannot."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import replace
from typing import Any

from statements.importing.addresses import day_in_address, normal_url
from statements.importing.decoding import check_text, decode
from statements.importing.files import MEGABYTE, check_size, read_bytes, read_lines
from statements.importing.page import Facts, PageError
from statements.importing.page_process import page_process
from statements.importing.sidecars import KEYS, make_about
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input

MAX_BYTES = 5 * MEGABYTE  # of one article; a long one has fifty thousand
MAX_PAGE_BYTES = 20 * MEGABYTE
LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
AHEAD = 32  # files that are read before their turn
_IN_ADDRESS = "the day is part of the address"
_OBJECT = 'Write one object a line, such as {"text": "...", "outlet": "...", "url": "..."}'


Articles = list[Source | UnreadableError]


def read(given: Input, about: About) -> Iterator[Source | UnreadableError]:
    """Yield the articles in a file. What `about` says counts for more than what lies beside it."""
    about = about.or_else(given.about)
    suffix = given.path.suffix.lower()
    try:
        if suffix in LINES:
            yield from _read_lines(given, about)
        elif suffix in PAGES:
            data = read_bytes(given.path, given.name, MAX_PAGE_BYTES)
            yield _read_page(given.name, data, about)
        else:
            data = read_bytes(given.path, given.name, MAX_BYTES)
            yield _dated(Source(given.name, decode(given.name, data), about))
    except UnreadableError as error:
        yield error


def read_ahead(
    executor: Executor, inputs: Iterable[Input | UnreadableError], about: About
) -> Iterator[Source | UnreadableError]:
    """Do what `read` does with each input in the threads of `executor`, in the same order.

    Each thread has a child process of its own for pages. A file of lines is read
    when its turn comes, since it may hold more than memory does.
    """
    waiting: deque[Future[Articles] | Iterable[Source | UnreadableError]] = deque()
    for one in inputs:
        if isinstance(one, UnreadableError):
            waiting.append([one])
        elif one.path.suffix.lower() in LINES:
            waiting.append(read(one, about))
        else:
            waiting.append(executor.submit(_read_whole, one, about))
        if len(waiting) > AHEAD:
            yield from _come(waiting.popleft())
    while waiting:
        yield from _come(waiting.popleft())


def _read_whole(given: Input, about: About) -> Articles:
    return list(read(given, about))


def _come(
    one: Future[Articles] | Iterable[Source | UnreadableError],
) -> Iterable[Source | UnreadableError]:
    return one.result() if isinstance(one, Future) else one


def _read_lines(given: Input, about: About) -> Iterator[Source | UnreadableError]:
    for name, line in read_lines(given.path, given.name, MAX_PAGE_BYTES):
        try:
            check_size(line, name, MAX_PAGE_BYTES)
            yield _read_line(name, line, about)
        except UnreadableError as error:
            yield error


def _read_line(name: str, line: bytes, about: About) -> Source:
    """Return the article on a line: its `text` or `html`, and what is known about it."""
    try:
        values = json.loads(decode(name, line))
        if not isinstance(values, dict):
            raise ValueError("it is no object")
        known = {key: values[key] for key in KEYS if values.get(key) is not None}
        about = make_about(known).or_else(about)
        if values.get("text") is None:
            html = _text(values, "html").encode("utf-8", "surrogatepass")
            return _read_page(name, html, about)
        text = _text(values, "text")
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(name, f"cannot be read: {error}", _OBJECT) from None
    check_text(name, text)
    return _dated(Source(name, text, about))


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str):
        raise ValueError('it has neither a "text" nor "html"')
    return value


def _read_page(name: str, data: bytes, about: About) -> Source:
    try:
        page = page_process().read(data, about.url)
    except PageError as error:
        raise UnreadableError(name, error.problem, error.cure) from None
    check_text(name, page.text)
    return _dated(Source(name, page.text, about.or_else(_about(page.facts))))


def _about(facts: Facts) -> About:
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


def _dated(source: Source) -> Source:
    """Return the source with the day its address is filed under, if nothing else tells the day."""
    filed = About(published=day_in_address(source.about.url), known_from=_IN_ADDRESS)
    return replace(source, about=source.about.or_else(filed)) if filed.published else source
