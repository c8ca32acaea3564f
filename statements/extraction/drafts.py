"""What passes between the rules: a place in a sentence, a cue in it, a statement half made."""

from dataclasses import dataclass
from typing import NamedTuple

from statements.extraction.clauses import VerbGroup
from statements.extraction.cues import Cue
from statements.extraction.tokens import Range, Tokens


@dataclass(slots=True)
class Draft:
    """A statement in tokens of one paragraph. Without pieces, it announces a quotation."""

    pieces: list[Range]
    source: Range | None
    cue: Range
    rule: str
    confidence: float
    elided: bool = False
    reach: int = 0  # the first token after it that may be a cue


class Scene(NamedTuple):
    """A sentence, how much of it is accounted for, and whose saying was read last."""

    tokens: Tokens
    lo: int
    hi: int
    free: int  # no content starts left of this
    subject: Range | None


class CueAt(NamedTuple):
    """A word of saying at its place, with the auxiliaries before it."""

    scene: Scene
    at: int
    cue: Cue
    group: VerbGroup

    @property
    def span(self) -> Range:
        """Return the cue with its auxiliaries."""
        return Range(self.group.first, self.at + 1)
