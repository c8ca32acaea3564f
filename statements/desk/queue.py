"""What waits for review, in the order of the articles, narrowed as an editor asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.db.models import F, Q
from django.urls import reverse

from statements.models import Outlet, Statement
from statements.speakerfield import SpeakerField

if TYPE_CHECKING:
    from statements.models.record import StatementQuerySet

WAITING, REVIEWED, ALL = "waiting", "reviewed", "all"
# In reading order; what has no article comes last.
ORDER = (F("article_id").asc(nulls_last=True), F("start").asc(nulls_last=True), "id")
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
    rule = forms.ChoiceField(label="Rule", required=False)
    confidence = forms.ChoiceField(label="Confidence", required=False, choices=CONFIDENCES)
    article = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = Statement.objects.exclude(rule="").order_by("rule")
        named = rules.values_list("rule", flat=True).distinct()
        self.fields["rule"].choices = [("", "any"), *((rule, rule) for rule in named)]  # type: ignore[attr-defined]

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
            return self.everything.order_by(*ORDER)
        waiting = Q(state=Statement.State.CANDIDATE)
        return self.everything.filter(~waiting if state == REVIEWED else waiting).order_by(
            *ORDER
        )

    @cached_property
    def total(self) -> int:
        return self.everything.count()

    @cached_property
    def done(self) -> int:
        return self.everything.exclude(state=Statement.State.CANDIDATE).count()

    def first(self) -> Statement | None:
        return self.rows.select_related(*SHOWN).first()

    def after(self, statement: Statement) -> Statement | None:
        """Return the next one in reading order."""
        return self.rows.filter(_beyond(statement, "gt")).only("public_id").first()

    def before(self, statement: Statement) -> Statement | None:
        return self.rows.filter(_beyond(statement, "lt")).only("public_id").last()

    def address(self, at: Statement | None = None) -> str:
        """Return the page of the queue with the same filters, at a statement."""
        fields = self.form.data if self.form.is_bound else {}
        query = {name: fields.get(name) for name in self.form.fields if fields.get(name)}
        place = {"at": at.public_id} if at else {}
        asked = urlencode({**query, **place})
        return reverse("review") + (f"?{asked}" if asked else "") + ("#here" if at else "")


def _beyond(statement: Statement, side: str) -> Q:
    """Match what comes after (`gt`) or before (`lt`) a statement in `ORDER`."""
    same = Q(article=statement.article_id)
    if statement.article_id is None:
        same = Q(article=None)
        place = Q(**{f"id__{side}": statement.pk})
        return same & place if side == "gt" else (same & place) | Q(article__isnull=False)
    place = Q(**{f"start__{side}": statement.start})
    place |= Q(start=statement.start, **{f"id__{side}": statement.pk})
    other = Q(**{f"article__{side}": statement.article_id})
    if side == "gt":
        other |= Q(article=None)
    return (same & place) | other
