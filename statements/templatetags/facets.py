"""What narrows a result, as lists of links. In Python, because there are a hundred."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.safestring import SafeString

from statements.answers import Answer
from statements.markup import fill, fill_each, join
from statements.narrowing import Choice, Facet

register = template.Library()

SHOWN = 8  # values of a facet

CURRENT = fill(' aria-current="{}"', "true")


@register.simple_tag
def narrowing(answer: Answer) -> SafeString:
    """Return the facets of an answer, each under its title, but not what is shown in full."""
    facets = join(
        _facet(facet, answer)
        for facet in answer.facets
        if facet.choices and facet.name != answer.view
    )
    undated = answer.found.facets.undated
    if not undated:
        return facets
    row = Choice("undated", undated, answer.asked.parameters.changed({"days": "unknown"}))
    return join([facets, fill(_SECTION, "Without a known day", _choices([row]), "")])


_SECTION = '<section><h3>{}</h3><ul class="num">{}</ul>{}</section>'


def _facet(facet: Facet, answer: Answer) -> SafeString:
    first, rest = facet.choices[:SHOWN], facet.choices[SHOWN:]
    listed = _choices(first)
    if facet.more and facet.name in {"speaker", "outlet"}:
        address = answer.asked.parameters.changed({"view": facet.name})
        listed += fill('<li><a href="{}">and {} more</a></li>', address, f"{facet.more:,}")
        rest = ()
    return fill(_SECTION, facet.title, listed, _folded(rest))


def _folded(rest: Sequence[Choice]) -> SafeString | str:
    if not rest:
        return ""
    return fill(
        '<details><summary>and {} more</summary><ul class="num">{}</ul></details>',
        len(rest),
        _choices(rest),
    )


def _choices(found: Iterable[Choice]) -> SafeString:
    """Return an item of a list for each choice; the chosen are marked."""
    return fill_each(
        "\n",
        '<li><a href="{}"{}><span><bdi>{}</bdi></span> <span class="soft">{}</span></a></li>',
        (
            (
                choice.address,
                CURRENT if choice.chosen else "",
                choice.label[:1].upper() + choice.label[1:],
                f"{choice.count:,}",
            )
            for choice in found
        ),
    )
