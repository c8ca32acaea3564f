"""What waits for review, in the order of the articles, narrowed as an editor asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Q
from django.urls import reverse

from statements.models import Outlet, Statement
from statements.speakerfield import SpeakerField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from statements.models.record import StatementQuerySet

WAITING, REVIEWED, ALL = "waiting", "reviewed", "all"
DECIDED = [Statement.State.PUBLISHED, Statement.State.REJECTED]
SHOWN = ("speaker", "on_behalf_of", "briefing", "article__outlet")
CONFIDENCES = [
    ("", "any"),
    ("0.5", "up to 0.5"),
    ("0.7", "up to 0.7"),
    ("0.9", "up to 0.9"),
]


class QueueForm(forms.Form):
    """Which statements to review."""

    state = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[(WAITING, "waiting"), (REVIEWED, "reviewed"), (ALL, "all")],
    )
    outlet = forms.ModelChoiceField(
        Outlet.objects.all(), required=False, to_field_name="slug", empty_label="any"
    )
    speaker = SpeakerField(label="Speaker")
    rule = forms.CharField(label="Rule", required=False, max_length=60)
    confidence = forms.ChoiceField(label="Confidence", required=False, choices=CONFIDENCES)
    article = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the state was asked for."""
        return any(value for name, value in self.cleaned_data.items() if name != "state")


@dataclass(frozen=True)
class Queue:
    """The statements an editor asked for, and the place in them."""

    form: QueueForm

    @cached_property
    def everything(self) -> StatementQuerySet:
        """All that match the filters, reviewed or not. A wrong filter matches nothing."""
        if not self.form.is_valid():
            return Statement.objects.none()
        asked = self.form.cleaned_data
        conditions = {
            "article": asked["article"],
            "article__outlet": asked["outlet"],
            "speaker": asked["speaker"],
            "rule": asked["rule"],
            "confidence__lte": float(asked["confidence"] or 0),
        }
        chosen = {name: value for name, value in conditions.items() if value}
        return Statement.objects.filter(current=True, **chosen)

    @cached_property
    def rows(self) -> StatementQuerySet:
        state = self.form.cleaned_data.get("state") if self.form.is_valid() else ""
        if state == ALL:
            return self.everything
        if state == REVIEWED:
            return self.everything.filter(state__in=DECIDED)
        return self.everything.filter(state=Statement.State.CANDIDATE)

    @cached_property
    def _counts(self) -> dict[str, int]:
        counted = self.everything.values("state").annotate(count=Count("pk")).order_by()
        return {row["state"]: row["count"] for row in counted}

    @property
    def total(self) -> int:
        return sum(self._counts.values())

    @property
    def done(self) -> int:
        return self.total - self._counts.get(Statement.State.CANDIDATE, 0)

    def first(self) -> Statement | None:
        return _first_of(_places(self.rows.select_related(*SHOWN)))

    def after(self, statement: Statement) -> Statement | None:
        """Return the next one in reading order."""
        rows = self.rows.only("public_id")
        return _first_of(_from(rows, statement, "gt"))

    def before(self, statement: Statement) -> Statement | None:
        rows = self.rows.only("public_id")
        return _first_of(one.reverse() for one in _from(rows, statement, "lt"))

    def address(self, at: Statement | None = None) -> str:
        """Return the page of the queue with the same filters, at a statement."""
        fields = self.form.data if self.form.is_bound else {}
        query = {name: fields.get(name) for name in self.form.fields if fields.get(name)}
        place = {"at": at.public_id} if at else {}
        asked = urlencode({**query, **place})
        return reverse("review") + (f"?{asked}" if asked else "") + ("#here" if at else "")


def _first_of(questions: Iterable[StatementQuerySet]) -> Statement | None:
    """Return the first answer; each question is one that an index answers by itself."""
    return next((found for rows in questions if (found := rows.first())), None)


def _places(rows: StatementQuerySet) -> list[StatementQuerySet]:
    """Return what stands in articles, in reading order, and then what was typed."""
    return [
        rows.filter(article__isnull=False).order_by("article_id", "start", "id"),
        rows.filter(article=None).order_by("id"),
    ]


def _from(
    rows: StatementQuerySet, statement: Statement, side: str
) -> list[StatementQuerySet]:
    """Return what comes after (`gt`) or before (`lt`) a statement, the nearest first."""
    placed, typed = _places(rows)
    if statement.article_id is None:
        near = typed.filter(**{f"id__{side}": statement.pk})
        return [near] if side == "gt" else [near, placed]
    here = Q(**{f"start__{side}": statement.start})
    here |= Q(start=statement.start, **{f"id__{side}": statement.pk})
    same = placed.filter(here, article=statement.article_id)
    others = placed.filter(**{f"article__{side}": statement.article_id})
    return [same, others, typed] if side == "gt" else [same, others]
