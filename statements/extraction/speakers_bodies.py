"""Institutions, places, documents and groups as speakers."""

import re
from typing import Final

from statements.extraction.lexicon.countries import PLACES, country_in
from statements.extraction.lexicon.known import find_known, institution_key
from statements.extraction.lexicon.roles import BODIES, DOCUMENTS
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.speakers_context import Context, anonymous, with_reason
from statements.extraction.speakers_mentions import Mention, bare

_PLACE_NOUNS: Final = frozenset(
    "region city state province country town republic island village district territory "
    "enclave peninsula municipality borough".split()
)
_MANY: Final = frozenset("neither both either each every no any all some many".split())
_SIDES: Final = frozenset({"side"})
_CAPITALS: Final = r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]+(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]+){0,2}"
_MOST_PLACES: Final = 6  # earlier places of the word that are looked at
_NEAR: Final = 700  # characters in which "the company" goes on about the one named
_OFFICIAL: Final = frozenset(
    "agency service bureau administration office authority directorate inspectorate".split()
)
_COMMERCIAL: Final = frozenset(
    """company corporation corp inc ltd plc llc firm bank airline airlines railway hotel studio
    label holdings industries""".split()
)
# Words for an institution by what it is, with those of which its name must hold one.
_FITTING: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("company", "firm", "corporation", "business"), _COMMERCIAL),
    **dict.fromkeys(("agency", "bureau"), _OFFICIAL),
    "lender": frozenset({"bank"}),
}
_BACK: Final = 2_000  # how far back the text a document or a place came from is looked for


def name_institution(name: str, context: Context, offset: int) -> Named:
    """Return the institution of that name, in the fullest form the article or the table has."""
    full = _fullest(name, context, offset) or name
    known = find_known(full)
    if not known and len(institution_key(full)) == 1 and full.islower():
        shown = full if full.endswith("s") else f"the {full}"
        return anonymous(shown, "The article does not name it.")
    if known:
        shown, reason = known.name, f"“{full}” is a known spelling of {known.name}."
    elif full == name:
        shown, reason = name, "The article names the institution."
    else:
        shown, reason = full, f"“{name}” is short for “{full}” in this article."
    return Named(shown, SpeakerKind.INSTITUTION, "", "", reason)


def _fullest(name: str, context: Context, offset: int) -> str:
    """Return the longer name that a short one stands for: heard last, else written nearest."""
    key = institution_key(name)
    head = bare(name.rsplit(maxsplit=1)[-1])
    if head not in BODIES or len(key) > 2 or not key:  # noqa: PLR2004
        return ""
    for heard in context.before(offset):
        if heard.named.kind is SpeakerKind.INSTITUTION and _stands_for(
            key, head, heard.named.name
        ):
            return heard.named.name
    longer = context.roster.longer(key, head, offset)
    return longer.name if longer else ""


def _stands_for(key: frozenset[str], head: str, name: str) -> bool:
    return key < institution_key(name) and (_ends_in(head, name) or head in name.lower())


def _ends_in(head: str, name: str) -> bool:
    return bare(name.rsplit(maxsplit=1)[-1]) == head or f"{head} of " in name.lower()


def name_described_body(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return the institution, place or author behind "the ministry", "the region", "the statement"."""
    head = mention.head
    if head in _SIDES and country_in(mention.text):
        country = country_in(mention.text)
        return Named(
            country, SpeakerKind.INSTITUTION, "", "", f"“{mention.text}” is {country}."
        )
    if head in _PLACE_NOUNS and mention.determiner == "the":
        place = _place_before(head, context.text, offset)
        if place:
            return Named(
                place,
                SpeakerKind.INSTITUTION,
                "",
                "",
                f"“{mention.text}” is {place}, named before.",
            )
    if head in DOCUMENTS:
        return _name_author(mention, context, offset)
    if mention.determiner == "the" and mention.phrase in _FITTING:
        last = _last_named(mention, context, offset)
        if last:
            return last
    if head in BODIES and mention.determiner not in _MANY:
        return name_institution(mention.phrase, context, offset)
    return None


def _last_named(mention: Mention, context: Context, offset: int) -> Named | None:
    """Return the institution named last before "the company" if that is clear.

    It is not clear where another one that fits stands in the same sentence.
    """
    fitting, start = _FITTING[mention.phrase], max(0, offset - _NEAR)
    named = [
        (body.start, name_institution(body.name, context, body.start).name)
        for body in context.roster.bodies_in(start, offset)
        if _can_be(fitting, body.name)
    ]
    named += [
        (heard.start, heard.named.name)
        for heard in context.before(offset)
        if heard.start >= start
        and heard.named.kind is SpeakerKind.INSTITUTION
        and _can_be(fitting, heard.named.name)
    ]
    if not named:
        return None
    at, name = max(named)
    sentence = context.passages.sentence(at)
    if any(name != other for place, other in named if place >= sentence.start):
        return None
    reason = f"“{mention.text}” is {name}, the last one named before."
    return Named(name, SpeakerKind.INSTITUTION, "", "", reason)


def _can_be(fitting: frozenset[str], name: str) -> bool:
    return any(bare(word) in fitting for word in name.split())


def _place_before(noun: str, text: str, offset: int) -> str:
    window = text[max(0, offset - _BACK) : offset]
    pattern = rf"\b{noun} of ({_CAPITALS})|\b(?!The )({_CAPITALS}) {noun}\b"
    found = [*re.finditer(pattern, window)]
    return (found[-1].group(1) or found[-1].group(2)) if found else ""


def _name_author(mention: Mention, context: Context, offset: int) -> Named:
    """Return who issued "the statement": the source in the last sentence that speaks of one."""
    unknown = anonymous(mention.text, "The article names the document and not its author.")
    if mention.determiner in {"a", "an", "another", "one", ""}:
        return unknown
    noun = re.compile(rf"\b{re.escape(mention.head)}\b", re.IGNORECASE)
    start = max(0, offset - _BACK)
    places = [match.start() for match in noun.finditer(context.text, start, offset)]
    for place in reversed(places[-_MOST_PLACES:]):
        sentence = context.passages.sentence(place)
        if sentence.start <= offset < sentence.end:
            continue
        author = _author_in(sentence.start, place, context)
        if author:
            return author
    return unknown


def _author_in(start: int, end: int, context: Context) -> Named | None:
    reason = "The document is by the source that issued it earlier in the article."
    for heard in context.before(end):
        if heard.start >= start:
            return with_reason(heard.named, reason)
    people = [person.name for person in context.roster.people_in(start, end)]
    if people:
        kind = SpeakerKind.PERSON if len(people) == 1 else SpeakerKind.GROUP
        return Named("; ".join(people), kind, "", "", reason)
    body = context.roster.body_in(start, end)
    return with_reason(name_institution(body.name, context, end), reason) if body else None


def name_place(name: str, context: Context) -> Named | None:
    """Return the country or city as a speaker if `name` is one, else None.

    A name that the article puts behind "in" is a place, if it is one word.
    """
    if name not in PLACES and (" " in name or not context.holds(f" in {name}")):
        return None
    return Named(
        name, SpeakerKind.INSTITUTION, "", "", f"The article lets {name} itself speak."
    )
