"""Two rows that are one: everything moves to the one that is kept, and can move back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models
from django.db.models import Q
from django.utils import timezone

from statements.desk.deciding import CHOSEN
from statements.models import (
    Action,
    Article,
    Briefing,
    OldBriefingSlug,
    OldOutletSlug,
    OldSlug,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)
from statements.models.history import Log, record
from statements.speakerfield import find_speaker

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be merged, how one is found by what is typed, and what hangs on it."""

    find: Callable[[str], Any]
    moves: tuple[tuple[str, type[models.Model], str], ...]  # what, its table, its column
    old: tuple[type[models.Model], str]  # the table of old addresses and its column


def _find(model: type[models.Model], *names: str) -> Callable[[str], Any]:
    def find(typed: str) -> Any:
        wanted = Q(slug=typed.strip())
        for name in names:
            wanted |= Q(**{f"{name}__iexact": typed.strip()})
        found = list(model._default_manager.filter(wanted)[:2])
        if len(found) == 1:
            return found[0]
        doubt = "Several have" if found else "Nothing on record has"
        raise ValueError(f"{doubt} the name or address “{typed[:80]}”.")

    return find


KINDS = {
    "speaker": Kind(
        find_speaker,
        (
            ("statements", Statement, "speaker"),
            ("statements on their behalf", Statement, "on_behalf_of"),
            ("briefings held", Briefing, "host"),
            ("members", Speaker, "institution"),
            ("spellings", SpeakerName, "speaker"),
            ("old addresses", OldSlug, "speaker"),
        ),
        (OldSlug, "speaker"),
    ),
    "outlet": Kind(
        _find(Outlet, "name", "domain"),
        (
            ("articles", Article, "outlet"),
            ("wire copies", Article, "agency"),
            ("old addresses", OldOutletSlug, "outlet"),
        ),
        (OldOutletSlug, "outlet"),
    ),
    "briefing": Kind(
        _find(Briefing, "title"),
        (
            ("statements", Statement, "briefing"),
            ("old addresses", OldBriefingSlug, "briefing"),
        ),
        (OldBriefingSlug, "briefing"),
    ),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would move."""

    kind: str
    keep: Any
    gone: Any
    moves: tuple[tuple[str, int], ...]

    @property
    def seen(self) -> str:
        """Return a mark of this plan: a merge is refused when it is no longer the same."""
        counts = "-".join(str(count) for _, count in self.moves)
        return f"{self.keep.pk}:{self.gone.pk}:{counts}"


def plan(kind: str, keep: str, gone: str) -> Plan:
    """Return what would move from the row called `gone` to the one called `keep`."""
    about = KINDS[kind]
    kept, going = about.find(keep), about.find(gone)
    if kept == going:
        raise ValueError("These are one and the same already.")
    if kind == "speaker":
        _check_bodies(kept, going)
    moves = tuple(
        (name, model._base_manager.filter(**{column: going}).count())
        for name, model, column in about.moves
    )
    return Plan(kind, kept, going, moves)


def _check_bodies(keep: Speaker, gone: Speaker) -> None:
    person = Speaker.Kind.PERSON
    if (keep.kind == person) != (gone.kind == person):
        raise ValueError(
            f"{keep} is a {keep.get_kind_display()}, {gone} a {gone.get_kind_display()}: "
            "correct that first, if they are one."
        )


def merge(merging: Plan, by: User, reason: str = "") -> Action:
    """Move everything and delete what is left; one undo brings it all back."""
    about = KINDS[merging.kind]
    keep, gone = merging.keep, merging.gone
    try:
        with record(by, Action.Verb.MERGED, reason or f"{gone} into {keep}") as log:
            for _, model, column in about.moves:
                _move(log, model, column, merging)
            log.delete(gone)
            table, column = about.old
            log.save(table(slug=gone.slug, **{column: keep}))
            if merging.kind == "speaker":
                _keep_name(log, keep, gone.name)
    except IntegrityError:
        raise ValueError(
            "Both have the same thing at the same place, so that it cannot be moved."
        ) from None
    return log.action


def _move(log: Log, model: type[models.Model], column: str, merging: Plan) -> None:
    rows: models.QuerySet[Any] = model._base_manager.filter(**{column: merging.gone})
    if model is SpeakerName:
        _drop_twins(log, rows, merging.keep)
    if merging.kind == "briefing" and model is Statement:
        for row in rows:
            row.briefing = merging.keep  # and with it the day, where that is inherited
            log.save(row)
        return
    at = {"changed_at": timezone.now()} if model is Statement else {}
    log.update(rows, **{column: merging.keep}, **at)


def _drop_twins(log: Log, rows: models.QuerySet[Any], keep: Speaker) -> None:
    known = set(keep.names.values_list("name", flat=True))
    for row in rows:
        if row.name in known:
            log.delete(row)


def _keep_name(log: Log, keep: Speaker, name: str) -> None:
    if not keep.names.filter(name=name).exists():
        state = SpeakerName.State.ASSIGNED
        log.save(SpeakerName(speaker=keep, name=name, state=state, source="a merge"))


def move_statements(keys: list[int], to: Speaker, by: User) -> int:
    """Give only some statements to another speaker; returns how many."""
    with record(by, Action.Verb.NAMED, f"moved to {to}") as log:
        chosen = Statement.objects.filter(pk__in=keys).exclude(speaker=to)
        return log.update(
            chosen,
            speaker=to,
            speaker_reason=CHOSEN,
            edited=True,
            changed_at=timezone.now(),
        )
