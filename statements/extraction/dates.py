"""The day of each statement: stated beside it, carried over from its event, or unknown."""

from collections.abc import Sequence

from statements.extraction.dates_attachment import (
    find_own_event,
    find_own_time,
    is_nested,
    told_before,
)
from statements.extraction.dates_chronicle import Chronicle, Dated
from statements.extraction.dates_mentions import Relative, TimeMention
from statements.extraction.dates_narrative import find_narrated
from statements.extraction.dates_reading import UNKNOWN, carry, make_dating, read_time
from statements.extraction.events import EventMention, read_title
from statements.extraction.lexicon.roles import DOCUMENTS
from statements.extraction.model import (
    Basis,
    Dating,
    EventKind,
    Found,
    SpeakerKind,
    ZoneKind,
)
from statements.extraction.spans import Span
from statements.extraction.transmission import find_medium

_MOST_TIMES = 20  # expressions looked back through for the day "the next day" counts from
_AROUND = 6  # statements before and after one that can share its sentence
_NEAR = 500  # characters between the report of a medium and what it was told


def date_statements(chronicle: Chronicle) -> list[Dated]:
    """Return the dating of every statement, in order."""
    sentences = [chronicle.sentence_of(found) for found in chronicle.found]
    for index, sentence in enumerate(sentences):
        others = _overlapping(chronicle.found, sentences, index)
        dated = _date(chronicle, index, sentence, others)
        chronicle.done.append(dated)
        if _known(dated.dating) and not dated.nested:
            chronicle.last[chronicle.named[index].name] = index
    return _look_ahead(chronicle)


def _overlapping(
    found: Sequence[Found], sentences: Sequence[Span], index: int
) -> list[Found]:
    """Return the statements nearby whose sentence overlaps that of the statement."""
    start, end = sentences[index]
    first = max(0, index - _AROUND)
    return [
        found[at]
        for at, (begins, ends) in enumerate(sentences[first : index + _AROUND + 1], first)
        if begins < end and start < ends and at != index
    ]


def _neighbours(found: Sequence[Found], index: int) -> list[Found]:
    before = found[max(0, index - _AROUND) : index]
    return [*before, *found[index + 1 : index + _AROUND + 1]]


def _known(dating: Dating) -> bool:
    return bool(dating.edtf) or dating.weekday is not None


def _date(
    chronicle: Chronicle, index: int, sentence: Span, others: Sequence[Found]
) -> Dated:
    found = chronicle.found[index]
    event = find_own_event(chronicle.text, found, sentence, others) or _find_report(
        chronicle, index
    )
    times = chronicle.times_in(*sentence)
    own = find_own_time(chronicle.text, found, sentence, times, others)
    nested = is_nested(chronicle.text, found, others)
    if own:
        return Dated(_read_own(chronicle, own), event, -1, nested)
    if nested:
        return Dated(UNKNOWN, None, -1, nested)
    return (
        _carry_over(chronicle, index, event)
        or _from_narration(chronicle, index)
        or _from_medium(chronicle, index)
        or _from_document(chronicle, index)
        or _from_headline(chronicle, index, event)
        or _from_dateline(chronicle, index, event)
        or Dated(UNKNOWN, event, -1)
    )


def _find_report(chronicle: Chronicle, index: int) -> EventMention | None:
    """Return the report of a medium as an occasion of its own: "Reuters reported that"."""
    cue = chronicle.found[index].cue
    if cue is None or chronicle.named[index].kind is not SpeakerKind.INSTITUTION:
        return None
    if not cue.of(chronicle.text).lower().endswith(("reported", "reports")):
        return None
    return EventMention(cue, EventKind.MEDIA_REPORT, "report", "", "", definite=False)


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
    for other in reversed(chronicle.times_before(time.span.start, _MOST_TIMES)):
        named = other.dated or other.weekday is not None
        if named and other.relative is Relative.NONE:
            return read_time(other, chronicle.timeline)
    return None


def _carry_over(
    chronicle: Chronicle, index: int, event: EventMention | None
) -> Dated | None:
    """The day of the same speaker's last words; unknown if these are of another occasion."""
    last = chronicle.last.get(chronicle.named[index].name, -1)
    if last < 0 or not chronicle.named[index].name:
        return None
    before = chronicle.done[last]
    if told_before(chronicle.text, chronicle.found[index]) or _differ(event, before.event):
        return Dated(UNKNOWN, event, -1)
    reason = "No day stands beside these words; they go on from what the same speaker said before."
    return Dated(carry(before.dating, reason), before.event or event, last)


def _differ(event: EventMention | None, before: EventMention | None) -> bool:
    """Whether two mentions are of two occasions; "the briefing" goes on with the one before."""
    if event is None or event.definite:
        return False
    return before is not None and event.kind is not before.kind


def _from_narration(chronicle: Chronicle, index: int) -> Dated | None:
    """The day on which the text, in its own words, has the speaker say something just before."""
    found, name = chronicle.found[index], chronicle.named[index].name
    person = chronicle.roster.find_person(name) if name else None
    if person is None or told_before(chronicle.text, found):
        return None
    start = (found.source or found.spans[0]).start
    others = _neighbours(chronicle.found, index)
    names = chronicle.roster.spans_of(person)
    narrated = find_narrated(chronicle, names, start, others)
    if narrated is None:
        return None
    time, event = narrated
    reason = "No day stands beside these words; just before, the text tells when the speaker spoke."
    return Dated(carry(_read_own(chronicle, time), reason), event, -1)


def _from_medium(chronicle: Chronicle, index: int) -> Dated | None:
    """Words told to a medium are of the day of its report, if that stands just before."""
    found = chronicle.found[index]
    name = find_medium(chronicle.text, found)
    last = chronicle.last.get(name, -1)
    if not name or last < 0:
        return None
    if found.spans[0].start - chronicle.found[last].spans[-1].end > _NEAR:
        return None
    reason = f"It was told to {name}, whose report stands just before."
    return Dated(carry(chronicle.done[last].dating, reason), None, last)


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
    times = chronicle.times_in(sentence.start, at)
    if not times or times[0].relative is not Relative.NONE:
        return None
    reason = f"It stands in the {words[-1]} of that day."
    return Dated(carry(_read_own(chronicle, times[0]), reason), None, -1)


def _from_headline(
    chronicle: Chronicle, index: int, event: EventMention | None
) -> Dated | None:
    """A transcript names its occasion and day in the headline: "Briefing by Smith, 4 May 2020"."""
    headline = chronicle.zone(ZoneKind.HEADLINE)
    surname = chronicle.named[index].name.split()[-1:]
    if headline is None or not surname:
        return None
    words = chronicle.text[headline.start : headline.end]
    times = [t for t in chronicle.times_in(headline.start, headline.end) if t.dated]
    if len(times) != 1 or surname[0] not in words:
        return None
    occasion = read_title(words, headline.start)
    if occasion is None:
        return None
    reason = "The headline gives the occasion and its day."
    dating = carry(read_time(times[0], chronicle.timeline), reason)
    return Dated(dating, event or occasion, -1)


def _from_dateline(
    chronicle: Chronicle, index: int, event: EventMention | None
) -> Dated | None:
    """Words in the first paragraph without a day are of the day in the dateline."""
    dateline = chronicle.zone(ZoneKind.DATELINE)
    if dateline is None:
        return None
    lead = chronicle.passages.paragraph(dateline.start)
    times = chronicle.times_in(dateline.start, dateline.end)
    start = chronicle.found[index].spans[0].start
    if not lead.start <= start < lead.end or not times or not times[0].dated:
        return None
    time = times[0]
    read = read_time(time, chronicle.timeline)
    written = chronicle.text[dateline.start : dateline.end].rstrip(" –—-:")
    reason = f"The dateline is “{written}”. {read.reason}"
    return Dated(make_dating(read.edtf, Basis.DATELINE, reason, time), event, -1)


def _look_ahead(chronicle: Chronicle) -> list[Dated]:
    """Give the headline and the lead the day that the same speaker's words have below."""
    body = chronicle.zone(ZoneKind.BODY)
    end = chronicle.passages.paragraph(body.start).end if body else len(chronicle.text)
    below: dict[str, int] = {}
    result = list(chronicle.done)
    for index in range(len(result) - 1, -1, -1):
        dated, name = chronicle.done[index], chronicle.named[index].name
        if _known(dated.dating):
            if not dated.nested:
                below[name] = index
        elif name in below and chronicle.found[index].spans[0].start < end:
            result[index] = _sum_up(chronicle, index, below[name])
    return result


def _sum_up(chronicle: Chronicle, index: int, below: int) -> Dated:
    dated, later = chronicle.done[index], chronicle.done[below]
    told_in_passing = dated.nested or told_before(chronicle.text, chronicle.found[index])
    if told_in_passing or dated.dating.text or not chronicle.named[index].name:
        return dated
    reason = "The opening sums up what the same speaker says below."
    return Dated(carry(later.dating, reason), dated.event or later.event, below)
