"""What narrows a result, as a list of links."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString

from statements.markup import fill, fill_each
from statements.narrowing import Choice

register = template.Library()

CURRENT = fill(' aria-current="{}"', "true")


@register.simple_tag
def choices(found: Iterable[Choice]) -> SafeString:
    """Return an item of a list for each choice; the chosen are marked."""
    return fill_each(
        "\n",
        '<li><a href="{}"{}><span><bdi>{}</bdi></span> <span class="soft">{}</span></a></li>',
        (
            (
                choice.address,
                CURRENT if choice.chosen else "",
                capfirst(choice.label),
                f"{choice.count:,}",
            )
            for choice in found
        ),
    )
