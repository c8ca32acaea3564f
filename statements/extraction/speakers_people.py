"""People as speakers: by name, by pronoun, by what they are."""

import re
from typing import Final

from statements.extraction.lexicon.countries import country_in
from statements.extraction.lexicon.known import find_known, institution_key
from statements.extraction.lexicon.roles import BODIES, LEADING, offices_of
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.names import foreign_letters
from statements.extraction.speakers_bodies import name_institution
from statements.extraction.speakers_context import Context, Heard, gender_of, with_reason
from statements.extraction.speakers_gender import gender_of_role
from statements.extraction.speakers_mentions import Mention, bare
from statements.extraction.speakers_roster import Person

FEMALE_PRONOUNS: Final = frozenset("she her hers herself".split())
MALE_PRONOUNS: Final = frozenset("he him his himself".split())
_RUN: Final = re.compile(
    r"[A-ZÀ-Þ][\w.-]*(?:[’']s?)?(?: (?:of (?:the )?)?[A-ZÀ-Þ][\w.-]*(?:[’']s?)?)*"
)
_NEAR: Final = 700  # the words of a nameless source are this near when "she" means it
_FAR: Final = 1_500  # a pronoun further than this from its name is not resolved


def name_person(name: str, role: str, context: Context, offset: int) -> Named:
    """Return the person of that name as the article knows them in full, or as the table does."""
    title = gender_of_role(role, honorific=True)
    person = context.roster.find_person(name, title) or context.roster.find_person(name)
    full = person.name if person and len(person.name) >= len(name) else name
    known = None if foreign_letters(name) else find_known(full) or find_known(name)
    if known and known.kind is SpeakerKind.INSTITUTION:
        return name_institution(name, context, offset)
    shown = known.name if known else full
    shown_role = role or (person.roles[0] if person and person.roles else "")
    if not shown_role and known:
        shown_role = known.role
    behalf = _spoken_for(person, shown_role, context, offset) or (
        known.on_behalf if known else ""
    )
    return Named(shown, SpeakerKind.PERSON, shown_role, behalf, _reason(name, full, shown))


def _reason(name: str, full: str, shown: str) -> str:
    if foreign_letters(name):
        return f"“{name}” mixes letters of two scripts, so that it is joined to nobody."
    if shown not in (full, name):
        return f"“{full}” is a known spelling of {shown}."
    if full != name:
        return f"“{name}” is {full}, named in full in this article."
    return "The article gives the name."


def _spoken_for(person: Person | None, role: str, context: Context, offset: int) -> str:
    """Return the institution a spokesperson speaks for, "" for anyone else."""
    for text in dict.fromkeys((role, *(person.roles if person else ()))):
        if "spokesperson" in offices_of(text):
            return _body_in(text, context, offset)
    return ""


def _body_in(role: str, context: Context, offset: int) -> str:
    for run in _RUN.findall(role):
        words = run.split()
        last = next(
            (i for i in range(len(words), 0, -1) if bare(words[i - 1]) in BODIES), 0
        )
        if last:
            return name_institution(
                " ".join(words[:last]).rstrip("’'s"), context, offset
            ).name
    run = next(iter(_RUN.findall(role)), "")
    person = context.roster.find_person(bare(run).title()) if run else None
    return person.name if person else ""


def name_pronoun(word: str, context: Context, offset: int) -> Named | None:
    """Return whom "he" or "she" means: the last speaker it fits, else the nearest person."""
    wanted = "female" if word.lower() in FEMALE_PRONOUNS else "male"
    heard = _last_speaker(wanted, context, offset)
    near = _nearest(wanted, context, offset)
    if heard and not (near and _closer(near, heard, context, offset)):
        reason = f"“{word}” follows the words of {heard.named.name}."
        return with_reason(heard.named, reason)
    if near:
        named = name_person(near.name, "", context, offset)
        return with_reason(named, f"“{word}” is {named.name}, the nearest person it fits.")
    return _last_unnamed(word, wanted, context, offset)


def _last_unnamed(word: str, wanted: str, context: Context, offset: int) -> Named | None:
    """Return the nameless source that spoke last, if "she" or "he" can mean it."""
    for heard in context.before(offset):
        if offset - heard.end > _NEAR:
            return None
        named = heard.named
        if named.kind is SpeakerKind.ANONYMOUS and gender_of_role(named.name) in {
            wanted,
            "",
        }:
            return with_reason(named, f"“{word}” follows the words of {named.name}.")
    return None


def _last_speaker(wanted: str, context: Context, offset: int) -> Heard | None:
    for heard in context.before(offset):
        if offset - heard.end > _FAR:
            return None
        person = heard.named.kind is SpeakerKind.PERSON
        if person and gender_of(heard.named, context) in {wanted, ""}:
            return heard
    return None


def _nearest(wanted: str, context: Context, offset: int) -> Person | None:
    near = list(context.roster.people_before(offset, _FAR))
    for fitting in (wanted, ""):
        for person in near:
            if person.gender == fitting:
                return person
    return None


def _closer(near: Person, heard: Heard, context: Context, offset: int) -> bool:
    """Whether a person stands between the last speaker and the pronoun, first in a sentence."""
    if find_same(near, heard.named):
        return False
    for start, _ in reversed(context.roster.spans_of(near)):
        if heard.end <= start < offset:
            sentence = context.passages.sentence(start)
            return start - sentence.start < _SUBJECT and near.gender != ""
    return False


_SUBJECT: Final = 60  # a name this near to the start of its sentence is likely its subject


def find_same(person: Person, named: Named) -> bool:
    """Whether a person of the article is the one already named."""
    known = find_known(person.name)
    return named.name in {person.name, known.name if known else ""}


def name_described(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return whom "the Azerbaijani leader" or "a ministry spokeswoman" means, if that is clear.

    With "the" the nearest fitting person before; with "a" only somebody who is the
    one person of that office and that institution or country in the whole article.
    """
    fitting = [p for p in context.roster.people if _fits(mention, p)]
    if not fitting:
        return _leading(mention, context, offset)
    if mention.determiner in {"a", "an", "one", "another", ""}:
        told_apart = bool(country_in(mention.text) or _body_key(mention.text))
        chosen = fitting[0] if len(fitting) == 1 and told_apart else None
    else:
        near = context.roster.people_before(offset, len(context.text))
        chosen = next((p for p in near if p in fitting), None)
        if chosen is None and len(fitting) == 1:
            chosen = fitting[0]
    if chosen is None:
        return None
    named = name_person(chosen.name, "", context, offset)
    reason = f"“{mention.text}” is {named.name}, whom the article gives that office."
    return with_reason(named, reason)


def _leading(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return the person who spoke last if "the nominee" can mean nobody else.

    Only for the office of a principal, never of an aide or a witness, and only if the
    article gives the person no other office.
    """
    if mention.determiner != "the" or mention.head not in LEADING:
        return None
    heard = next(context.before(offset), None)
    if (
        heard is None
        or offset - heard.end > _NEAR
        or heard.named.kind is not SpeakerKind.PERSON
    ):
        return None
    person = context.roster.find_person(heard.named.name)
    if person is None or any(offices_of(role) & LEADING for role in person.roles):
        return None
    if gender_of_role(mention.text) not in {"", person.gender}:
        return None
    reason = f"“{mention.text}” goes on about {heard.named.name}, who spoke just before."
    return with_reason(heard.named, reason)


def _fits(mention: Mention, person: Person) -> bool:
    offices = offices_of(mention.text)
    roles = " / ".join(person.roles)
    if not offices & offices_of(roles.replace("/", " ")):
        return False
    if {gender_of_role(mention.text), person.gender} == {"female", "male"}:
        return False
    country = country_in(mention.text)
    if country and not any(country_in(role) == country for role in person.roles):
        known = find_known(person.name)
        if not known or known.country != country:
            return False
    key = _body_key(mention.text)
    return not key or any(key <= institution_key(role) for role in person.roles)


def _body_key(text: str) -> frozenset[str]:
    """Return the key of the institution that a description names, empty if it names none."""
    for run in _RUN.findall(text):
        words = run.split()
        last = next(
            (i for i in range(len(words), 0, -1) if bare(words[i - 1]) in BODIES), 0
        )
        if last:
            return institution_key(" ".join(words[:last])) - {"the"}
    return frozenset()
