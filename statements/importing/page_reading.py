"""A web page becomes the text of its article and what the page says about itself.

Runs in a process of its own (`page_process`), because no HTML parser is safe
from every page.
"""

from __future__ import annotations

import codecs
import re

import lxml.html
import trafilatura

from statements.importing.page import Page, PageError
from statements.importing.page_facts import read_facts

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4_096  # bytes in which a page must name its charset
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|related|recommended|recirculation|most-?(?:read|popular)"
    r"|popular-posts|also-read|read-?(?:more|next)|newsletter|subscribe|share|sharing|sharedaddy"
    r"|social|sidebar|teasers?|promo|outbrain|taboola)(?:$|[\s_-])"
)
_FOREIGN_TAGS = ("aside", "nav", "footer", "form", "dialog")
_FRAME = frozenset({"html", "body", "main", "article"})
_SHARE = 0.5  # of the page's words; what holds more is no by-work, whatever its class says


def read_page(data: bytes, url: str) -> Page:
    """Return the article of a page, without its comments, related stories and menus."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    source = _decode(data)
    if not source.strip():
        raise PageError("is empty")
    tree = lxml.html.document_fromstring(source.encode(), parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise PageError("is nested too deeply to be read whole")
    facts = read_facts(tree, url)
    _prune(tree)
    found = trafilatura.bare_extraction(
        tree, url=url or None, include_comments=False, include_tables=False
    )
    body = (found.text or "") if isinstance(found, trafilatura.settings.Document) else ""
    paragraphs = [line for line in map(str.strip, body.splitlines()) if line]
    if not paragraphs:
        raise PageError("shows no article text")
    if facts.headline and _bare(facts.headline) not in map(_bare, paragraphs[:3]):
        paragraphs.insert(0, facts.headline)
    return Page("\n\n".join(paragraphs) + "\n", facts)


def _decode(data: bytes) -> str:
    """Return the characters of a page in the encoding that it names, UTF-8 if it names none."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decode_as(data, name).removeprefix("\ufeff")
    named = _CHARSET.search(data[:_HEAD])
    return _decode_as(data, named[1].decode("ascii") if named else "utf-8")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        # Browsers read what calls itself Latin-1 as Windows-1252, and so pages are written.
        name = codecs.lookup(encoding).name
        text = data.decode("cp1252" if name == "iso8859-1" else name)
    except LookupError:
        raise PageError(f"names an encoding nobody knows ({encoding})") from None
    except UnicodeDecodeError as error:
        raise PageError(
            f"is not {encoding}: byte 0x{data[error.start]:02x} at {error.start}"
        ) from None
    return text.replace("\x00", "")


def _prune(tree: lxml.html.HtmlElement) -> None:
    """Take out what stands beside the article: readers' comments, other stories, menus."""
    whole = len(tree.text_content())
    for element in list(tree.iter(lxml.etree.Element)):
        if element.tag in _FRAME or element.getparent() is None:
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if element.tag not in _FOREIGN_TAGS and not _FOREIGN.search(named):
            continue
        if element.find(".//h1") is None and len(element.text_content()) < whole * _SHARE:
            element.drop_tree()


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
