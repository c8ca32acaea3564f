"""An article as an editor reads it: every statement tinted, the one in hand marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from statements.models import Article, Speaker, Statement
from statements.passages import Passage, Voice, paragraphs_of, voices_of


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text in which nothing changes from end to end."""

    text: str
    statement: Statement | None
    tone: int  # 0 where nobody speaks
    now: bool  # words of the statement in hand
    role: str  # "source" or "cue" of the statement in hand, else ""
    first: bool  # the words in hand begin here


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    kind: str
    reason: str
    left_out: bool
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    paragraphs: tuple[Paragraph, ...]
    voices: tuple[Voice, ...]
    speakers: tuple[Speaker, ...]


def read(article: Article, now: Statement | None = None) -> Reading:
    """Return the whole article with what was found in it, rejected statements left out."""
    found = Statement.objects.filter(article=article).exclude(
        state=Statement.State.REJECTED
    )
    statements = list(found.select_related("speaker").order_by("start", "id"))
    if now is not None:
        statements = [each for each in statements if each.pk != now.pk] + [now]
    statements.sort(key=lambda each: (each.start or 0, each.pk))
    voices = voices_of(statements)
    speakers = {each.speaker_id: each.speaker for each in statements if each.speaker}
    paragraphs = [
        _paragraph(passage, statements, voices, now)
        for passage in paragraphs_of(article.text, article.zones)
    ]
    return Reading(tuple(paragraphs), tuple(voices.values()), tuple(speakers.values()))


def _paragraph(
    passage: Passage,
    statements: Sequence[Statement],
    voices: dict[int | None, Voice],
    now: Statement | None,
) -> Paragraph:
    here = [
        each
        for each in statements
        if any(a < passage.end and passage.start < b for a, b in each.spans)
    ]
    roles = _roles(now)
    edges = {passage.start, passage.end}
    for span in [span for each in here for span in each.spans] + list(roles):
        edges |= {min(max(edge, passage.start), passage.end) for edge in span}
    bits = tuple(
        _bit(passage, (start, end), here, voices, now)
        for start, end in pairwise(sorted(edges))
    )
    return Paragraph(
        passage.start, passage.end, passage.kind, passage.reason, passage.left_out, bits
    )


def _bit(
    passage: Passage,
    place: tuple[int, int],
    here: Sequence[Statement],
    voices: dict[int | None, Voice],
    now: Statement | None,
) -> Bit:
    start, end = place
    covering = [each for each in here if any(a <= start < b for a, b in each.spans)]
    chosen = now if now in covering else min(covering, key=_length, default=None)
    roles = _roles(now)
    role = next((name for (a, b), name in roles.items() if a <= start < b), "")
    return Bit(
        text=passage.text[start - passage.start : end - passage.start],
        statement=chosen,
        tone=voices[chosen.speaker_id].tone if chosen else 0,
        now=chosen is not None and chosen == now,
        role=role,
        first=chosen is not None and chosen == now and start == chosen.start,
    )


def _length(statement: Statement) -> int:
    return len(statement.text)


def _roles(now: Statement | None) -> dict[tuple[int, int], str]:
    """Return the places of the speaker's mention and of the cue, as far as they are known."""
    if now is None:
        return {}
    places = {
        "source": (now.source_start, now.source_end),
        "cue": (now.cue_start, now.cue_end),
    }
    return {
        (start, end): name
        for name, (start, end) in places.items()
        if start is not None and end is not None
    }
