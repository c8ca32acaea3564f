"""Spellings that wait for an editor: whose they are, and what they linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from statements.models import Action, Speaker, SpeakerName, Statement
from statements.models.history import Log, record
from statements.models.slugs import free_slug
from statements.speakerfield import find_speaker

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from statements.models.record import StatementQuerySet

State = SpeakerName.State
PLACES = 3  # shown for each spelling


def linked_by(spelling: SpeakerName) -> StatementQuerySet:
    """Return the statements whose speaker was named by this very spelling."""
    if spelling.speaker_id is None:
        return Statement.objects.filter(
            speaker=None, speaker_as_written__contains=spelling.name
        )
    return Statement.objects.filter(
        speaker=spelling.speaker_id, speaker_as_written__contains=spelling.name
    ).exclude(edited=True)


def assign(spelling: SpeakerName, typed: str, by: User, *, new: bool = False) -> Action:
    """Give a spelling to a speaker; the statements it linked follow it there."""
    name = " ".join(typed.split())
    with record(by, Action.Verb.ASSIGNED, f"“{spelling.name}”") as log:
        linked = list(linked_by(spelling).values_list("pk", flat=True))
        speaker = _new_speaker(name or spelling.name, log) if new else find_speaker(name)
        if spelling.speaker_id != speaker.pk:
            _relink(log, linked, speaker)
        _hand_over(log, spelling, speaker)
    return log.action


def _new_speaker(name: str, log: Log) -> Speaker:
    speaker = Speaker(name=name[:200], slug=free_slug(Speaker, name))
    log.save(speaker)
    return speaker


def _hand_over(log: Log, spelling: SpeakerName, speaker: Speaker) -> None:
    """Put the spelling under its speaker, once."""
    twin = speaker.names.filter(name=spelling.name).exclude(pk=spelling.pk).first()
    if twin is not None:
        log.delete(spelling)
        spelling = twin
    spelling.speaker, spelling.state = speaker, State.ASSIGNED
    log.save(spelling)


def ignore(spelling: SpeakerName, by: User) -> Action:
    """Set a spelling aside: it names nobody, nor do the statements it linked."""
    with record(by, Action.Verb.IGNORED, f"“{spelling.name}”") as log:
        linked = list(linked_by(spelling).values_list("pk", flat=True))
        _relink(log, linked, None)
        spelling.state = State.IGNORED
        log.save(spelling)
    return log.action


def _relink(log: Log, keys: list[int], speaker: Speaker | None) -> None:
    reason = (
        "An editor gave this spelling to another speaker."
        if speaker
        else "An editor set this spelling aside."
    )
    rows = Statement.objects.filter(pk__in=keys)
    log.update(rows, speaker=speaker, speaker_reason=reason, changed_at=timezone.now())
