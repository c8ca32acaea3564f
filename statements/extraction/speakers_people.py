"""People as speakers by their name."""

from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import offices_of
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.names import foreign_letters
from statements.extraction.speakers_bodies import name_institution
from statements.extraction.speakers_context import Context
from statements.extraction.speakers_gender import gender_of_role
from statements.extraction.speakers_mentions import bare, bodies_in
from statements.extraction.speakers_roles import clean_role
from statements.extraction.speakers_roster import Person


def name_person(name: str, role: str, context: Context, offset: int) -> Named:
    """Return the person of that name as the article knows them in full, or as the table does."""
    if foreign_letters(name):
        reason = f"“{name}” mixes letters of two scripts, so that it is joined to nobody."
        return Named(name, SpeakerKind.PERSON, role, "", reason)
    title = gender_of_role(role, honorific=True)
    person = context.roster.find_person(name, title) or context.roster.find_person(name)
    if person and len(person.name) >= len(name):
        return name_of(person, role, context, offset, name)
    known = find_known(name)
    if known and known.kind is SpeakerKind.INSTITUTION:
        return name_institution(name, context, offset)
    return name_of(Person(name, "", ()), role, context, offset, name)


def name_of(
    person: Person, role: str, context: Context, offset: int, written: str = ""
) -> Named:
    """Return a person of the article as a speaker, under the name of the table if it is there."""
    known = find_known(person.name)
    shown = known.name if known else person.name
    shown_role = next(filter(None, map(clean_role, (role, *person.roles))), "")
    behalf = _spoken_for(person, role, context, offset)
    if not behalf and known:
        behalf = known.on_behalf
    reason = _reason(written or person.name, person.name, shown)
    return Named(shown, SpeakerKind.PERSON, shown_role, behalf, reason)


def _reason(name: str, full: str, shown: str) -> str:
    if shown not in (full, name):
        return f"“{full}” is a known spelling of {shown}."
    if full != name:
        return f"“{name}” is {full}, named in full in this article."
    return "The article gives the name."


def _spoken_for(person: Person, role: str, context: Context, offset: int) -> str:
    """Return the institution a spokesperson speaks for, "" for anyone else."""
    for text in dict.fromkeys((role, *person.roles)):
        if "spokesperson" in offices_of(text):
            return _body_in(text, context, offset)
    return ""


def _body_in(role: str, context: Context, offset: int) -> str:
    """Return the institution that a role names, else the person: "Smith spokesman"."""
    for body in bodies_in(role):
        return name_institution(body, context, offset).name
    for word in role.split():
        person = context.roster.find_person(bare(word)) if word[0].isupper() else None
        if person:
            return person.name
    return ""
