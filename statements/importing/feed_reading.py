"""A feed in RSS or Atom becomes its articles, as far as it holds them whole.

Runs in a process of its own (`page_process`), because no XML parser is safe
from every file. It resolves no entities and asks no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from email.utils import parsedate_to_datetime
from html import escape, unescape

from lxml import etree

from statements.importing.page import Entry, Facts, PageError

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PLAIN = ("", "{http://purl.org/rss/1.0/}", _ATOM)  # the namespaces feeds themselves have
_WHOLE = (
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "{http://news.yandex.ru}full-text",
    f"{_ATOM}content",
)
_TAG = re.compile("<[^>]*>")
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|\b(?:read|continue reading)\b.{0,40})\s*$", re.IGNORECASE
)
_FEWEST = 100  # words of a description that is taken for the article; a teaser has about 55
_FEED_CURE = "Save the feed again"

type Element = etree._Element


def read_feed(data: bytes) -> list[Entry]:
    """Return the entries of a feed in its order."""
    root = _parse(data)
    if _local(root) not in {"rss", "feed", "RDF"}:
        raise PageError(
            f"is XML, but no feed (its root is {_local(root)[:40]})",
            "Save the article as a web page or as text",
        )
    channel = next((one for one in root if _local(one) == "channel"), root)
    site = _plain(channel, "title")
    language = _plain(channel, "language") or _text(root.get(_LANG))
    entries = [one for one in root.iter(etree.Element) if _local(one) in {"item", "entry"}]
    return [_entry(one, site, language) for one in entries]


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        problem = f"is not well-formed XML: {' '.join(str(error).split())[:150]}"
        raise PageError(problem, _FEED_CURE) from None
    except ValueError as error:
        raise PageError(f"cannot be read: {error}", _FEED_CURE) from None
    inner = root.getroottree().docinfo.internalDTD
    if inner is not None and next(iter(inner.iterentities()), None) is not None:
        raise PageError("declares entities of its own, which no feed needs", _FEED_CURE)
    return root


def _entry(entry: Element, site: str, language: str) -> Entry:
    title = _plain(entry, "title")
    published = _published(entry)
    facts = Facts(
        headline=title,
        byline=_byline(entry),
        site=site,
        url=_link(entry),
        language=_text(entry.get(_LANG)) or language,
        published=published,
        known_from="the feed names the day" if published else "",
    )
    content = _content(entry)
    if not content:
        return Entry("", facts)
    page = (
        f'<!doctype html><html><head><meta charset="utf-8"></head><body><main><article>'
        f"<h1>{escape(title)}</h1>{content}</article></main></body></html>"
    )
    return Entry(page, facts)


def _content(entry: Element) -> str:
    """Return the article as HTML; "" where the entry has only its beginning."""
    for name in _WHOLE:
        element = entry.find(name)
        if element is not None and (html := _html(element)) and not _is_cut(html):
            return html
    for name in ("description", "summary"):
        html = _html(element) if (element := _find(entry, name)) is not None else ""
        if len(_words(html)) >= _FEWEST and not _is_cut(html):
            return html
    return ""


def _html(element: Element) -> str:
    kind = element.get("type", "text" if element.tag.startswith(_ATOM) else "html")
    if kind in {"xhtml", "application/xhtml+xml"}:
        return "".join(
            etree.tostring(child, encoding="unicode", method="html", with_tail=False)
            for child in element
        )
    text = "".join(element.itertext()).strip()
    if kind in {"html", "text/html"} or _TAG.search(text):
        return text
    paragraphs = (line for line in text.splitlines() if line.strip())
    return "".join(f"<p>{escape(line)}</p>" for line in paragraphs)


def _is_cut(html: str) -> bool:
    return _CUT.search(" ".join(_words(html)[-12:])) is not None


def _words(html: str) -> list[str]:
    return unescape(_TAG.sub(" ", html)).split()


def _published(entry: Element) -> str:
    """Return the day on which the entry says it was published, as it stands there."""
    for value in (_plain(entry, "published"), _text(entry.findtext(f"{_DC}date"))):
        with suppress(ValueError):
            return date.fromisoformat(value[:10]).isoformat()
    with suppress(ValueError):
        return parsedate_to_datetime(_plain(entry, "pubDate")).date().isoformat()
    return ""


def _link(entry: Element) -> str:
    for element in entry.iterchildren(f"{_ATOM}link"):
        if element.get("rel", "alternate") == "alternate":
            return _text(element.get("href"))
    guid = _find(entry, "guid")
    permanent = guid is not None and guid.get("isPermaLink", "true") == "true"
    return _plain(entry, "link") or (_plain(entry, "guid") if permanent else "")


def _byline(entry: Element) -> str:
    authors = [_plain(one, "name") or _text(one.text) for one in _children(entry, "author")]
    creators = [_text(one.text) for one in entry.iterchildren(f"{_DC}creator")]
    return ", ".join(filter(None, creators or authors))


def _plain(parent: Element, name: str) -> str:
    found = _find(parent, name)
    return "" if found is None else _text("".join(found.itertext()))


def _find(parent: Element, name: str) -> Element | None:
    return next(_children(parent, name), None)


def _children(parent: Element, name: str) -> Iterator[Element]:
    tags = {f"{namespace}{name}" for namespace in _PLAIN}
    return (one for one in parent if one.tag in tags)


def _local(element: Element) -> str:
    return str(etree.QName(element).localname)


def _text(value: str | None) -> str:
    return " ".join(unescape(value or "").split())
