"""Who is meant by each source: named in the article first, then by the starting table."""

import re
from collections.abc import Sequence
from typing import Final

from statements.extraction.lexicon.roles import GROUPS, OFFICES, UNNAMED
from statements.extraction.model import Found, Named, SpeakerKind
from statements.extraction.passages import Passages
from statements.extraction.spans import Span
from statements.extraction.speakers_bodies import (
    name_described_body,
    name_institution,
    name_place,
)
from statements.extraction.speakers_context import Context, Heard, anonymous
from statements.extraction.speakers_mentions import Mention, read_mention
from statements.extraction.speakers_people import (
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    name_described,
    name_person,
    name_pronoun,
)
from statements.extraction.speakers_roster import Roster

_JOINT: Final = re.compile(r",? and |, (?:and )?| & ")
_GOVERNED: Final = re.compile(
    r"\b(?:of|for|from|with|to|by|in|at|and|or|on|about|against)\s(?:the )?$"
)
_FLOATING: Final = 700  # a quotation without a source, this close below words that have one
_NOBODY: Final = Named("", SpeakerKind.ANONYMOUS, "", "", "The article does not say who.")


def name_speakers(
    text: str, roster: Roster, found: Sequence[Found], passages: Passages
) -> list[Named]:
    """Return who each source is, in the order of `found`, which is that of the text.

    An unknown speaker has an empty name; it is never filled by likeness.
    """
    context = Context(text, roster, passages)
    named: list[Named] = []
    for statement in found:
        speaker = _name(statement, context)
        named.append(speaker)
        if speaker.name:
            start = statement.source.start if statement.source else statement.spans[0].start
            context.heard.append(Heard(start, max(start, statement.spans[-1].end), speaker))
    return named


def _name(statement: Found, context: Context) -> Named:
    if statement.source is None:
        return _name_floating(statement, context)
    written = statement.source.of(context.text)
    offset = statement.source.start
    mention = read_mention(written)
    if mention.pronoun:
        return _name_pronoun(mention.text, context, offset)
    return (
        _name_joint(written, context, offset)
        or _name_last(mention, statement.source, context)
        or _name_one(mention, context, offset)
    )


def _name_floating(statement: Found, context: Context) -> Named:
    """A quotation with no source belongs to whoever spoke just before it, if it is near."""
    start = statement.spans[0].start
    last = next(context.before(start), None)
    if last is None or start - last.end > _FLOATING:
        return _NOBODY
    named = last.named
    reason = f"The sentence names nobody; it stands right after words of {named.name}."
    return Named(named.name, named.kind, named.role, named.on_behalf_of, reason)


def _name_pronoun(word: str, context: Context, offset: int) -> Named:
    folded = word.lower()
    if folded in FEMALE_PRONOUNS | MALE_PRONOUNS:
        return name_pronoun(word, context, offset) or _NOBODY
    if folded in {"who", "which", "that"}:
        return _name_relative(word, context, offset)
    if folded in {"it", "they", "them"}:
        return _name_it(word, context, offset)
    return _NOBODY


def _name_relative(word: str, context: Context, offset: int) -> Named:
    sentence = context.passages.sentence(offset)
    person = next(iter(context.roster.people_before(offset)), None)
    if person is None or word.lower() == "which":
        bodies = [
            i for i in context.roster.institutions if sentence.start <= i.start < offset
        ]
        return name_institution(bodies[-1].name, context, offset) if bodies else _NOBODY
    named = name_person(person.name, "", context, offset)
    reason = f"“{word}” is {named.name}, named just before."
    return Named(named.name, named.kind, named.role, named.on_behalf_of, reason)


def _name_it(word: str, context: Context, offset: int) -> Named:
    kinds = {SpeakerKind.INSTITUTION, SpeakerKind.GROUP}
    if word.lower() != "it":
        kinds.add(SpeakerKind.ANONYMOUS)
    for heard in context.before(offset):
        if heard.named.kind in kinds:
            named = heard.named
            reason = f"“{word}” follows the words of {named.name}."
            return Named(named.name, named.kind, named.role, named.on_behalf_of, reason)
    return _NOBODY


def _name_joint(written: str, context: Context, offset: int) -> Named | None:
    """Return several people or countries that speak together, joined by "; "."""
    if " and " not in written and " & " not in written:
        return None
    parts = [read_mention(part) for part in _JOINT.split(written) if part.strip()]
    if len(parts) < 2 or not all(part.name for part in parts):  # noqa: PLR2004
        return None
    if any(part.determiner == "the" and part.role for part in parts):
        return None
    names = [_name_one(part, context, offset).name for part in parts]
    return Named(
        "; ".join(names), SpeakerKind.GROUP, "", "", "The article lets them speak together."
    )


def _name_last(mention: Mention, source: Span, context: Context) -> Named | None:
    """Return the person at the end of a source that begins with something else than a role.

    So in "Speaking on Monday Smith said"; not in "an aide to Smith".
    """
    if mention.name:
        return None
    person = context.roster.person_at(source.end)
    if person is None:
        return None
    start = context.roster.spans_of(person)
    at = next(span.start for span in start if span.end == source.end)
    if _GOVERNED.search(context.text, source.start, at):
        return None
    return name_person(person.name, "", context, source.start)


def _name_one(mention: Mention, context: Context, offset: int) -> Named:
    if mention.name:
        return _name_named(mention, context, offset)
    return (
        _name_group(mention)
        or _name_office(mention, context, offset)
        or name_described_body(mention, context, offset)
        or _name_nameless(mention)
    )


def _name_named(mention: Mention, context: Context, offset: int) -> Named:
    name = mention.name
    if name.lower() in GROUPS:
        return Named(name, SpeakerKind.GROUP, "", "", "The article names a group.")
    place = name_place(name)
    if place:
        return place
    if context.roster.find_person(name):
        return name_person(name, mention.role, context, offset)
    if mention.place_or_body or (name.isupper() and " " not in name):
        return name_institution(name, context, offset)
    return name_person(name, mention.role, context, offset)


def _name_group(mention: Mention) -> Named | None:
    if mention.head not in GROUPS:
        return None
    words = mention.text.split()
    shown = " ".join(words[1:]) if mention.determiner == "the" else mention.text
    return Named(
        shown, SpeakerKind.GROUP, "", "", "The article names a group and no person."
    )


def _name_office(mention: Mention, context: Context, offset: int) -> Named | None:
    if mention.head not in OFFICES and mention.head not in UNNAMED:
        return None
    return name_described(mention, context, offset)


def _name_nameless(mention: Mention) -> Named:
    if not mention.text:
        return _NOBODY
    return anonymous(mention.text, "The article does not name this source.")
