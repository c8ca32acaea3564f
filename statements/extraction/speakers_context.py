"""What is known while the sources of one article are named, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from statements.extraction.lexicon.known import Known, find_known
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.passages import Passages
from statements.extraction.speakers_roster import Person, Roster


@dataclass(frozen=True, slots=True)
class Heard:
    """A source already named: where it stands, where its words end, and who it is."""

    start: int
    end: int
    named: Named


@dataclass(slots=True)
class Context:
    """The article and the sources named so far, in order."""

    text: str
    roster: Roster
    passages: Passages
    heard: list[Heard] = field(default_factory=list)

    def before(self, offset: int) -> Iterator[Heard]:
        """Yield the sources named before `offset`, the latest first."""
        return (heard for heard in reversed(self.heard) if heard.start < offset)


def anonymous(name: str, reason: str) -> Named:
    """Return a speaker whom the article does not name."""
    shown = (
        name[:1].lower() + name[1:] if name[:2] not in {"US", "UK", "EU", "UN"} else name
    )
    return Named(shown, SpeakerKind.ANONYMOUS, "", "", reason)


def gender_of(person: Person | None, named: Named) -> str:
    """Return the gender known of a person, from the article or the starting table."""
    if person and person.gender:
        return person.gender
    known: Known | None = find_known(named.name)
    return known.gender if known else ""
