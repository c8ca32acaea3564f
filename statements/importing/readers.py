"""A file becomes a `Source`, or one clear reason why it cannot."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from statements.importing.addresses import day_in_address, normal_url
from statements.importing.decoding import check_text, decode
from statements.importing.page import Facts, PageError
from statements.importing.page_process import page_process
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input, refused

MAX_BYTES = 5_000_000  # of one article; a long one has fifty thousand
MAX_PAGE_BYTES = 20_000_000
PAGES = frozenset({".html", ".htm", ".xhtml"})
_IN_ADDRESS = "the day is part of the address"


def read(given: Input, about: About) -> Iterator[Source | UnreadableError]:
    """Yield the articles in a file. What `about` says counts for more than what lies beside it."""
    about = about.or_else(given.about)
    try:
        page = given.path.suffix.lower() in PAGES
        source = _read_page(given, about) if page else _read_text(given, about)
    except UnreadableError as error:
        yield error
    else:
        filed = About(published=day_in_address(source.about.url), known_from=_IN_ADDRESS)
        yield (
            replace(source, about=source.about.or_else(filed))
            if filed.published
            else source
        )


def _read_text(given: Input, about: About) -> Source:
    data = read_bytes(given.path, given.name)
    return Source(given.name, decode(given.name, data), about)


def _read_page(given: Input, about: About) -> Source:
    data = read_bytes(given.path, given.name, MAX_PAGE_BYTES)
    try:
        page = page_process().read(data, about.url)
    except PageError as error:
        raise UnreadableError(given.name, error.problem, error.cure) from None
    check_text(given.name, page.text)
    return Source(given.name, page.text, about.or_else(_about(page.facts)))


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


def read_bytes(path: Path, name: str, limit: int = MAX_BYTES) -> bytes:
    """Return what a plain file holds. Never waits for a pipe, never reads beyond `limit`."""
    try:
        # Not blocking, because between the walk and now the file may have become a pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise refused(path, error) from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError(name, "is not a file", "Save the article in a file")
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise refused(path, error) from None
    if len(data) > limit:
        problem = f"is larger than {limit // 1_000_000} MB, which no article is"
        raise UnreadableError(name, problem, "Split it into one file an article")
    return data
