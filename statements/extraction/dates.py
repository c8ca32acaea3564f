"""The day of each statement: stated beside it, carried over from its event, or unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from statements.extraction.dates_attachment import (
    find_own_event,
    find_own_time,
    is_nested,
    told_before,
)
from statements.extraction.dates_mentions import Relative, TimeMention
from statements.extraction.dates_narrative import find_narrated
from statements.extraction.dates_reading import UNKNOWN, carry, make_dating, read_time
from statements.extraction.dates_timeline import Timeline
from statements.extraction.events import EventMention
from statements.extraction.lexicon.roles import DOCUMENTS
from statements.extraction.model import Basis, Dating, Found, Named, Zone, ZoneKind
from statements.extraction.passages import Passages
from statements.extraction.spans import Span
from statements.extraction.speakers_roster import Roster

_NEAR = 500  # characters between the report of a medium and what it was told


@dataclass(frozen=True, slots=True)
class Dated:
    """The dating of a statement, the occasion its sentence names, and what it carries on.

    `follows` is the index of the statement whose event it shares, -1 for none.
    """

    dating: Dating
    event: EventMention | None
    follows: int
    nested: bool = False  # only mentioned in passing; it neither takes nor gives a day


@dataclass(slots=True)
class Chronicle:
    """The statements of one article while they are dated one after the other."""

    text: str
    zones: Sequence[Zone]
    times: Sequence[TimeMention]
    timeline: Timeline
    passages: Passages
    roster: Roster
    found: Sequence[Found]
    named: Sequence[Named]
    done: list[Dated] = field(default_factory=list)
    # By speaker, the index of the latest statement whose day is known.
    last: dict[str, int] = field(default_factory=dict)

    def first_below(self, name: str, index: int) -> int:
        """Return the first statement after `index` in which the speaker's day is known, or -1."""
        for later in range(index + 1, len(self.done)):
            dated = self.done[later]
            if self.named[later].name == name and not dated.nested and _known(dated.dating):
                return later
        return -1


def date_statements(chronicle: Chronicle) -> list[Dated]:
    """Return the dating of every statement, in order."""
    sentences = [_sentence_of(found, chronicle.passages) for found in chronicle.found]
    for index, sentence in enumerate(sentences):
        others = [
            other
            for at, other in _neighbours(chronicle.found, index)
            if sentences[at] == sentence
        ]
        dated = _date(chronicle, index, sentence, others)
        chronicle.done.append(dated)
        if _known(dated.dating) and not dated.nested:
            chronicle.last[chronicle.named[index].name] = index
    return [_look_ahead(chronicle, index) for index in range(len(chronicle.done))]


def _neighbours(found: Sequence[Found], index: int) -> list[tuple[int, Found]]:
    first = max(0, index - 6)
    return [
        (at, found[at]) for at in range(first, min(index + 7, len(found))) if at != index
    ]


def _sentence_of(found: Found, passages: Passages) -> Span:
    return passages.sentence((found.cue or found.source or found.spans[0]).start)


def _known(dating: Dating) -> bool:
    return bool(dating.edtf) or dating.weekday is not None


def _date(
    chronicle: Chronicle, index: int, sentence: Span, others: Sequence[Found]
) -> Dated:
    found = chronicle.found[index]
    event = find_own_event(chronicle.text, found, sentence, others)
    times = [t for t in chronicle.times if sentence.start <= t.span.start < sentence.end]
    own = find_own_time(chronicle.text, found, sentence, times, others)
    nested = is_nested(chronicle.text, found, others)
    if own:
        return Dated(_read_own(chronicle, own), event, -1, nested)
    if nested:
        return Dated(UNKNOWN, None, -1, nested)
    return (
        _carry_over(chronicle, index, event)
        or _from_narration(chronicle, index)
        or _from_medium(chronicle, index, sentence)
        or _from_document(chronicle, index)
        or _from_dateline(chronicle, index, event)
        or Dated(UNKNOWN, event, -1)
    )


def _read_own(chronicle: Chronicle, time: TimeMention) -> Dating:
    return read_time(time, chronicle.timeline, _counted_from(chronicle, time))


def _counted_from(chronicle: Chronicle, time: TimeMention) -> Dating | None:
    """Return the dating that "the next day" or "the evening of Smith's speech" counts from."""
    if time.relative is Relative.SPEAKER:
        surname = time.name.split()[-1]
        for name, index in chronicle.last.items():
            if name.split()[-1:] == [surname]:
                return chronicle.done[index].dating
        return None
    if time.relative is not Relative.MENTION:
        return None
    before = [
        other
        for other in chronicle.times
        if other.span.end <= time.span.start
        and other.relative is Relative.NONE
        and (other.dated or other.weekday is not None)
    ]
    return read_time(before[-1], chronicle.timeline) if before else None


def _carry_over(
    chronicle: Chronicle, index: int, event: EventMention | None
) -> Dated | None:
    """The day of the same speaker's last words, if nothing speaks for another occasion."""
    last = chronicle.last.get(chronicle.named[index].name, -1)
    if last < 0 or not chronicle.named[index].name:
        return None
    if told_before(chronicle.text, chronicle.found[index]):
        return None
    before = chronicle.done[last]
    if (
        event
        and before.event
        and event.kind is not before.event.kind
        and not event.definite
    ):
        return None
    reason = "No day beside these words; they go on from what the same speaker said before."
    return Dated(carry(before.dating, reason), before.event or event, last)


def _from_narration(chronicle: Chronicle, index: int) -> Dated | None:
    """The day on which the text, in its own words, has the speaker say something just before."""
    found, name = chronicle.found[index], chronicle.named[index].name
    person = chronicle.roster.find_person(name) if name else None
    if person is None or told_before(chronicle.text, found):
        return None
    start = (found.source or found.spans[0]).start
    narrated = find_narrated(
        chronicle.text,
        chronicle.roster.spans_of(person),
        chronicle.passages,
        chronicle.times,
        start,
    )
    if narrated is None:
        return None
    time, event = narrated
    reason = "No day beside these words; the text tells just before when the speaker spoke."
    return Dated(carry(_read_own(chronicle, time), reason), event, -1)


def _from_medium(chronicle: Chronicle, index: int, sentence: Span) -> Dated | None:
    """Words told to a medium are of the day of its report, if that stands just before."""
    found = chronicle.found[index]
    if found.cue is None:
        return None
    rest = chronicle.text[found.cue.end : sentence.end]
    for name, last in chronicle.last.items():
        source = chronicle.found[last].source
        near = source and found.spans[0].start - chronicle.found[last].spans[-1].end < _NEAR
        if near and name and rest.lstrip().startswith(name):
            reason = f"It was told to {name}, whose report stands just before."
            return Dated(carry(chronicle.done[last].dating, reason), None, last)
    return None


def _from_document(chronicle: Chronicle, index: int) -> Dated | None:
    """What a document says is of the day on which it was issued, as the article tells."""
    source = chronicle.found[index].source
    words = source.of(chronicle.text).lower().split() if source else []
    if not source or not words or words[-1] not in DOCUMENTS or words[0] in {"a", "an"}:
        return None
    at = chronicle.text.rfind(words[-1], 0, source.start)
    sentence = chronicle.passages.sentence(at) if at >= 0 else Span(0, 0)
    if sentence.end <= sentence.start or source.start < sentence.end:
        return None
    times = [t for t in chronicle.times if sentence.start <= t.span.start < at]
    if not times or times[0].relative is not Relative.NONE:
        return None
    reason = f"It stands in the {words[-1]} of that day."
    return Dated(carry(_read_own(chronicle, times[0]), reason), None, -1)


def _from_dateline(
    chronicle: Chronicle, index: int, event: EventMention | None
) -> Dated | None:
    """Words in the first paragraph without a day are of the day in the dateline."""
    zones = chronicle.zones
    at = next((i for i, zone in enumerate(zones) if zone.kind is ZoneKind.DATELINE), -1)
    if at < 0:
        return None
    dateline = zones[at]
    start = chronicle.found[index].spans[0].start
    if chronicle.passages.paragraph(start) != chronicle.passages.paragraph(dateline.start):
        return None
    time = next(
        (t for t in chronicle.times if dateline.start <= t.span.start < dateline.end), None
    )
    if time is None or not time.dated:
        return None
    read = read_time(time, chronicle.timeline)
    written = chronicle.text[dateline.start : dateline.end].rstrip(" –—-:")
    reason = f"The dateline is “{written}”. {read.reason}"
    return Dated(make_dating(read.edtf, Basis.DATELINE, reason, time), event, -1)


def _look_ahead(chronicle: Chronicle, index: int) -> Dated:
    """Give the headline and the lead the day that the same speaker's words have below."""
    dated, found = chronicle.done[index], chronicle.found[index]
    name = chronicle.named[index].name
    if (
        _known(dated.dating)
        or dated.dating.text
        or not name
        or not _opens_article(chronicle, found)
    ):
        return dated
    if dated.nested or told_before(chronicle.text, found):
        return dated
    later = chronicle.first_below(name, index)
    if later < 0:
        return dated
    below = chronicle.done[later]
    reason = "The opening sums up what the same speaker says below."
    return Dated(carry(below.dating, reason), dated.event or below.event, later)


def _opens_article(chronicle: Chronicle, found: Found) -> bool:
    """Whether words stand in the headline, the deck or the first paragraph of the text."""
    start = found.spans[0].start
    body = next((zone for zone in chronicle.zones if zone.kind is ZoneKind.BODY), None)
    if body is None or start < body.start:
        return True
    return chronicle.passages.paragraph(start).start <= body.start
