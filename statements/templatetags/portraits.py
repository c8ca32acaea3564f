"""What somebody's statements add up to, as links. In Python, because there are dozens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from statements.markup import fill, fill_each
from statements.portraits import Tally
from statements.templatetags.record import address_by_key

register = template.Library()

CHOSEN = fill(' aria-current="{}"', "true")


@register.simple_tag
def year_tabs(
    here: str, years: Iterable[tuple[int, int]], asked: Mapping[str, str]
) -> SafeString:
    """Return a link for each year, with its number; the one that is shown is marked."""
    since, until = asked.get("since", ""), asked.get("until", "")
    shown = since if since == until else ""
    rows = (
        (here, y, y, CHOSEN if shown == str(y) else "", y, number) for y, number in years
    )
    form = '<a href="{}?since={}&amp;until={}"{}>{} <span class="tab-count">{}</span></a>'
    return fill_each("", form, rows)


@register.simple_tag
def tallies(page: str, counted: Iterable[Tally]) -> SafeString:
    """Return speakers or outlets as items of a list, each with its number."""
    return fill_each(
        "",
        '<li><a href="{}"><bdi>{}</bdi></a> <span class="num">{}</span></li>',
        ((address_by_key(page, slug), name, number) for slug, name, number in counted),
    )


@register.simple_tag
def own_words(speaker: str, words: Iterable[str]) -> SafeString:
    """Return words as links to where a speaker said them."""
    form = '<a href="{}?speaker={}&amp;q={}">{}</a>'
    search = reverse("search")
    return fill_each(" ", form, ((search, speaker, quote(word), word) for word in words))
