"""How a passage of an article is set in type, without a character of white space added."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from statements.markup import fill, fill_each, join
from statements.models import Statement
from statements.passages import Passage, Piece

register = template.Library()


@register.filter
def pieces(passage: Passage) -> SafeString:
    """Return the passage with each statement in it linked, tinted and numbered by speaker."""
    return join(map(_set, passage.pieces))


@register.filter
def marked(passage: Passage) -> SafeString:
    """Return the passage with the words of its statement marked."""
    return join(
        fill("<mark>{}</mark>", piece.text) if piece.statement else piece.text
        for piece in passage.pieces
    )


def _set(piece: Piece) -> SafeString:
    statement, voice = piece.statement, piece.voice
    if statement is None or voice is None:
        return fill("{}{}", _anchors(piece.begins), piece.text)
    own = statement.public_id
    return fill(
        '{}<a class="said tone-{}" href="{}"{}>{}</a>{}',
        _anchors(tuple(each for each in piece.begins if each != own)),
        voice.tone,
        statement.get_absolute_url(),
        fill(' id="s-{}"', own) if own in piece.begins else "",
        piece.text,
        _number(piece) if piece.ends else "",
    )


def _anchors(identifiers: tuple[str, ...]) -> SafeString:
    anchors = ((identifier,) for identifier in identifiers)
    return fill_each("", '<span class="anchor" id="s-{}"></span>', anchors)


def _number(piece: Piece) -> SafeString:
    """Return the number of the speaker, so that colour is not the only sign of who speaks."""
    if piece.voice is None or piece.statement is None:
        return SafeString("")
    waits = piece.statement.state == Statement.State.CANDIDATE
    return fill(
        '<sup class="said-by"><span class="hidden-visually">, speaker </span>{}{}</sup>',
        piece.voice.number,
        fill('<abbr class="said-unreviewed" title="{}">?</abbr>', "not yet reviewed")
        if waits
        else "",
    )
