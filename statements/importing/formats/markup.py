"""What the first bytes of a file in HTML or XML say it is."""

from __future__ import annotations

import re

_BEFORE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!(?!--)[^>]*>)", re.DOTALL)
_ROOT = re.compile(r"\s*<([a-z][\w:.-]*)[\s/>]", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*<!doctype\s+html\b", re.IGNORECASE)


def root_name(head: bytes) -> str:
    """Return the name of the first element in lower case, "" where there is none.

    >>> root_name(b'<?xml version="1.0"?><!-- a feed --><rss version="2.0">')
    'rss'
    """
    text = _decode(head)
    place = 0
    while before := _BEFORE.match(text, place):
        place = before.end()
    root = _ROOT.match(text, place)
    return root[1].lower() if root else ""


def is_page(head: bytes) -> bool:
    """Tell whether this begins as a web page does."""
    return _DOCTYPE.match(_decode(head)) is not None or root_name(head) == "html"


def _decode(head: bytes) -> str:
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return head.decode(encoding, "replace")
