"""People as speakers by what they are: "the Azerbaijani leader", "a ministry spokeswoman"."""

import re
from collections.abc import Iterator
from typing import Final

from statements.extraction.lexicon.countries import country_in
from statements.extraction.lexicon.known import find_known, institution_key
from statements.extraction.lexicon.roles import LEADING, offices_of
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.speakers_context import Context, with_reason
from statements.extraction.speakers_gender import gender_of_role
from statements.extraction.speakers_mentions import Mention, bare, bodies_in
from statements.extraction.speakers_people import name_of
from statements.extraction.speakers_roster import Person

_OF: Final = re.compile(r"\b(?:of|for) (?:the )?(.+)")
_INDEFINITE: Final = frozenset({"a", "an", "one", "another"})
# With one of these an office is another office.
_LOWER: Final = frozenset(
    "deputy vice assistant opposition shadow acting ex-president".split()
)
_NEAR: Final = 700  # characters from the last words in which "the nominee" goes on


def name_described(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return whom a description means, if that is clear, else None.

    With "the" the nearest fitting person before; with "a" only somebody who is the
    one person of that office and that institution or country in the whole article;
    with neither, as in headlines, the one person of that office.
    """
    people = (*context.roster.people, *_known_heard(context, offset))
    fitting = [person for person in people if _fits(mention, person)]
    if not fitting:
        return _leading(mention, context, offset)
    chosen = _choose(mention, fitting, context, offset)
    if chosen is None:
        return None
    named = name_of(chosen, "", context, offset)
    reason = f"“{mention.text}” is {named.name}, whom the article gives that office."
    return with_reason(named, reason)


def _known_heard(context: Context, offset: int) -> Iterator[Person]:
    """Yield the speakers before whom only the table knows: the article has but their surname."""
    for name in dict.fromkeys(heard.named.name for heard in context.before(offset)):
        known = find_known(name)
        if (
            known
            and known.kind is SpeakerKind.PERSON
            and not context.roster.find_person(name)
        ):
            yield Person(known.name, known.gender, ())


def _choose(
    mention: Mention, fitting: list[Person], context: Context, offset: int
) -> Person | None:
    only = fitting[0] if len(fitting) == 1 else None
    if mention.determiner in _INDEFINITE:
        told_apart = country_in(mention.text) or any(bodies_in(mention.text))
        return only if told_apart else None
    if not mention.determiner:
        return only
    near = context.roster.people_before(offset, len(context.text))
    return next((person for person in near if person in fitting), only)


def _leading(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return the person who spoke last if "the nominee" can mean nobody else.

    Only for the office of a principal, never of an aide or a witness, and only if the
    article gives the person no other office.
    """
    if mention.determiner != "the" or mention.head not in LEADING:
        return None
    heard = next(context.before(offset), None)
    if heard is None or offset - heard.end > _NEAR:
        return None
    person = context.roster.find_person(heard.named.name)
    if person is None or heard.named.kind is not SpeakerKind.PERSON:
        return None
    if any(offices_of(role) & LEADING for role in person.roles):
        return None
    if gender_of_role(mention.text) not in {"", person.gender}:
        return None
    reason = f"“{mention.text}” goes on about {heard.named.name}, who spoke just before."
    return with_reason(heard.named, reason)


def _fits(mention: Mention, person: Person) -> bool:
    """Whether the article gives a person what a description says of office, place and body."""
    offices = offices_of(mention.text)
    known = find_known(person.name)
    given = (*person.roles, known.role) if known else person.roles
    roles = [role for role in given if offices & offices_of(role)]
    if not roles or {gender_of_role(mention.text), person.gender} == {"female", "male"}:
        return False
    if not any(_rank(mention.text) == _rank(role) for role in roles):
        return False
    return _same_country(mention, person) and _same_body(mention, person)


def _rank(role: str) -> frozenset[str]:
    return _LOWER.intersection(bare(word) for word in role.split())


def _same_country(mention: Mention, person: Person) -> bool:
    country = country_in(mention.text)
    if not country or any(country_in(role) == country for role in person.roles):
        return True
    known = find_known(person.name)
    return known is not None and known.country == country


def _same_body(mention: Mention, person: Person) -> bool:
    for body in bodies_in(mention.text):
        return any(institution_key(body) <= institution_key(role) for role in person.roles)
    of = _OF.search(mention.text)
    if not of or country_in(mention.text):
        return True
    named = {bare(word) for word in of[1].split() if word[0].isupper()}
    given = {bare(word) for role in person.roles for word in role.split()}
    return not named or bool(named & given)
