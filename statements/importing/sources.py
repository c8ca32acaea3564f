"""What a reader hands on: an article's text and what is known about it from outside."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from operator import attrgetter

from statements.characters import plain_name


class UnreadableError(ValueError):
    """An input that cannot be imported: what is wrong with it, and what would help."""

    def __init__(self, name: str, problem: str, cure: str) -> None:
        super().__init__(f"{name}: {problem}. {cure}.")
        self.name = name
        self.problem = problem
        self.cure = cure

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str, str]]:
        return type(self), (self.name, self.problem, self.cure)


@dataclass(frozen=True, slots=True)
class About:
    """What is known about an article besides its text; "" where it is not."""

    outlet: str = ""
    url: str = ""
    published: str = ""  # EDTF: a day, a month, an interval
    known_from: str = ""  # how `published` is known
    language: str = ""  # BCP 47
    headline: str = ""
    byline: str = ""
    site: str = ""  # what the page calls its outlet; counts for less than its domain

    def or_else(self, other: About) -> About:
        """Return this, with what is missing here taken from `other`.

        The day and how it is known come from one of the two, never one from each.

        >>> About(outlet="TASS").or_else(About(outlet="Tass", language="en"))
        About(outlet='TASS', url='', published='', known_from='', language='en', headline='', byline='', site='')
        """
        if other == NOTHING:
            return self
        if self == NOTHING:
            return other
        names = {*_NAMES} - ({"known_from"} if self.published else set())
        missing = {name: getattr(other, name) for name in names if not getattr(self, name)}
        return replace(self, **missing)

    def plain(self) -> About:
        """Return this without characters that do not show."""
        return About(*[value and plain_name(value) for value in _VALUES(self)])


_NAMES = [field.name for field in fields(About)]
_VALUES = attrgetter(*_NAMES)
NOTHING = About()


@dataclass(frozen=True, slots=True)
class Source:
    """One article as it was found. `name` is what a message calls it."""

    name: str
    text: str
    about: About = NOTHING


@dataclass(frozen=True, slots=True)
class Begun:
    """A mark between articles: those that follow are of this file of the run."""

    listed: int  # the row
