"""What stands above and below every page. In Python, because each page carries both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from statements.markup import fill, fill_each, join

register = template.Library()

# Page, label, and the pages below it.
WAYS = (
    ("search", "Search", ("search-help",)),
    ("dates", "Dates", ("undated", "year", "month", "day")),
    ("speakers", "Speakers", ("speaker", "speaker-about")),
    ("briefings", "Briefings", ("briefing",)),
    ("outlets", "Outlets", ("outlet",)),
    ("about", "About", ("method", "coverage")),
)
BELOW = (
    ("coverage", "What is in the archive"),
    ("about", "How this record is made"),
)

DOWNLOAD = fill(" {}", "download")

# In this order: what is narrower comes later. See the head of base.css.
STYLES = ("base", "parts", "cards", "search", "dates", "sources", "print")


@register.simple_tag
@cache
def styles() -> SafeString:
    """Return the links to the style sheets of every page."""
    sheets = ((static(f"statements/{name}.css"),) for name in STYLES)
    return fill_each("\n    ", '<link rel="stylesheet" href="{}">', sheets)


@register.simple_tag(takes_context=True)
def ways(context: template.Context) -> SafeString:
    """Return the links to the parts of the site; the one that leads here is marked."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    return _ways((match.url_name if match else "") or "")


@cache  # there are as many as there are pages
def _ways(here: str) -> SafeString:
    links = (
        fill(
            '<li><a href="{}"{}>{}</a></li>',
            reverse(page),
            _mark("page" if here == page else "true" if here in below else ""),
            label,
        )
        for page, label, below in WAYS
    )
    return join(links, "\n")


def _mark(current: str) -> SafeString | str:
    return fill(' aria-current="{}"', current) if current else ""


@register.simple_tag
@cache
def masthead(site_name: str) -> SafeString:
    """Return the name of the site, which leads home."""
    return fill('<a href="{}">{}</a>', reverse("home"), site_name)


@register.simple_tag
@cache
def file(name: str) -> str:
    """Return the address of one of our static files."""
    return static(f"statements/{name}")


@register.simple_tag
@cache
def links_below() -> SafeString:
    """Return the links at the foot of every page."""
    pages = [(reverse(page), label) for page, label in BELOW]
    pages.append((reverse("search-data", args=["atom"]), "Newest as a feed"))
    return fill_each("\n", '<li><a href="{}">{}</a></li>', pages)


class Form(Protocol):
    """Another form of a page."""

    @property
    def label(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def address(self) -> str: ...


class Listed(Protocol):
    """A page that exists in other forms too."""

    @property
    def title(self) -> str: ...
    @property
    def alternates(self) -> Sequence[Form]: ...


@register.simple_tag
def alternates(listing: Listed) -> SafeString:
    """Return the other forms of a page, for its head."""
    return fill_each(
        "\n    ",
        '<link rel="alternate" type="{}" title="{} ({})" href="{}">',
        (
            (form.content_type, listing.title, form.label, form.address)
            for form in listing.alternates
        ),
    )


@register.simple_tag
def formats(listing: Listed, label: str = "These statements as data") -> SafeString:
    """Return the other forms of a page, for its reader."""
    links = (
        (form.address, DOWNLOAD if form.label == "CSV" else "", form.label)
        for form in listing.alternates
    )
    return fill(
        '<p class="formats no-print"><span class="label">{}</span> {}</p>',
        label,
        fill_each("", '<a href="{}"{}>{}</a>', links),
    )
