"""The occasions of an article, each once, and the statements made on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from statements.extraction.dates import Dated
from statements.extraction.events import EventMention
from statements.extraction.model import Basis, Dating, Event, EventKind, Named

_OWN_HOST = frozenset(
    {
        EventKind.PRESS_BRIEFING,
        EventKind.WRITTEN_STATEMENT,
        EventKind.SPEECH,
        EventKind.SOCIAL_POST,
    }
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The events of an article, and for each statement the index of its event or None."""

    events: tuple[Event, ...]
    of: tuple[int | None, ...]


def gather_events(named: Sequence[Named], dated: Sequence[Dated]) -> Gathered:
    """Return the events of an article; the same occasion of the same speaker comes once."""
    events: list[Event] = []
    owners: list[str] = []
    of: list[int | None] = []
    for index, (speaker, date) in enumerate(zip(named, dated, strict=True)):
        owner = _owner(speaker)
        followed = of[date.follows] if 0 <= date.follows < index else None
        if followed is None and date.event is not None and owner:
            followed = _find(events, owners, date, owner)
            if followed is None:
                followed = len(events)
                events.append(_event(date.event, speaker, date.dating))
                owners.append(owner)
        of.append(followed)
    return Gathered(tuple(events), tuple(_late(events, owners, named, dated, of)))


def _owner(speaker: Named) -> str:
    return speaker.name


def _find(
    events: Sequence[Event], owners: Sequence[str], date: Dated, owner: str
) -> int | None:
    """Return the event of that owner, kind and day, the latest first."""
    kind = date.event.kind if date.event else EventKind.OTHER
    for index in range(len(events) - 1, -1, -1):
        same_day = events[index].date.edtf == date.dating.edtf
        if owners[index] == owner and events[index].kind is kind and same_day:
            return index
    return None


def _event(mention: EventMention, speaker: Named, dating: Dating) -> Event:
    host = mention.partner if mention.kind is EventKind.INTERVIEW else ""
    if mention.kind in _OWN_HOST:
        host = speaker.on_behalf_of or speaker.name
    return Event(mention.kind, mention.title, host, mention.place, mention.span, dating)


def _late(
    events: Sequence[Event],
    owners: Sequence[str],
    named: Sequence[Named],
    dated: Sequence[Dated],
    of: Sequence[int | None],
) -> list[int | None]:
    """Give a statement that names no occasion the one its speaker held on the same day."""
    result = list(of)
    for index, (speaker, date) in enumerate(zip(named, dated, strict=True)):
        if result[index] is None and date.follows >= 0:
            result[index] = of[date.follows]
        if (
            result[index] is not None
            or date.event
            or date.nested
            or not _same_day(date.dating)
        ):
            continue
        days = [
            at
            for at, event in enumerate(events)
            if owners[at] == speaker.name and event.date.edtf == date.dating.edtf
        ]
        result[index] = days[0] if len(days) == 1 else None
    return result


def _same_day(dating: Dating) -> bool:
    return bool(dating.edtf) and dating.basis is not Basis.UNKNOWN
