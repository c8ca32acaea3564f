"""Who is meant by each source: named in the article first, then by the starting table."""

import re
from collections.abc import Sequence
from typing import Final

from statements.extraction.lexicon.countries import ADJECTIVES, PLACES
from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import (
    DOCUMENTS,
    GROUPS,
    MEDIA_NAMES,
    OFFICES,
    UNNAMED,
)
from statements.extraction.model import Found, Named, SpeakerKind
from statements.extraction.names import without_possessive
from statements.extraction.passages import Passages
from statements.extraction.spans import Span
from statements.extraction.speakers_bodies import (
    name_described_body,
    name_institution,
    name_place,
)
from statements.extraction.speakers_context import (
    NOBODY,
    Context,
    Heard,
    anonymous,
    with_reason,
)
from statements.extraction.speakers_descriptions import name_described
from statements.extraction.speakers_gender import gender_of_role
from statements.extraction.speakers_mentions import (
    DETERMINERS,
    NOT_NAMES,
    Mention,
    is_body,
    read_mention,
)
from statements.extraction.speakers_people import name_of, name_person
from statements.extraction.speakers_pronouns import name_pronoun
from statements.extraction.speakers_roster import Roster
from statements.extraction.words import PRONOUN, WORDS

_JOINT: Final = re.compile(r",? and |, (?:and )?| & ")
_ASIDE_CLAUSE: Final = re.compile(r", | who | whose ")
_SUBJECTS: Final = frozenset("he she they it who".split())
_OWNER: Final = re.compile(r"([^’']{2,60})(?:[’']s|(?<=s)[’']) \S")
_PERSONAL_BODIES: Final = frozenset("campaign team office administration camp".split())
_ASIDE: Final = re.compile(r"\s[-–—]\s|\b(?:who|which|whose|that|of|for)\b")
_GOVERNED: Final = re.compile(
    r"\b(?:of|for|from|with|to|by|in|at|and|or|on|about|against)\s(?:the )?$"
)
_FLOATING: Final = 700  # a quotation without a source, this close below words that have one


def name_speakers(
    text: str, roster: Roster, found: Sequence[Found], passages: Passages
) -> list[Named]:
    """Return who each source is, in the order of `found`, which is that of the text.

    An unknown speaker has an empty name; it is never filled by likeness.
    """
    spoken = sorted(span for statement in found for span in statement.spans)
    context = Context(text, roster, passages, spoken)
    named: list[Named] = []
    for statement in found:
        speaker = _name(statement, context)
        named.append(speaker)
        if speaker.name:
            start = statement.source.start if statement.source else statement.spans[0].start
            end = max(start, statement.spans[-1].end)
            cue = statement.cue.of(text) if statement.cue else ""
            context.heard.append(Heard(start, end, speaker, cue))
    return named


def _name(statement: Found, context: Context) -> Named:
    if statement.source is None:
        return _name_floating(statement, context)
    written = statement.source.of(context.text)
    offset = statement.source.start
    if statement.rule == "transcript" and written.isupper():
        written = _as_a_name(written)
    mention = read_mention(written)
    if mention.pronoun:
        return name_pronoun(mention.text, context, offset)
    first = mention.text.partition(" ")[0]
    if first.lower() in _SUBJECTS:
        return name_pronoun(first, context, offset)
    return (
        _name_joint(written, context, offset)
        or _name_last(mention, statement.source, context)
        or _name_one(mention, context, offset)
    )


def _as_a_name(label: str) -> str:
    """Return a label of a transcript as a name is written, but for a body that we know."""
    body = is_body(label) or label in MEDIA_NAMES or find_known(label)
    return label if body or len(label) < len("Lee") else label.title()


def _name_floating(statement: Found, context: Context) -> Named:
    """A quotation with no source belongs to whoever spoke just before it, if it is near."""
    start = statement.spans[0].start
    last = next(context.before(start), None)
    if last is None or start - last.end > _FLOATING:
        return NOBODY
    reason = f"The sentence names nobody; it stands right after words of {last.named.name}."
    return with_reason(last.named, reason)


def _name_joint(written: str, context: Context, offset: int) -> Named | None:
    """Return several people or countries that speak together, joined by "; "."""
    if " and " not in written and " & " not in written:
        return None
    parts = [read_mention(part) for part in _JOINT.split(written) if part.strip()]
    if len(parts) < 2 or not all(part.name for part in parts):  # noqa: PLR2004
        return None
    if any(part.determiner and (part.role or not _is_body(part.name)) for part in parts):
        return None
    if _ASIDE.search(written):
        return None
    names = [_name_one(part, context, offset).name for part in parts]
    return Named(
        "; ".join(names), SpeakerKind.GROUP, "", "", "The article lets them speak together."
    )


def _name_last(mention: Mention, source: Span, context: Context) -> Named | None:
    """Return the person at the end of a source that begins with something else than a role.

    So in "Speaking on Monday Smith said"; not in "an aide to Smith".
    """
    if mention.name and context.roster.find_person(mention.name):
        return None
    found = context.roster.person_at(source.end)
    if found is None:
        return None
    person, span = found
    if _GOVERNED.search(context.text, source.start, span.start):
        return None
    return name_of(person, "", context, source.start)


def _is_body(name: str) -> bool:
    return name in PLACES or is_body(name.rsplit(maxsplit=1)[-1])


def _name_one(mention: Mention, context: Context, offset: int) -> Named:
    if mention.name:
        return _name_named(mention, context, offset)
    return (
        _name_group(mention)
        or _name_owner(mention, context, offset)
        or _name_campaign(mention, context, offset)
        or _name_office(mention, context, offset)
        or name_described_body(mention, context, offset)
        or _name_nameless(mention)
    )


def _name_named(mention: Mention, context: Context, offset: int) -> Named:
    name = mention.name
    common = _name_common(mention, context)
    if common:
        return common
    if name not in PLACES and context.roster.find_person(name):
        return name_person(name, mention.role, context, offset)
    place = None if find_known(name) else name_place(name, context)
    if place:
        return place
    acronym = " " not in name and (name.isupper() or name in MEDIA_NAMES)
    if mention.place_or_body or acronym:
        return name_institution(name, context, offset)
    return name_person(name, mention.role, context, offset)


def _name_common(mention: Mention, context: Context) -> Named | None:
    """A single word that only begins its sentence is a group or an unnamed source."""
    word = mention.name.lower()
    if word in GROUPS or mention.name[:-1] in ADJECTIVES:
        return Named(mention.name, SpeakerKind.GROUP, "", "", "The article names a group.")
    pronoun = WORDS.get(word, 0) & PRONOUN
    plain = pronoun or word in UNNAMED or word in OFFICES or context.holds(f" {word} ")
    if not plain or mention.role or " " in word or mention.determiner == "the":
        return None
    if context.roster.find_person(mention.name) or find_known(mention.name):
        return None
    return anonymous(mention.name.lower(), "The article does not name this source.")


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


def _name_owner(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return whose document speaks in "Smith's letter" or "the ministry's statement"."""
    owner = _OWNER.match(mention.text) if mention.head in DOCUMENTS else None
    if owner is None:
        return None
    named = _name_one(read_mention(owner[1]), context, offset)
    return (
        with_reason(named, f"“{mention.text}” is by {named.name}.") if named.name else None
    )


def _name_campaign(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return the body of a person: "her campaign", "Mr. Smith's campaign", "the Smith campaign"."""
    if mention.head not in _PERSONAL_BODIES:
        return None
    words = mention.text.split()
    if mention.determiner in {"his", "her"}:
        owner = name_pronoun(mention.determiner, context, offset)
        named = owner.name if owner.kind is SpeakerKind.PERSON else ""
    else:
        title = gender_of_role(words[0], honorific=True)
        surname = without_possessive(words[-2]) if len(words) > 1 else ""
        person = context.roster.find_person(surname, title)
        named = name_of(person, "", context, offset).name if person else ""
    if not named:
        return None
    shown = f"{named} {mention.head}"
    return Named(
        shown, SpeakerKind.INSTITUTION, "", "", f"“{mention.text}” is that of {named}."
    )


def _name_nameless(mention: Mention) -> Named:
    words = mention.text.lower().split()
    if not words or words[0] in NOT_NAMES - DETERMINERS:
        return NOBODY
    shown = _ASIDE_CLAUSE.split(mention.text, maxsplit=1)[0]
    return anonymous(shown, "The article does not name this source.")
