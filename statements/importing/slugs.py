"""Short names for addresses, free in their table."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.text import slugify

from statements.extraction.names import name_key


def make_slug(name: str, most: int, fallback: str) -> str:
    """Return `name` as it can stand in an address, cut between words to `most` characters.

    >>> make_slug("Мария Захарова", 80, "speaker"), make_slug("習近平", 80, "speaker")
    ('mariya-zakharova', 'speaker')
    >>> make_slug("Russian Foreign Ministry", 12, "speaker")
    'russian'
    """
    slug = slugify(name_key(name)) or fallback
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]


def free_slug(slug: str, taken: Callable[[str], Iterable[str]]) -> str:
    """Return `slug`, or `slug-2`, `slug-3` ... : the first that `taken` does not return.

    `taken` is given a beginning and returns the slugs in use that start with it.

    >>> free_slug("tass", lambda start: ["tass", "tass-2"])
    'tass-3'
    """
    used = set(taken(slug))
    if slug not in used:
        return slug
    number = 2
    while f"{slug}-{number}" in used:
        number += 1
    return f"{slug}-{number}"
