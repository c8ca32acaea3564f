"""The occasions of an article, each once, and the statements made on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from statements.extraction.dates_chronicle import Dated
from statements.extraction.events import EventMention
from statements.extraction.model import Dating, Event, EventKind, Named

_OWN_HOST = frozenset(
    {
        EventKind.PRESS_BRIEFING,
        EventKind.WRITTEN_STATEMENT,
        EventKind.SPEECH,
        EventKind.SOCIAL_POST,
        EventKind.MEDIA_REPORT,
    }
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The events of an article, and for each statement the index of its event or None."""

    events: tuple[Event, ...]
    of: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class _Gathering:
    """Events while they are gathered; the lists and tables grow."""

    events: list[Event] = field(default_factory=list)
    by_kind: dict[tuple[str, EventKind, str], int] = field(default_factory=dict)
    by_day: dict[tuple[str, str, int | None], list[int]] = field(default_factory=dict)

    def take(self, speaker: Named, mention: EventMention, dating: Dating) -> int:
        """Return the index of the occasion, a new one if its speaker had none of that day."""
        key = (speaker.name, mention.kind, dating.edtf)
        if key not in self.by_kind:
            self.by_kind[key] = len(self.events)
            day = (speaker.name, dating.edtf, dating.weekday)
            self.by_day.setdefault(day, []).append(len(self.events))
            self.events.append(_event(mention, speaker, dating))
        return self.by_kind[key]


def gather_events(named: Sequence[Named], dated: Sequence[Dated]) -> Gathered:
    """Return the events of an article; the same occasion of the same speaker comes once."""
    gathering = _Gathering()
    of: list[int | None] = []
    for index, (speaker, date) in enumerate(zip(named, dated, strict=True)):
        event = of[date.follows] if 0 <= date.follows < index else None
        if event is None and date.event is not None and speaker.name:
            event = gathering.take(speaker, date.event, date.dating)
        of.append(event)
    for index, (speaker, date) in enumerate(zip(named, dated, strict=True)):
        if of[index] is None:
            of[index] = _find_late(gathering, speaker, date, of)
    return Gathered(tuple(gathering.events), tuple(of))


def _find_late(
    gathering: _Gathering, speaker: Named, date: Dated, of: Sequence[int | None]
) -> int | None:
    """Return the occasion of a statement that names none: what it carries on, or its day's."""
    if date.follows >= 0 and of[date.follows] is not None:
        return of[date.follows]
    if date.nested or (not date.dating.edtf and date.dating.weekday is None):
        return None
    day = (speaker.name, date.dating.edtf, date.dating.weekday)
    same_day = gathering.by_day.get(day, [])
    return same_day[0] if len(same_day) == 1 else None


def _event(mention: EventMention, speaker: Named, dating: Dating) -> Event:
    host = mention.partner if mention.kind is EventKind.INTERVIEW else ""
    if mention.kind in _OWN_HOST:
        host = speaker.on_behalf_of or speaker.name
    return Event(mention.kind, mention.title, host, mention.place, mention.span, dating)
