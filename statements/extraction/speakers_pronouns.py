"""People as speakers by pronoun: the last speaker who fits, else the nearest person."""

from typing import Final

from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import OFFICES, UNNAMED
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.speakers_context import Context, Heard, gender_of, with_reason
from statements.extraction.speakers_gender import gender_of_role
from statements.extraction.speakers_people import name_person
from statements.extraction.speakers_roster import Person

FEMALE_PRONOUNS: Final = frozenset("she her hers herself".split())
MALE_PRONOUNS: Final = frozenset("he him his himself".split())
_ONE: Final = frozenset({"a", "an", "one", "another", "the"})
_NEAR: Final = 700  # the words of a nameless source are this near when "she" means it
_FAR: Final = 1_500  # a pronoun further than this from its name is not resolved
_SUBJECT: Final = 60  # a name this near to the start of its sentence is likely its subject


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
