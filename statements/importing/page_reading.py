"""A web page becomes the text of its article and what the page says about itself.

Runs in a process of its own (`page_process`), because no HTML parser is safe
from every page.
"""

from __future__ import annotations

import codecs
import re

import lxml.html
import trafilatura
from trafilatura.settings import use_config

from statements.importing.page import Page, PageError
from statements.importing.page_facts import read_facts

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEAD = 4_096  # bytes in which a page must name its charset
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|respond|related|recommended|recirculation|most-?(?:read|popular)"
    r"|popular-posts|also-read|read-?(?:more|next)|newsletter|subscribe|share|sharing|sharedaddy"
    r"|social|sidebar|teasers?|promo|outbrain|taboola|captions?|credits?)(?:$|[\s_-])"
)
_FOREIGN_TAGS = frozenset({"aside", "nav", "footer", "form", "dialog", "figcaption"})
_NOTE = re.compile(r"\W*\d{1,3}\W*")  # the number of a footnote
_FRAME = frozenset({"html", "body", "main", "article"})
# A short article is taken as it is found. Otherwise all words of the page would be joined
# in one paragraph, captions and teasers among them.
_CONFIG = use_config()
_CONFIG["DEFAULT"]["min_extracted_size"] = "1"
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
        tree, url=url or None, include_comments=False, include_tables=False, config=_CONFIG
    )
    body = (found.text or "") if isinstance(found, trafilatura.settings.Document) else ""
    # The reader writes a hyphen before each item of a list, which the page does not.
    lines = (line.strip().removeprefix("- ") for line in body.splitlines())
    paragraphs = [line for line in lines if line]
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
        if element.getparent() is None or not _is_foreign(element):
            continue
        if element.find(".//h1") is None and len(element.text_content()) < whole * _SHARE:
            element.drop_tree()


def _is_foreign(element: lxml.html.HtmlElement) -> bool:
    """Tell whether an element calls itself something beside the article."""
    if element.tag in _FRAME:
        return False
    if element.tag == "sup":
        return _NOTE.fullmatch(element.text_content()) is not None
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag in _FOREIGN_TAGS or _FOREIGN.search(named) is not None


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
