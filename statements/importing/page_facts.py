"""What a page says about itself: JSON-LD, OpenGraph, `<time>` and its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from html import unescape
from typing import Any

import lxml.html

from statements.importing.addresses import day_in_address
from statements.importing.page import Facts

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DEEPEST = 8  # levels of JSON-LD


def read_facts(tree: lxml.html.HtmlElement, url: str) -> Facts:
    """Return what the page says about itself. Where it says a thing twice, its data come first."""
    article = _article_data(tree)
    meta = _meta(tree)
    address = url or _text(meta.get("og:url")) or _canonical(tree)
    published, known_from = _published(tree, article, meta, address)
    return Facts(
        headline=_text(article.get("headline"))
        or _heading(tree)
        or _text(meta.get("og:title")),
        byline=_names(article.get("author")) or _text(meta.get("author")),
        site=_names(article.get("publisher")) or _text(meta.get("og:site_name")),
        url=address,
        language=_text(article.get("inLanguage")) or _text(tree.get("lang")),
        published=published,
        known_from=known_from,
    )


def _published(
    tree: lxml.html.HtmlElement,
    article: Mapping[str, Any],
    meta: Mapping[str, str],
    url: str,
) -> tuple[str, str]:
    sources = (
        (_day(article.get("datePublished")), "the page's own data name the day"),
        (_day(meta.get("article:published_time")), "the page's own data name the day"),
        (_time(tree), "the page shows the day with its article"),
        (day_in_address(url), "the day is part of the address"),
    )
    return next((source for source in sources if source[0]), ("", ""))


def _day(value: object) -> str:
    match = _DAY.match(_text(value))
    with suppress(ValueError):
        return date.fromisoformat(match[0]).isoformat() if match else ""
    return ""


def _time(tree: lxml.html.HtmlElement) -> str:
    """Return the day of the `<time>` that says it is the publication's, or on which all agree."""
    marked = tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    every = tree.xpath("(//article | //main)[1]//time/@datetime")
    for found in (marked, every):
        days = {day for value in found if (day := _day(value))}
        if len(days) == 1:
            return days.pop()
    return ""


def _meta(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        found.setdefault(name, element.get("content") or "")
    return found


def _canonical(tree: lxml.html.HtmlElement) -> str:
    links = tree.xpath("//link[@rel='canonical']/@href")
    return _text(links[0]) if links else ""


def _heading(tree: lxml.html.HtmlElement) -> str:
    headings = tree.xpath("//article//h1") or tree.xpath("//h1")
    return _text(headings[0].text_content()) if len(headings) == 1 else ""


def _article_data(tree: lxml.html.HtmlElement) -> Mapping[str, Any]:
    """Return the first description of an article in the page's JSON-LD, {} if it has none."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        with suppress(ValueError, RecursionError):
            data = json.loads(script.text_content(), strict=False)
            for described in _objects(data, _DEEPEST):
                if any(map(_ARTICLE.search, _types(described))):
                    return described
    return {}


def _objects(data: object, deep: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list) and deep:
        for one in data:
            yield from _objects(one, deep - 1)


def _types(described: Mapping[str, Any]) -> list[str]:
    types = described.get("@type")
    return [
        one
        for one in (types if isinstance(types, list) else [types])
        if isinstance(one, str)
    ]


def _names(value: object) -> str:
    """Return the name of a person or organisation, or of several, as JSON-LD has them."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_names, value)))
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str:
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""
