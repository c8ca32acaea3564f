"""The statements of one article while they are dated one after the other."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from statements.extraction.dates_mentions import TimeMention
from statements.extraction.dates_timeline import Timeline
from statements.extraction.events import EventMention
from statements.extraction.model import Dating, Found, Named, Zone, ZoneKind
from statements.extraction.passages import Passages
from statements.extraction.spans import Span
from statements.extraction.speakers_roster import Roster

_REACH = 1_500  # characters of a sentence that are looked at before and after a cue


class Dated(NamedTuple):
    """The dating of a statement, the occasion its sentence names, and what it carries on.

    `follows` is the index of the statement whose event it shares, -1 for none.
    """

    dating: Dating
    event: EventMention | None
    follows: int
    nested: bool = False  # only mentioned in passing; it neither takes nor gives a day


@dataclass(slots=True)
class Chronicle:
    """An article with its sources named; `done` and `last` grow as days become known."""

    text: str
    zones: Sequence[Zone]
    times: Sequence[TimeMention]  # in order
    timeline: Timeline
    passages: Passages
    roster: Roster
    found: Sequence[Found]
    named: Sequence[Named]
    done: list[Dated] = field(default_factory=list)
    # By speaker, the index of the latest statement whose day is known.
    last: dict[str, int] = field(default_factory=dict)
    _starts: list[int] = field(init=False)
    _first: dict[ZoneKind, Zone] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [time.span.start for time in self.times]
        self._first = {zone.kind: zone for zone in reversed(self.zones)}

    def times_in(self, start: int, end: int) -> Sequence[TimeMention]:
        """Return the expressions of time that begin in a range."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.times[first:last]

    def times_before(self, offset: int, most: int) -> Sequence[TimeMention]:
        """Return up to `most` expressions of time before an offset, the nearest last."""
        at = bisect_left(self._starts, offset)
        return self.times[max(0, at - most) : at]

    def sentence_of(self, found: Found) -> Span:
        """Return the sentence of a statement's cue, of which at most `_REACH` to each side."""
        at = (found.cue or found.source or found.spans[0]).start
        sentence = self.passages.sentence(at)
        dateline = self.zone(ZoneKind.DATELINE)
        start = sentence.start
        if dateline and start < dateline.end <= at:
            start = dateline.end
        return Span(max(start, at - _REACH), min(sentence.end, at + _REACH))

    def zone(self, kind: ZoneKind) -> Zone | None:
        """Return the first zone of a kind, if the page has one."""
        return self._first.get(kind)
