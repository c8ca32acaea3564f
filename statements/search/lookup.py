"""What is on record of the names, beginnings and words that were typed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from statements.search.query import Form, Query

MIN_TELLING = 4  # letters of a word that tells an institution from others: not "of"
FEW_WORDS = 3  # of these it can be told later how often they stand in the record


class Part(NamedTuple):
    """A word of a name that was assigned to somebody of whose name a word was typed."""

    word: str
    last: bool
    person: bool
    name: str
    speaker: int

    @property
    def family(self) -> bool:
        """Return whether it is the family name of a person."""
        return self.last and self.person


class Person(NamedTuple):
    """Who may be meant by a name that was typed, as pages show it."""

    pk: int
    slug: str
    name: str
    description: str


class Bearer(NamedTuple):
    """A speaker or an outlet, and what it is called by."""

    kind: str
    pk: int
    slug: str
    name: str
    slugs: Collection[str]
    whole: Collection[str]  # names as they are compared
    words: Collection[str]  # of one of its names


_NONE: frozenset[str] = frozenset()


class Wanted(NamedTuple):
    """What is to be looked up."""

    words: frozenset[str] = _NONE  # which may be names
    counted: frozenset[str] = _NONE  # in how many statements and names they stand
    speakers: frozenset[str] = _NONE  # as a slug is written: "maria-zakharova"
    keys: frozenset[str] = _NONE  # whole names of speakers
    outlets: frozenset[str] = _NONE  # all outlets are looked up if there is any
    beginnings: frozenset[str] = _NONE
    pairs: bool = False  # whether the index has any

    def with_all(self, other: Wanted) -> Wanted:
        """Return both together."""
        return Wanted(
            self.words | other.words,
            self.counted | other.counted,
            self.speakers | other.speakers,
            self.keys | other.keys,
            self.outlets | other.outlets,
            self.beginnings | other.beginnings,
            self.pairs or other.pairs,
        )

    def within(self, other: Wanted) -> bool:
        """Return whether nothing is wanted besides the other."""
        return self.with_all(other) == other


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found of all that was wanted."""

    wanted: Wanted = field(default_factory=Wanted)
    parts: tuple[Part, ...] = ()
    people: Mapping[int, Person] = field(
        default_factory=dict
    )  # whose names the parts are of
    bearers: tuple[Bearer, ...] = ()
    completions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    texts: Mapping[str, int] = field(default_factory=dict)  # statements with a word
    names: Mapping[str, int] = field(default_factory=dict)  # names with a word
    pairs: bool = True

    def called(self, kind: str, typed: str, whole: str = "") -> list[Bearer]:
        """Return who has this address or this whole name, else all these words in a name.

        Each of them once, in the order of their keys.
        """
        mine = [one for one in self.bearers if one.kind == kind]
        words = {*typed.split("-")}
        found = [one for one in mine if typed in one.slugs or whole in one.whole]
        found = found or [one for one in mine if words <= {*one.words}]
        return sorted({one.pk: one for one in found}.values(), key=lambda one: one.pk)


def wanted_by(queries: Iterable[Query]) -> Wanted:
    """Return what has to be looked up for these questions."""
    wanted = Wanted()
    for query in queries:
        wanted = wanted.with_all(_wanted(query))
    return wanted


def _wanted(query: Query) -> Wanted:
    words = {} if query.spellings else plain_words(query)
    speakers, outlets = (
        frozenset(one.value for one in query.fields if one.name == name)
        for name in ("speaker", "outlet")
    )
    told = {*words.values(), *(word for value in speakers for word in value.split("-"))}
    terms = (*query.terms, *query.excluded)
    return Wanted(
        frozenset(words),
        frozenset(told if len(told) > FEW_WORDS else ()),
        speakers,
        outlets=outlets,
        beginnings=frozenset(t.forms[0] for t in query.terms if t.kind is Form.PREFIX),
        pairs=any(len(term.forms) > 1 for term in terms),
    )


def plain_words(query: Query) -> dict[str, str]:
    """Return the form of each plain word, by the word that names are looked up by."""
    return {
        term.forms[0].removesuffix("'s").replace("'", ""): term.forms[0]
        for term in query.terms
        if term.kind is Form.WORD
    }
