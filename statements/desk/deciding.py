"""What an editor can do to one statement. Each is one action that can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError
from django.utils.text import capfirst

from statements.days import read_day
from statements.extraction.spans import Span
from statements.importing.context import sentences_around
from statements.models import Action, Change, Speaker, SpeakerName, Statement
from statements.models.columns import fingerprint
from statements.models.history import Log, record
from statements.models.slugs import free_slug
from statements.speakerfield import NobodyError, find_speaker

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Verb = Action.Verb
type Typed = Mapping[str, str]
type Deed = Callable[[Statement, Log, Typed], None]

REASONS = [
    "Not a statement",
    "Wrong speaker",
    "Wrong words",
    "Said twice in the article",
    "Not worth keeping",
]
CHOSEN = "An editor chose this speaker."
_WORD = re.compile(r"\S+")


class ConflictError(Exception):
    """The statement is no longer what the editor saw."""


def decide(by: User, public_id: str, do: str, typed: Typed) -> Action:
    """Do one thing to one statement and return the action.

    Raises ConflictError when somebody else was there first, and ValueError with
    a sentence for the editor when it cannot be done.
    """
    verb, deed = DEEDS[do]
    try:
        with record(by, verb, typed.get("reason", "")) as log:
            statement = _in_hand(public_id, typed.get("seen", ""))
            if do == "accept":
                _check_four_eyes(by, statement)
            deed(statement, log, typed)
            log.save(statement)
    except IntegrityError:
        raise ValueError("Another statement here has exactly these words.") from None
    return log.action


def _in_hand(public_id: str, seen: str) -> Statement:
    """Lock a statement, provided that it still is what the editor saw."""
    statement = Statement.objects.select_for_update().get(public_id=public_id)
    if fingerprint(statement) != seen:
        raise ConflictError
    return statement


def accept(statement: Statement, log: Log, typed: Typed) -> None:
    statement.state = Statement.State.PUBLISHED


def reject(statement: Statement, log: Log, typed: Typed) -> None:
    statement.state = Statement.State.REJECTED


def wait(statement: Statement, log: Log, typed: Typed) -> None:
    statement.state = Statement.State.CANDIDATE


def choose_speaker(statement: Statement, log: Log, typed: Typed) -> None:
    """Take the speaker of that name; with `new`, one who is on record from now on."""
    name = " ".join(typed.get("speaker", "").split())
    if not name:
        statement.speaker, statement.speaker_reason = None, "An editor left this open."
    else:
        new = typed.get("new")
        statement.speaker = make_speaker(name, log) if new else _known(name)
        statement.speaker_reason = CHOSEN
    statement.edited = True


def _known(name: str) -> Speaker:
    try:
        return find_speaker(name)
    except NobodyError as error:
        raise NobodyError(f"{error} Tick “somebody new” to put them on record.") from error


def make_speaker(name: str, log: Log) -> Speaker:
    """Put a speaker on record, with that one spelling."""
    speaker = Speaker(name=name[:200], slug=free_slug(Speaker, name))
    log.save(speaker)
    log.save(
        SpeakerName(speaker=speaker, name=speaker.name, state=SpeakerName.State.ASSIGNED)
    )
    return speaker


def choose_day(statement: Statement, log: Log, typed: Typed) -> None:
    statement.set_day(read_day(typed.get("day", "")))
    statement.edited = True


def choose_kind(statement: Statement, log: Log, typed: Typed) -> None:
    kind = typed.get("kind", "")
    if kind not in Statement.Kind.values:
        raise ValueError("Choose quoted, partly quoted or reported.")
    statement.kind = kind
    statement.edited = True


def move_edge(statement: Statement, log: Log, typed: Typed) -> None:
    """Move the first or the last edge of the words one word out or in."""
    if statement.article is None:
        raise ValueError("These words were typed; edit them in the admin.")
    spans = [Span(*span) for span in statement.spans]
    text = statement.article.text
    move = typed.get("edge", "")
    if move in {"start-out", "start-in"}:
        first = spans[0]
        start = word_edge(text, first.start, back=move == "start-out", at_start=True)
        spans[0] = Span(start, first.end)
    elif move in {"end-out", "end-in"}:
        last = spans[-1]
        end = word_edge(text, last.end, back=move == "end-in", at_start=False)
        spans[-1] = Span(last.start, end)
    if [list(span) for span in spans] == statement.spans or not _in_order(spans):
        raise ValueError("There is no word left to move the edge by.")
    statement.anchor(spans, statement.article)
    statement.context = sentences_around(text, [*spans, *_mentions(statement)]).of(text)
    statement.edited = True


def word_edge(text: str, place: int, *, back: bool, at_start: bool) -> int:
    """Return where the neighbouring word begins (or ends), in this line of the text.

    >>> word_edge("He said no", 8, back=True, at_start=True)
    3
    >>> word_edge("He said no", 7, back=False, at_start=False)
    10
    """
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    words = _WORD.finditer(text, begin, len(text) if end < 0 else end)
    edges = [match.start() if at_start else match.end() for match in words]
    if back:
        return max((edge for edge in edges if edge < place), default=place)
    return min((edge for edge in edges if edge > place), default=place)


def _in_order(spans: list[Span]) -> bool:
    edges = [edge for span in spans for edge in span]
    return edges == sorted(edges) and all(span.start < span.end for span in spans)


def _mentions(statement: Statement) -> list[Span]:
    places = [
        (statement.source_start, statement.source_end),
        (statement.cue_start, statement.cue_end),
    ]
    return [Span(a, b) for a, b in places if a is not None and b is not None]


def _check_four_eyes(by: User, statement: Statement) -> None:
    if not settings.FOUR_EYES:
        return
    if Change.objects.entered_by(by, [statement]):
        raise ValueError("You entered this yourself: somebody else has to accept it.")


DEEDS: dict[str, tuple[Verb, Deed]] = {
    "accept": (Verb.ACCEPTED, accept),
    "reject": (Verb.REJECTED, reject),
    "wait": (Verb.EDITED, wait),
    "speaker": (Verb.NAMED, choose_speaker),
    "day": (Verb.DATED, choose_day),
    "kind": (Verb.EDITED, choose_kind),
    "edge": (Verb.SPANNED, move_edge),
}


def told(action: Action, statement: Statement) -> str:
    """Return one sentence on what was done."""
    return f"{capfirst(action.get_verb_display())}: {statement}"
