"""People as speakers by pronoun: the last speaker who fits, else the nearest person."""

from typing import Final

from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import OFFICES, UNNAMED
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.speakers_bodies import name_institution
from statements.extraction.speakers_context import (
    NOBODY,
    Context,
    Heard,
    gender_of,
    with_reason,
)
from statements.extraction.speakers_gender import gender_of_role
from statements.extraction.speakers_people import name_person
from statements.extraction.speakers_roster import Person

_FEMALE: Final = frozenset("she her hers herself".split())
_MALE: Final = frozenset("he him his himself".split())
_ONE: Final = frozenset({"a", "an", "one", "another", "the"})
_NEAR: Final = 700  # the words of a nameless source are this near when "she" means it
_FAR: Final = 1_500  # a pronoun further than this from its name is not resolved
_SUBJECT: Final = 60  # a name this near to the start of its sentence is likely its subject


def name_pronoun(word: str, context: Context, offset: int) -> Named:
    """Return whom a pronoun means; nobody if the article does not tell."""
    folded = word.lower()
    if folded in _FEMALE | _MALE:
        return _name_human(word, context, offset) or NOBODY
    if folded in {"who", "which", "that"}:
        return _name_relative(word, context, offset)
    if folded in {"it", "they", "them"}:
        return _name_it(word, context, offset)
    return NOBODY


def _name_relative(word: str, context: Context, offset: int) -> Named:
    sentence = context.passages.sentence(offset)
    people = context.roster.people_in(sentence.start, offset)
    if not people or word.lower() == "which":
        body = context.roster.body_in(sentence.start, offset)
        return name_institution(body.name, context, offset) if body else NOBODY
    named = name_person(people[-1].name, "", context, offset)
    return with_reason(named, f"“{word}” is {named.name}, named just before.")


def _name_it(word: str, context: Context, offset: int) -> Named:
    kinds = {SpeakerKind.INSTITUTION, SpeakerKind.GROUP}
    if word.lower() != "it":
        kinds.add(SpeakerKind.ANONYMOUS)
    for heard in context.before(offset):
        if heard.named.kind in kinds:
            return with_reason(
                heard.named, f"“{word}” follows the words of {heard.named.name}."
            )
    return NOBODY


def _name_human(word: str, context: Context, offset: int) -> Named | None:
    """Return whom "he" or "she" means: the last speaker it fits, else the nearest person."""
    wanted = "female" if word.lower() in _FEMALE else "male"
    heard = _last_speaker(wanted, context, offset)
    near = _nearest(wanted, context, offset)
    if heard and not (near and _closer(near, heard, context, offset)):
        reason = f"“{word}” follows the words of {heard.named.name}."
        return with_reason(heard.named, reason)
    if near:
        named = name_person(near.name, "", context, offset)
        return with_reason(named, f"“{word}” is {named.name}, the nearest person it fits.")
    return None


def _last_speaker(wanted: str, context: Context, offset: int) -> Heard | None:
    """Return the last person heard whom the pronoun fits, or a nameless one heard just before."""
    for heard in context.before(offset):
        if offset - heard.end > _FAR:
            return None
        kind = heard.named.kind
        if kind is SpeakerKind.PERSON and gender_of(heard.named, context) in {wanted, ""}:
            return heard
        near = offset - heard.end <= _NEAR
        if (
            kind is SpeakerKind.ANONYMOUS
            and near
            and _is_somebody(heard.named.name, wanted)
        ):
            return heard
    return None


def _is_somebody(name: str, wanted: str) -> bool:
    """Whether a nameless source is one human being of that gender: "a senior official"."""
    first, *rest = name.lower().split() or [""]
    human = any(word in OFFICES or word in UNNAMED for word in rest)
    return first in _ONE and human and gender_of_role(name) in {wanted, ""}


def _nearest(wanted: str, context: Context, offset: int) -> Person | None:
    near = list(context.roster.people_before(offset, _FAR))
    for fitting in (wanted, ""):
        for person in near:
            if person.gender == fitting:
                return person
    return None


def _closer(near: Person, heard: Heard, context: Context, offset: int) -> bool:
    """Whether a person stands between the last speaker and the pronoun, first in a sentence."""
    if _is_same(near, heard.named):
        return False
    for start, _ in reversed(context.roster.spans_of(near)):
        if heard.end <= start < offset:
            sentence = context.passages.sentence(start)
            return start - sentence.start < _SUBJECT and near.gender != ""
    return False


def _is_same(person: Person, named: Named) -> bool:
    """Whether a person of the article is the one already named."""
    known = find_known(person.name)
    return named.name in {person.name, known.name if known else ""}
