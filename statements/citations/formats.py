"""The six ways to write a citation, each escaped as its format wants it."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from statements.citations.citation import Citation, Day, encoded
from statements.models.dating import Precision


def plain(cited: Citation) -> str:
    """Return the citation as a line of text."""
    event = f", {cited.event}" if cited.event else ""
    return (
        f"{cited.speaker}, {cited.quoted}, {cited.said}{event}. "
        f"{_reported(cited)}{cited.site}, {cited.address}{cited.warning}"
    )


def _reported(cited: Citation) -> str:
    if not cited.outlet:
        return f"Source: {cited.source}. " if cited.source else ""
    told = [cited.outlet, f"“{cited.headline}”" if cited.headline else ""]
    told += [str(cited.published), cited.source]
    return f"Reported by {', '.join(part for part in told if part)}. "


def markdown(cited: Citation) -> str:
    """Return the words as a Markdown block quotation, with a line on who, when and where."""
    said = ", ".join(part for part in (cited.speaker, str(cited.said), cited.event) if part)
    told = [_markdown_text(said) + "."]
    if cited.source or cited.headline:
        told.append(_markdown_link(cited.headline or cited.source, cited.source) + ".")
    if cited.outlet:
        told.append(
            f"*{_markdown_text(cited.outlet)}*, {_markdown_text(str(cited.published))}."
        )
    told.append(_markdown_link(cited.site, cited.address) + _markdown_text(cited.warning))
    return f"> {_markdown_text(cited.quoted)}\n>\n> — {' '.join(told)}"


def _markdown_link(text: str, url: str) -> str:
    return f"[{_markdown_text(text)}](<{encoded(url)}>)" if url else _markdown_text(text)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~=^$:@-])")


def _markdown_text(text: str) -> str:
    """Escape what Markdown, its dialects and the HTML inside it would read as markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _MARKDOWN.sub(r"\\\1", escaped)
    # The number of a list, and what some dialects make a link of.
    return re.sub(r"(^\d+|\b[wW]{3})\.", r"\1\\.", escaped)


_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # Not \{ and \}, because BibTeX counts those as braces too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    # Older fonts of TeX have other signs in their place.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{mark: "\\" + mark for mark in "$&#_%"},
}
# Of which TeX makes one sign: a dash, a quotation mark, a question mark upside down.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)|(?<=,)(?=,)")


def _latex(text: str) -> str:
    parts = _LIGATURE.split(text)
    return "{}".join("".join(_LATEX.get(sign, sign) for sign in part) for part in parts)


def bibtex(cited: Citation) -> str:
    """Return a BibTeX entry; names and titles keep their capitals."""
    month = len(cited.said.parts) > 1 and calendar.month_abbr[cited.said.parts[1]].lower()
    fields = {
        "author": f"{{{_latex(cited.speaker)}}}",
        "title": f"{{{_latex(cited.title)}}}",
        "year": cited.said.year or _latex(str(cited.said)),
        "howpublished": _latex(_cited_in(cited)),
        "date": _bibtex_day(cited.said),
        "url": encoded(cited.address),
        "source": encoded(cited.source),  # for programs; styles leave it out
        "abstract": _latex(cited.quoted),
        "note": _latex(cited.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines += [f"  month = {month},"] if month else []
    return "@misc{{{},\n{}\n}}".format(f"statement-{cited.key}", "\n".join(lines))


def _bibtex_day(day: Day) -> str:
    """Return the days that biblatex knows and `year` and `month` do not say, "" where none are."""
    if day.precision == Precision.RANGE and day.earliest and day.latest:
        return f"{day.earliest}/{day.latest}"
    return str(day.earliest) if day.precision == Precision.DAY else ""


def _cited_in(cited: Citation) -> str:
    return f"{cited.outlet}: {cited.headline}".rstrip(": ") if cited.outlet else cited.event


def ris(cited: Citation) -> str:
    """Return a RIS record, CRLF line ends as the format wants them."""
    tags = [
        ("TY", "ELEC"),
        ("ID", cited.key),
        # A comma would part a family name.
        ("AU", " ".join(cited.speaker.replace(",", " ").split())),
        ("TI", cited.title),
        ("T2", _cited_in(cited)),
        ("PY", cited.said.year),
        ("DA", _ris_day(cited.said)),
        ("AB", cited.quoted),
        ("N1", cited.note),
        ("PB", cited.site),
        ("UR", cited.address),
        ("L2", cited.source),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_day(day: Day) -> str:
    """Return year/month/day/words, each empty where it is not known or not needed."""
    known = [f"{part:02}" for part in day.parts]
    words = "" if day.precision == Precision.DAY else str(day)
    return "/".join([*known, *[""] * (3 - len(known)), words])


_CSL_TYPES = {
    "press-briefing": "speech",
    "speech": "speech",
    "interview": "interview",
    "social-post": "post",
}


def csl(cited: Citation) -> str:
    """Return a CSL-JSON array with one item."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": _CSL_TYPES.get(cited.event_kind, "webpage"),
        "author": [{"literal": cited.speaker}],
        "title": cited.title,
        "abstract": cited.quoted,
        "issued": _csl_day(cited.said),
        "event-title": cited.event,
        "container-title": cited.headline,
        "publisher": cited.outlet,
        "archive": cited.site,
        "URL": cited.address,
        "references": cited.source,
        "note": cited.note,
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2)


def _csl_day(day: Day) -> dict[str, Any]:
    if day.precision == Precision.RANGE and day.earliest and day.latest:
        ends = [[end.year, end.month, end.day] for end in (day.earliest, day.latest)]
        return {"date-parts": ends}
    return {"date-parts": [day.parts]} if day.parts else {"literal": str(day)}


_WIKI = {mark: f"&#{ord(mark)};" for mark in "<>[]{}~"} | {"|": "{{!}}", "&": "&amp;"}
# Emphasis, magic words, lists, and what makes a link of an address.
_WIKI_PAIR = re.compile(r"''|__|^[*#:;]|(?<=[A-Za-z]):(?=\S)")


def _wiki_text(text: str) -> str:
    """Escape what MediaWiki would read as markup, or as the end of a template's part."""
    escaped = "".join(_WIKI.get(character, character) for character in text)
    return _WIKI_PAIR.sub(lambda pair: "".join(f"&#{ord(c)};" for c in pair[0]), escaped)


def wiki(cited: Citation) -> str:
    """Return a citation template as MediaWiki sites have it."""
    fields = {
        "author": cited.byline,
        "title": cited.headline or cited.event or cited.title,
        "url": cited.source or cited.address,
        "work": cited.outlet,
        "date": str(cited.published) if cited.outlet else str(cited.said),
        "quote": f"{cited.speaker}, {cited.said}: {cited.quoted}",
        "via": cited.site,
    }
    body = "".join(
        f" |{name}={encoded(value) if name == 'url' else _wiki_text(value)}"
        for name, value in fields.items()
        if value
    )
    return f"{{{{{'cite news' if cited.outlet else 'cite web'}{body}}}}}"


class Format(NamedTuple):
    """A way to write a citation: its name in addresses, for readers, and for programs."""

    slug: str
    label: str
    content_type: str
    extension: str
    write: Callable[[Citation], str]


FORMATS = {
    entry.slug: entry
    for entry in (
        Format("text", "Plain text", "text/plain", "txt", plain),
        Format("markdown", "Markdown", "text/markdown", "md", markdown),
        Format("bibtex", "BibTeX", "application/x-bibtex", "bib", bibtex),
        Format("ris", "RIS", "application/x-research-info-systems", "ris", ris),
        Format("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl),
        Format("wiki", "Wiki template", "text/plain", "wiki.txt", wiki),
    )
}
