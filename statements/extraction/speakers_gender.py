"""Whether a person is "she" or "he", as far as the article and the name tell."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from statements.extraction.lexicon.given_names import FEMALE_NAMES, MALE_NAMES
from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import FEMALE, MALE
from statements.extraction.names import name_key
from statements.extraction.spans import Span
from statements.extraction.speakers_mentions import bare

_HONORIFICS: Final = {
    "female": frozenset(
        "mrs ms miss lady dame baroness madam queen princess duchess".split()
    ),
    "male": frozenset("mr sir lord king prince duke pope".split()),
}
_ADDRESS: Final = frozenset("mr mrs ms miss dr sir lord lady dame madam prof cllr".split())
_FEMALE_ENDINGS: Final = ("ova", "eva", "skaya", "dottir")
_PRONOUN: Final = re.compile(r"\b(?:(she|her|hers)|(he|him|his))\b", re.IGNORECASE)
_WITHIN: Final = 250  # a pronoun this close to a name, no other between, means it


@lru_cache(maxsize=2048)
def gender_of_role(role: str, *, honorific: bool = False) -> str:
    """Return the gender that a role or a title has, "" if it has none.

    >>> gender_of_role("Mrs."), gender_of_role("spokeswoman"), gender_of_role("mayor")
    ('female', 'female', '')
    """
    words = {bare(word) for word in role.split()}
    female, male = (
        (_HONORIFICS["female"], _HONORIFICS["male"]) if honorific else (FEMALE, MALE)
    )
    if bool(words & female) == bool(words & male):
        return ""
    return "female" if words & female else "male"


def is_honorific(role: str) -> bool:
    """Whether a role is empty or only a form of address: "Mr.", "Dr."."""
    return all(bare(word) in _ADDRESS for word in role.split())


def gender_of_name(name: str) -> str:
    """Return the gender of a given name, "" where it is both or not known."""
    first = name_key(name).partition(" ")[0]
    return "female" if first in FEMALE_NAMES else "male" if first in MALE_NAMES else ""


def learn_gender(
    text: str, name: str, roles: Iterable[str], spans: Sequence[Span], starts: Sequence[int]
) -> str:
    """Return the gender of a person: by table, title, name, office, and the pronouns nearby.

    `spans` are the mentions of the person, `starts` the sorted offsets of all mentions
    of anybody, so that a pronoun behind another name counts for nobody.
    """
    known = find_known(name)
    if known and known.gender:
        return known.gender
    joined = " ".join(roles)
    return (
        gender_of_role(joined, honorific=True)
        or (gender_of_name(name) if " " in name else "")
        or gender_of_role(joined)
        or ("female" if name_key(name).endswith(_FEMALE_ENDINGS) else "")
        or _gender_by_pronouns(text, spans, starts)
    )


def _gender_by_pronouns(text: str, spans: Sequence[Span], starts: Sequence[int]) -> str:
    votes: Counter[str] = Counter()
    for _, end in spans:
        following = bisect_right(starts, end)
        other = starts[following] if following < len(starts) else len(text)
        match = _PRONOUN.search(text, end, max(end, min(end + _WITHIN, other)))
        if match:
            votes["female" if match.group(1) else "male"] += 1
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]
