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
from statements.extraction.speakers_people import name_of
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
    named = name_of(people[-1], "", context, offset)
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
    asked = _last_asked(wanted, context, offset)
    if asked:
        named = name_of(asked, "", context, offset)
        return with_reason(named, f"“{word}” is {named.name}, who was asked just before.")
    heard = _last_speaker(wanted, context, offset)
    near = _last_subject(wanted, context, offset, heard.end if heard else offset - _FAR)
    if heard and not (near and not _is_same(near, heard.named)):
        reason = f"“{word}” follows the words of {heard.named.name}."
        return with_reason(heard.named, reason)
    near = near or _nearest(wanted, context, offset)
    if near:
        named = name_of(near, "", context, offset)
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


def _last_subject(wanted: str, context: Context, offset: int, since: int) -> Person | None:
    """Return whoever begins the last sentence that names a person of that gender.

    None if that sentence names one later on only, or lies before `since`.
    """
    start, first = -1, None
    for person, span in context.roster.mentions_before(offset, offset - max(since, 0)):
        if person.gender != wanted:
            continue
        if start < 0:
            start = context.passages.sentence(span.start).start
        if span.start < start:
            break
        if span.start - start < _SUBJECT and _can_be_subject(span.start, context):
            first = person
    return first


def _can_be_subject(start: int, context: Context) -> bool:
    """Whether a name can begin a sentence of the article: not in a quotation, not "the Smith ad"."""
    if context.is_spoken(start):
        return False
    return not context.text[max(0, start - 4) : start].lower().endswith("the ")


def _last_asked(wanted: str, context: Context, offset: int) -> Person | None:
    """Return who was asked in the last words before, so that the answer is that person's."""
    heard = next(context.before(offset), None)
    if (
        heard is None
        or offset - heard.end > _NEAR
        or not heard.cue.lower().startswith("ask")
    ):
        return None
    sentence = context.passages.sentence(heard.start)
    if sentence.end > offset:
        return None
    for person in context.roster.people_in(heard.start, sentence.end):
        if person.gender == wanted and not _is_same(person, heard.named):
            return person
    return None


def _is_same(person: Person, named: Named) -> bool:
    """Whether a person of the article is the one already named."""
    known = find_known(person.name)
    return named.name in {person.name, known.name if known else ""}
