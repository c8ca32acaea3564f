"""A day that the narration gives: "Smith spoke on the phone with Jones on 4 May.\""""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from statements.extraction.cues import CUES
from statements.extraction.dates_attachment import find_own_event, find_own_time
from statements.extraction.dates_chronicle import Chronicle
from statements.extraction.dates_mentions import TimeMention
from statements.extraction.events import EventMention
from statements.extraction.model import Found, StatementKind
from statements.extraction.spans import Span

_FAR: Final = 1_200  # characters between the narration and the words
_VERB_WITHIN: Final = 3  # words between a name and its verb


def find_narrated(
    chronicle: Chronicle, names: Sequence[Span], offset: int, others: Sequence[Found]
) -> tuple[TimeMention, EventMention | None] | None:
    """Return when the person of `names` last spoke before `offset`, as the narration has it.

    `names` are the places where the person is named. Only a sentence in which a verb
    of saying follows the name counts: what somebody did on a day dates no words.
    """
    text = chronicle.text
    first, last = bisect_left(names, (offset - _FAR,)), bisect_left(names, (offset,))
    for name in reversed(names[first:last]):
        sentence = chronicle.passages.sentence(name.start)
        if sentence.start <= offset < sentence.end:
            continue
        cue = _verb_after(text, name, sentence)
        if cue is None:
            continue
        narrated = Found(
            (Span(cue.end, cue.end),), StatementKind.INDIRECT, name, cue, "", 0
        )
        times = chronicle.times_in(*sentence)
        time = find_own_time(text, narrated, sentence, times, others)
        if time:
            return time, find_own_event(text, narrated, sentence, others)
    return None


def _verb_after(text: str, name: Span, sentence: Span) -> Span | None:
    at = name.end
    for word in text[name.end : min(sentence.end, name.end + 60)].split()[:_VERB_WITHIN]:
        at = text.index(word, at)
        if word.lower() in CUES:
            return Span(at, at + len(word))
        at += len(word)
    return None
