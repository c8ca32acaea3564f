"""Who is named in an article: its people and institutions, and where."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from statements.extraction.names import name_key
from statements.extraction.spans import Span
from statements.extraction.speakers_mentions import PARTICLES, bare

_MOST_LIKE: Final = 40  # institutions of one kind that are looked through for the one meant


@dataclass(frozen=True, slots=True)
class Person:
    """A person an article names."""

    name: str
    gender: str  # "female", "male" or ""
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution an article names; `key` is what tells it from another."""

    name: str
    key: frozenset[str]
    start: int

    @property
    def head(self) -> str:
        """The word that says what it is: ministry, bank, court."""
        return bare(self.name.rsplit(maxsplit=1)[-1])


class Roster:
    """The people and institutions of an article in order of mention."""

    __slots__ = (
        "_bodies",
        "_by_first",
        "_by_surname",
        "_counts",
        "_heads",
        "_places",
        "_sought",
        "_starts",
        "_words",
        "mentions",
        "people",
    )

    def __init__(
        self,
        people: Sequence[Person] = (),
        mentions: Sequence[tuple[Span, int]] = (),
        institutions: Iterable[Institution] = (),
    ) -> None:
        """Hold `people`, where each is named (a span and an index of `people`), and bodies."""
        self.people = tuple(people)
        self.mentions = tuple(mentions)
        self._starts = [span.start for span, _ in self.mentions]
        self._counts = Counter(index for _, index in self.mentions)
        self._by_surname: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        self._words = [name_key(person.name).split() or [""] for person in self.people]
        for index, words in enumerate(self._words):
            self._by_surname.setdefault(words[-1], []).append(index)
            self._by_first.setdefault(words[0], []).append(index)
        self._sought: dict[tuple[str, str], Person | None] = {}
        self._places: dict[str, list[Span]] = {}
        for span, index in self.mentions:
            self._places.setdefault(self.people[index].name, []).append(span)
        self._heads: dict[str, list[Institution]] = {}
        self._bodies = list(institutions)
        for institution in self._bodies:
            self._heads.setdefault(institution.head, []).append(institution)

    def find_person(self, name: str, gender: str = "") -> Person | None:
        """Return the person a full name or a surname means, the most named if several bear it.

        A first name means the one person who has it: "Hillary", and "Xi" of Xi Jinping.
        With `gender` ("Mrs. Clinton") only one whose gender does not speak against it.
        """
        sought = name, gender
        if sought not in self._sought:
            self._sought[sought] = self._find_person(name_key(name).split(), gender)
        return self._sought[sought]

    def _find_person(self, words: list[str], gender: str) -> Person | None:
        if not words:
            return None
        same = [
            index
            for index in self._by_surname.get(words[-1], ())
            if _fits(words, self._words[index])
            and (not gender or self.people[index].gender in {gender, ""})
        ]
        if not same and len(words) == 1:
            first = self._by_first.get(words[0], ())
            same = list(first) if len(first) == 1 else []
        return self.people[max(same, key=self._counts.__getitem__)] if same else None

    def people_before(self, offset: int, reach: int) -> Iterator[Person]:
        """Yield the people named within `reach` before `offset`, the nearest first, each once."""
        seen: set[str] = set()
        for person, _ in self.mentions_before(offset, reach):
            if person.name not in seen:
                seen.add(person.name)
                yield person

    def mentions_before(self, offset: int, reach: int) -> Iterator[tuple[Person, Span]]:
        """Yield each mention of a person within `reach` before `offset`, the nearest first."""
        for at in range(bisect_left(self._starts, offset) - 1, -1, -1):
            span, index = self.mentions[at]
            if span.start < offset - reach:
                return
            yield self.people[index], span

    def people_in(self, start: int, end: int) -> list[Person]:
        """Return the people named in a range, in order, each once."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        indexes = dict.fromkeys(index for _, index in self.mentions[first:last])
        return [self.people[index] for index in indexes]

    def spans_of(self, person: Person) -> list[Span]:
        """Return where a person is named, in order."""
        return self._places.get(person.name, [])

    def person_at(self, end: int) -> tuple[Person, Span] | None:
        """Return the person whose name ends at `end` and where it stands, if one does."""
        at = bisect_left(self._starts, end) - 1
        if at < 0 or self.mentions[at][0].end != end:
            return None
        span, index = self.mentions[at]
        return self.people[index], span

    def longer(self, key: frozenset[str], head: str, offset: int) -> Institution | None:
        """Return the institution that a short name means: the nearest before, else the only one."""
        same = self._heads.get(head, [])
        at = bisect_left(same, offset, key=lambda institution: institution.start)
        for institution in reversed(same[max(0, at - _MOST_LIKE) : at]):
            if key < institution.key:
                return institution
        after = [i for i in same[at : at + _MOST_LIKE] if key < i.key]
        return after[0] if len({i.key for i in after}) == 1 else None

    def bodies_in(self, start: int, end: int) -> list[Institution]:
        """Return the institutions named in a range, in order."""
        bodies = self._bodies
        first = bisect_left(bodies, start, key=lambda institution: institution.start)
        last = bisect_left(bodies, end, key=lambda institution: institution.start)
        return bodies[first:last]

    def body_in(self, start: int, end: int) -> Institution | None:
        """Return the last institution named in a range, None if there is none."""
        inside = self.bodies_in(start, end)
        return inside[-1] if inside else None


def _fits(words: list[str], full: list[str]) -> bool:
    """Whether a spelling can mean a full name: its end, or given name and surname."""
    bare_surname = PARTICLES.issuperset(words[:-1])
    return bare_surname or words[0] == full[0] or words == full[-len(words) :]
