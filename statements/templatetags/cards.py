"""A statement as a card. In Python, because a long list of them is most of what a page costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from statements.markup import fill, fill_each, join
from statements.models import Briefing, Statement
from statements.models.cards import Card, Named, Occasion
from statements.models.dating import Basis
from statements.search import Query
from statements.search.highlight import Marks
from statements.templatetags.record import (
    address_by_key,
    chain,
    date_address,
    how_dated,
    is_named_otherwise,
    original,
    words,
)

register = template.Library()

PLAIN = (Basis.STATED, Basis.UNKNOWN)  # nothing to explain beside the day itself
SAID = {"said", "says", "say", "told", "according to"}
TITLE, NAME = 70, 90  # characters
MANY = 4_000  # parts that a process keeps, since the next card or page has them as well
KINDS = dict(Briefing.Kind.choices)
WORDING = {kind.value: kind.label.capitalize() for kind in Statement.Kind}
UNREVIEWED = fill(
    '<span class="mark-unreviewed" title="{}">Not yet reviewed</span>',
    "Found by a program; nobody has checked it yet.",
)
NOBODY = fill("<b>{}</b>", "Speaker not known")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card tells; a heading above may say some of it for all cards below it."""

    marks: Marks | None = None
    speaker: bool = True
    date: bool = True
    briefing: bool = True
    site: str = ""  # what stands before an address on paper: scheme and host


@register.simple_tag(takes_context=True)
def cards(context: template.Context, statements: Iterable[Card]) -> SafeString:
    """Return a list of cards. Context: `query`, `without_speaker`, `without_date` and so on."""
    query = context.get("query")
    shown = Shown(
        Marks(query) if isinstance(query, Query) and query.groups else None,
        speaker=not context.get("without_speaker"),
        date=not context.get("without_date"),
        briefing=not context.get("without_briefing"),
        site=site_of(context),
    )
    return list_cards(statements, shown)


def site_of(context: template.Context) -> str:
    """Return scheme and host as the reader asked for them."""
    request: HttpRequest = context["request"]
    return f"{request.scheme}://{request.get_host()}"


@register.simple_tag(takes_context=True)
def cards_by_speaker(context: template.Context, statements: Iterable[Card]) -> SafeString:
    """Return the cards of one day, in the order of speakers, each group under its name."""
    shown = Shown(speaker=False, date=False, site=site_of(context))
    groups = groupby(statements, key=attrgetter("speaker"))
    return fill_each(
        "\n", _GROUP, ((_heading(who), list_cards(of, shown)) for who, of in groups)
    )


_GROUP = '<section class="statement-group"><h3 class="group-head">{}</h3>{}</section>'


def _heading(speaker: Named | None) -> SafeString | str:
    if speaker is None:
        return "Speaker not known"
    return _link(address_by_key("speaker", speaker.slug), _capital(speaker.name))


def list_cards(statements: Iterable[Card], shown: Shown) -> SafeString:
    """Return cards as a list in this order."""
    rows = ((card(statement, shown),) for statement in statements)
    return fill('<ol class="statements">{}</ol>', fill_each("\n", "<li>{}</li>", rows))


def card(statement: Card, shown: Shown) -> SafeString:
    """Return one statement."""
    return fill(
        '<article class="statement{}" id="s-{}">{}<div class="statement-body">\n{}{}{}</div></article>',
        "" if shown.date else " statement-flush",
        statement.public_id,
        _margin(*_day_of(statement)) if shown.date else "",
        _speaker(
            statement.speaker,
            statement.on_behalf_of,
            statement.speaker_as_written,
            hidden=not shown.speaker,
        ),
        words(statement, shown.marks),
        _source(statement, shown),
    )


def _day_of(statement: Card) -> tuple[str, str, str, str]:
    """Return address, words, reason and short reason of the day."""
    return (
        date_address(statement),
        statement.date_label,
        statement.reason,
        how_dated(statement),
    )


@lru_cache(MANY)
def _margin(address: str, day: str, reason: str, how: str) -> SafeString:
    return fill(
        '<p class="statement-margin"><a class="statement-date" href="{}">{}</a>'
        ' <span title="{}">{}</span></p>',
        address,
        day,
        reason,
        how,
    )


@lru_cache(MANY)
def _speaker(
    speaker: Named | None, behalf: Named | None, written: str, *, hidden: bool
) -> SafeString:
    return fill(
        '<p class="statement-speaker{}">{}{}{}</p>\n',
        " hidden-visually" if hidden else "",
        _link(address_by_key("speaker", speaker.slug), _capital(speaker.name))
        if speaker
        else NOBODY,
        _as_written('<span class="as-written">, written “{}”</span>', speaker, written),
        fill('<span class="as-written">, for <bdi>{}</bdi></span>', behalf.name)
        if behalf
        else "",
    )


def _as_written(form: str, speaker: Named | None, written: str) -> SafeString | str:
    if not is_named_otherwise(speaker, written):
        return ""
    return fill(form, fill("<bdi>{}</bdi>", _cut(written, NAME)))


def _link(address: str, text: str) -> SafeString:
    return fill('<a href="{}"><bdi>{}</bdi></a>', address, text)


def _source(statement: Card, shown: Shown) -> SafeString:
    parts = [part for part in _source_parts(statement, shown) if part]
    return fill('\n<p class="statement-source">{}</p>', join(parts, "\n"))


def _source_parts(statement: Card, shown: Shown) -> Iterator[SafeString | str]:
    yield _where(statement)
    if (briefing := statement.briefing) and shown.briefing:
        yield _occasion(briefing)
    if not shown.speaker:
        yield _as_written(
            "<span>Written “{}”</span>", statement.speaker, statement.speaker_as_written
        )
    if not shown.date and statement.basis not in PLAIN:
        how = _capital(how_dated(statement))
        yield fill('<span title="{}">{}</span>', statement.reason, how)
    if statement.state == Statement.State.CANDIDATE:
        yield UNREVIEWED
    yield fill(
        '<a class="permalink" href="{}" data-site="{}"><span class="no-print">Link and cite</span>'
        '<span class="hidden-visually"> this statement of {}</span></a>',
        address_by_key("statement", statement.public_id),
        shown.site,
        statement.speaker.name if statement.speaker else "a speaker not known",
    )


@lru_cache(MANY)
def _occasion(briefing: Occasion) -> SafeString:
    """Return the kind of occasion; where that says little, its title, which else is a hint."""
    plain = briefing.kind in {Briefing.Kind.OTHER, Briefing.Kind.MEDIA_REPORT}
    named = _cut(briefing.title, TITLE) if plain else KINDS[briefing.kind]
    return fill(
        '<a href="{}" title="{}"><bdi>{}</bdi></a>',
        address_by_key("briefing", briefing.slug),
        _capital(briefing.title),
        _capital(named),
    )


def _where(statement: Card) -> SafeString:
    article = statement.article
    place: SafeString | str = "the official record"
    if article:
        anchor = f"{address_by_key('article', article.pk)}#s-{statement.public_id}"
        place = _link(anchor, article.outlet.name)
    via = chain(statement)
    return fill(
        '<span><span class="kind">{}</span>{} in {}{}{}</span>',
        WORDING[statement.kind],
        _as_reported(statement),
        place,
        fill_each("", ", via <bdi>{}</bdi>", ((source,) for source in via)) if via else "",
        _original(statement),
    )


def _as_reported(statement: Card) -> SafeString | str:
    """Return the reporting words where they say more than that it was said: denied, urged."""
    cue = statement.cue
    if not cue or statement.kind == Statement.Kind.DIRECT or cue.casefold() in SAID:
        return ""
    return fill(" as “<bdi>{}</bdi>”", cue)


def _original(statement: Card) -> SafeString | str:
    address = original(statement)
    if not address:
        return ""
    article = statement.article
    return fill(
        '<a class="original" href="{}" rel="external" data-address="{}">'
        '<span class="hidden-visually">Original at {}</span>'
        '<span aria-hidden="true">↗</span></a>',
        address,
        article.url if article else address,
        article.outlet.name if article else "the official address",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(text: str, most: int) -> str:
    return Truncator(text).chars(most) if len(text) > most else text
