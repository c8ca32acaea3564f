"""Markup put together from parts: whatever is not markup yet is escaped.

Django's `format_html` does the same and asks each part, several times, whether it is to be
translated later. Nothing here is, and a page of results is made of a thousand parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

type Part = str | int | float
_find_markup = re.compile("[&<>\"']").search


def fill(form: str, *parts: Part) -> SafeString:
    """Return `form` with its `{}` filled in, all but a SafeString escaped.

    >>> fill('<a href="{}">{}</a>', "/?q=a&b", fill("<b>{}</b>", "<5"))
    '<a href="/?q=a&amp;b"><b>&lt;5</b></a>'
    """
    return SafeString(form.format(*map(escaped, parts)))


def fill_each(separator: str, form: str, rows: Iterable[Iterable[Part]]) -> SafeString:
    """Return `form` filled in with each of the rows, with markup between them.

    >>> fill_each(", ", "<b>{}</b>", [["a"], ["&"]])
    '<b>a</b>, <b>&amp;</b>'
    """
    return SafeString(separator.join([form.format(*map(escaped, row)) for row in rows]))


def join(parts: Iterable[Part], separator: str = "") -> SafeString:
    """Return the parts one after the other.

    >>> join(["<", fill("<br>")])
    '&lt;<br>'
    """
    return SafeString(separator.join(map(escaped, parts)))


def escaped(part: Part) -> str:
    """Return a part as markup.

    >>> escaped("<5"), escaped(5), escaped(fill("<br>"))
    ('&lt;5', '5', '<br>')
    """
    if isinstance(part, SafeString):
        return part
    text = part if isinstance(part, str) else str(part)
    # One look tells of most parts that there is nothing to escape.
    return escape(text) if _find_markup(text) else text
