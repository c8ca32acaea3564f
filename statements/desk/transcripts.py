"""An official transcript: questions by anybody, answers by the one whose transcript it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statements.extraction import edtf
from statements.extraction.model import (
    Basis,
    Dating,
    Event,
    EventKind,
    Extraction,
    Metadata,
    Named,
    Precision,
    SpeakerKind,
    Statement,
    StatementKind,
    Zone,
    ZoneKind,
)
from statements.extraction.names import name_key
from statements.extraction.spans import Span

_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^\n:]{0,60}?)\s*:\s*(?=\S|$)")
ANSWERS = {"answer", "a"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an editor knows about a transcript."""

    speaker: str
    host: str = ""
    title: str = ""
    place: str = ""
    held: str = ""  # EDTF
    kind: EventKind = EventKind.PRESS_BRIEFING


@dataclass(frozen=True, slots=True)
class Answer:
    """A paragraph of an answer, and the label it stands under."""

    span: Span
    label: Span


def find_answers(text: str, speaker: str) -> list[Answer]:
    """Return the paragraphs that stand under "Answer:", or under the speaker's own name.

    >>> found = find_answers("Question: Why?\\nAnswer: No.\\nReally.\\nQuestion: So?", "Ann Lee")
    >>> [answer.span.of("Question: Why?\\nAnswer: No.\\nReally.") for answer in found]
    ['No.', 'Really.']
    """
    return list(_answers(text, speaker))


def _answers(text: str, speaker: str) -> Iterator[Answer]:
    speaking: Span | None = None
    for line in _LINE.finditer(text):
        label = _LABEL.match(text, line.start(), line.end())
        start = line.start()
        if label and _is_label(label["label"], speaker):
            speaking = Span(*label.span("label"))
            start = label.end()
        elif label and _asks(label["label"]):
            speaking = None
        words = text[start : line.end()]
        span = Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
        if speaking and span.start < span.end:
            yield Answer(span, speaking)


def _is_label(label: str, speaker: str) -> bool:
    key = name_key(label)
    names = name_key(speaker).split()
    return key in ANSWERS or (bool(names) and key.split()[-1:] == names[-1:])


def _asks(label: str) -> bool:
    """Tell a label from a sentence with a colon: it is short, and all its words are capitalised."""
    words = label.split()
    return len(words) <= 4 and all(word.lstrip('(“"')[:1].isupper() for word in words)  # noqa: PLR2004


def read_transcript(text: str, occasion: Occasion) -> Extraction:
    """Return a transcript as extraction returns an article; raises ValueError without answers."""
    answers = find_answers(text, occasion.speaker)
    if not answers:
        raise ValueError(
            f"No line begins with “Answer:” or with the name of {occasion.speaker}."
        )
    dating = _dating(occasion.held)
    return Extraction(
        metadata=Metadata(occasion.title, "", "", "", "", "", "", dating),
        zones=(Zone(0, len(text), ZoneKind.BODY, "An editor pasted this transcript."),),
        events=(_event(occasion, dating),),
        statements=tuple(_statement(text, answer, occasion, dating) for answer in answers),
    )


def _event(occasion: Occasion, dating: Dating) -> Event:
    title = occasion.title or "transcript"
    return Event(occasion.kind, title, occasion.host, occasion.place, None, dating)


def _statement(text: str, answer: Answer, occasion: Occasion, dating: Dating) -> Statement:
    named = Named(
        occasion.speaker,
        SpeakerKind.PERSON,
        role="",
        on_behalf_of=occasion.host,
        reason="The one who answers in the transcript.",
    )
    return Statement(
        spans=(answer.span,),
        text=answer.span.of(text),
        kind=StatementKind.DIRECT,
        source=answer.label,
        source_text=answer.label.of(text),
        cue=None,
        cue_text="",
        speaker=named,
        date=dating,
        event=0,
        via=(),
        rule="transcript",
        confidence=1.0,
    )


def _dating(held: str) -> Dating:
    earliest, latest, precision = edtf.parse(held)
    if precision is Precision.UNKNOWN and not held:
        return Dating()
    return Dating(
        edtf=held,
        earliest=earliest,
        latest=latest,
        precision=precision,
        basis=Basis.EDITOR,
        reason="The day an editor gave for the transcript.",
    )
