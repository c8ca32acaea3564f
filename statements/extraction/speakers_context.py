"""What is known while the sources of one article are named, one after the other."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from statements.extraction.lexicon.known import find_known
from statements.extraction.lexicon.roles import DOCUMENTS, OFFICES, UNNAMED
from statements.extraction.model import Named, SpeakerKind
from statements.extraction.passages import Passages
from statements.extraction.spans import Span
from statements.extraction.speakers_roster import Roster
from statements.extraction.words import WORDS

_MOST_BACK: Final = 40  # sources looked back through for the one that is meant
NOBODY: Final = Named("", SpeakerKind.ANONYMOUS, "", "", "The article does not say who.")


class Heard(NamedTuple):
    """A source already named: where it stands, where its words end, and who it is."""

    start: int
    end: int
    named: Named
    cue: str = ""  # the verb as written


@dataclass(frozen=True, slots=True)
class Context:
    """The article and the sources named so far, in order; `heard` grows."""

    text: str
    roster: Roster
    passages: Passages
    spoken: Sequence[Span]  # the words of every statement, in order
    heard: list[Heard] = field(default_factory=list)
    _sought: dict[str, bool] = field(default_factory=dict)

    def before(self, offset: int) -> Iterator[Heard]:
        """Yield the last sources named before `offset`, the latest first."""
        return (
            heard for heard in self.heard[: -_MOST_BACK - 1 : -1] if heard.start < offset
        )

    def holds(self, words: str) -> bool:
        """Whether the article has these words anywhere; it is searched once for each."""
        if words not in self._sought:
            self._sought[words] = words in self.text
        return self._sought[words]

    def is_spoken(self, offset: int) -> bool:
        """Whether an offset lies inside the words of a statement."""
        at = bisect_right(self.spoken, (offset, len(self.text))) - 1
        return at >= 0 and offset < self.spoken[at].end


def anonymous(name: str, reason: str) -> Named:
    """Return a speaker whom the article does not name; a common first word loses its capital."""
    first = name.partition(" ")[0].lower()
    common = first in WORDS or first in UNNAMED or first in DOCUMENTS or first in OFFICES
    shown = name[:1].lower() + name[1:] if common else name
    return Named(shown, SpeakerKind.ANONYMOUS, "", "", reason)


def with_reason(named: Named, reason: str) -> Named:
    """Return the same speaker, known for another reason."""
    return replace(named, reason=reason)


def gender_of(named: Named, context: Context) -> str:
    """Return the gender known of a speaker, from the article or the starting table."""
    person = context.roster.find_person(named.name)
    if person and person.gender:
        return person.gender
    known = find_known(named.name)
    return known.gender if known else ""
