"""Addresses of articles: how they are told apart, whose they are, what day they are filed under."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

MOST = 2_000  # characters
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)")


def normal_url(url: str) -> str:
    """Return an address as articles are told apart by it. Raises ValueError if it is none.

    The fragment and the marks of a mailing go, the host is in lower case.

    >>> normal_url("HTTPS://Example.org/a?id=1&utm_source=x#top")
    'https://example.org/a?id=1'
    """
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(url) > MOST:
        raise ValueError(f"{url[:100]!r} is not an address such as https://example.org/a")
    host = parts.netloc.rpartition("@")[2].lower()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not pair[0].startswith(_TRACKING)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def domain_of(url: str) -> str:
    """Return the host of an address without "www.", "" if there is none.

    >>> domain_of("https://www.tass.com/politics/1")
    'tass.com'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def day_in_address(url: str) -> str:
    """Return the day that an address is filed under, "" if it is none.

    >>> day_in_address("https://example.org/2021/08/20/russia-dismisses/")
    '2021-08-20'
    """
    match = _DAY.search(urlsplit(url).path)
    with suppress(ValueError):
        return date(*map(int, match.groups())).isoformat() if match else ""
    return ""
