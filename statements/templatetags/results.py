"""The answer of a search page. In Python, because in a template it takes as long as the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django import template
from django.utils.safestring import SafeString

from statements.answers import Answer
from statements.markup import Part, fill, fill_each, join
from statements.search.highlight import Marks
from statements.templatetags.cards import Shown, list_cards, site_of
from statements.templatetags.record import address_of

register = template.Library()

IN_FULL = ("speaker", "outlet")  # views that show one facet and no statements
SOFT = '<p class="soft">{}</p>'
NOTE = '<p class="note">{}</p>'
# For screens so narrow that what narrows stands below the results.
TO_NARROW = fill(
    '<p class="to-narrow no-print"><a href="#{}">Narrow by speaker, outlet, year ↓</a></p>\n',
    "narrow",
)
CURRENT = fill(' aria-current="{}"', "true")
NAMED = 3  # speakers shown above the results


@register.simple_tag
def told(answer: Answer) -> SafeString:
    """Return what the question was read as, what was repaired in it and what is chosen."""
    return fill(
        '<div class="told">\n<h1 class="told-sentence">{}</h1>{}{}</div>{}',
        capital(answer.sentence),
        fill_each("", SOFT, ((line,) for line in _remarks(answer))),
        _chips(answer),
        _who(answer),
    )


def _remarks(answer: Answer) -> Iterator[Part]:
    yield from map(str, answer.found.query.repairs)
    asked = answer.asked.query
    outlets = {*asked.values("outlet"), *asked.values("outlet", excluded=True)}
    for name in answer.found.unknown:
        nobody = "No outlet" if name in outlets else "Nobody"
        yield f"{nobody} on record is called “{name}”."
    for spelling, exact in answer.spellings:
        yield fill(
            '“{}” is also found as {}. <a href="{}">Only this spelling</a>',
            spelling.form,
            ", ".join(spelling.names),
            answer.asked.parameters.put("q", exact),
        )
    if answer.named and answer.statements:
        several = len(answer.named) > 1
        called = "those of this name" if several else answer.named[0].name
        yield f"Statements by {called} are found, too."
    if offer := answer.fuller:
        yield fill(
            'Perhaps you mean <a href="{}">{}</a> ({}).',
            offer.address,
            offer.told,
            offer.number,
        )


def _chips(answer: Answer) -> SafeString | str:
    if not (chosen := answer.conditions):
        return ""
    chip = (
        '<li><a class="chip" href="{}">{}: {}<span class="hidden-visually">, take back</span>'
        ' <span aria-hidden="true">×</span></a></li>'
    )
    rows = ((one.back, one.title, one.label) for one in chosen)
    return fill('<ul class="chips no-print">{}</ul>', fill_each("", chip, rows))


def _who(answer: Answer) -> SafeString | str:
    """Return the speakers whose name was typed."""
    people = answer.named or answer.namesakes
    if not people:
        return ""
    changed = answer.asked.parameters.changed
    rows = (
        fill(
            '<li><a class="who-name" href="{}"><bdi>{}</bdi></a>{} <a class="who-more" href="{}">'
            "Only what they said</a></li>\n",
            address_of("speaker", person.slug),
            person.name,
            fill(' <span class="soft">{}</span>', capital(person.description))
            if person.description
            else "",
            changed({"q": None, "speaker": person.slug}),
        )
        for person in people[:NAMED]
    )
    return fill(
        '\n<ul class="who" aria-label="On record under this name">{}</ul>', join(rows)
    )


@register.simple_tag
def results(answer: Answer, views: Mapping[str, str]) -> SafeString:
    """Return what stands above the results: how many there are, their orders and views."""
    parameters, found = answer.asked.parameters, answer.found
    ways = (
        (parameters.put("view", value), value == answer.view, label)
        for value, label in views.items()
        if value != "context" or found.query.groups
    )
    return fill(
        '<div class="result-line"><h2 id="results">{}</h2>\n{}</div>\n{}{}{}',
        _heading(answer),
        _orders(answer),
        _tabs("tabs views", "Show as", ways),
        TO_NARROW if found.count > 1 and answer.view != "context" else "",
        fill_each("", NOTE, ((line,) for line in _cautions(answer))),
    )


def _orders(answer: Answer) -> SafeString | str:
    """Return the orders, where another one would show something else."""
    in_order = answer.found.count > 1 and answer.view not in IN_FULL
    # Words in context have an order of their own; then only the choice of a page is left.
    if not in_order or (answer.view == "context" and _is_whole(answer)):
        return ""
    put, chosen = answer.asked.parameters.put, answer.asked.order
    orders = (
        (put("sort", value), value == chosen, label) for value, label in answer.orders
    )
    return _tabs("tabs", "Order", orders)


def _is_whole(answer: Answer) -> bool:
    """Tell whether all that was found stands on this one page."""
    return not (answer.found.previous or answer.found.next)


def _heading(answer: Answer) -> str:
    found = answer.found
    if answer.view in IN_FULL or _is_whole(answer):
        plus, plural = "" if found.exact else "+", "" if found.count == 1 else "s"
        return f"{found.count:,}{plus} statement{plural}"
    total = f"{found.count:,}" if found.exact else f"more than {found.count:,}"
    if found.first:
        return f"{found.first:,} to {answer.last:,} of {total}"
    return f"{len(answer.statements)} of {total}"


def _tabs(kind: str, label: str, links: Iterable[tuple[str, bool, str]]) -> SafeString:
    rows = (
        (address, CURRENT if current else "", capital(text))
        for address, current, text in links
    )
    return fill(
        '<nav class="{}" aria-label="{}">{}</nav>',
        kind,
        label,
        fill_each("", '<a href="{}"{}>{}</a>', rows),
    )


def _cautions(answer: Answer) -> Iterator[str]:
    found = answer.found
    if found.ranked and found.ranked < found.count:
        yield f"These are the best among the newest {found.ranked:,} matches."
    if answer.extent and found.exact:
        yield (
            f"The numbers of speakers, outlets and the like speak of the {answer.extent}."
        )
    elif answer.extent:
        yield (
            f"More than {found.count:,} statements match. The chart and the numbers beside"
            f" the list speak of the {answer.extent}."
        )


@register.simple_tag(takes_context=True)
def matches(context: template.Context, answer: Answer) -> SafeString:
    """Return the statements of the page as cards, with what was found marked."""
    query = answer.found.query
    marks = Marks(query) if query.groups else None
    return list_cards(answer.statements, Shown(marks, site=site_of(context)))


@register.simple_tag
def onward(answer: Answer) -> SafeString:
    """Return the ways on: to what may fall in the days asked for, and to the pages around."""
    return join([_perhaps(answer), "" if answer.view in IN_FULL else _pager(answer)])


def _perhaps(answer: Answer) -> SafeString | str:
    found = answer.found
    if not found.perhaps:
        return ""
    return fill(
        '<p class="note"><a href="{}">{}{} more may fall in these days</a>: their dates are known'
        " too roughly to tell.</p>\n",
        answer.asked.parameters.put("days", "perhaps"),
        "More than " if found.more_perhaps else "",
        f"{found.perhaps:,}",
    )


def _pager(answer: Answer) -> SafeString | str:
    put, found = answer.asked.parameters.put, answer.found
    links = []
    if found.previous:
        back = put("place", found.previous)
        links.append(fill('<a rel="prev" href="{}">← Previous page</a>', back))
    if found.next:
        on = put("place", found.next)
        links.append(fill('<a class="next" rel="next" href="{}">Next page →</a>', on))
    if not links:
        return ""
    return fill('<nav class="pager" aria-label="Pages">{}</nav>\n', join(links, "\n"))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
