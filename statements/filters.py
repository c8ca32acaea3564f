"""The one set of filters: pages, JSON, CSV and Atom all read the same parameters."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from statements.days import read_day
from statements.extraction.names import name_key
from statements.models import Briefing, Outlet, Speaker, Statement
from statements.models.record import StatementQuerySet
from statements.search.periods import Period, read_period

SORTS = [("newest", "newest first"), ("oldest", "oldest first"), ("best", "best match")]
REVIEWED = [
    (state.value, state.label)
    for state in (Statement.State.PUBLISHED, Statement.State.CANDIDATE)
]


class NamedField(forms.CharField):
    """A slug or a name as written, read as the rows that bear it; two may share a name."""

    def __init__(self, *, named: type[models.Model], by_key: str, **options: Any) -> None:
        super().__init__(**options)
        self.named, self.by_key = named, by_key

    def clean(self, value: Any) -> list[Any]:
        typed = str(super().clean(value))
        if not typed:
            return []
        key = name_key(typed) if self.by_key.endswith("key") else typed
        bears_name = Q(**{self.by_key: key}) if key else Q()
        rows = self.named._default_manager.filter(Q(slug=typed.lower()) | bears_name)
        if found := list(rows.distinct()[:10]):
            return found
        kind = self.named._meta.verbose_name
        raise ValidationError(f"No {kind} called “{typed}” is on record.")


class NamedFilter(filters.Filter):
    field_class = NamedField

    def filter(self, qs: models.QuerySet[Any], value: list[Any]) -> models.QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class PeriodField(forms.CharField):
    """A day, a month or a year as a reader types it, read as the days it covers."""

    def clean(self, value: Any) -> Period | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        try:
            known = read_day(typed)
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None
        if period := read_period(known):
            return period
        raise ValidationError(f"“{typed}”: add the year.")


class PeriodFilter(filters.Filter):
    """One end of the days asked for: the first day of what was typed, or its last."""

    field_class = PeriodField

    def filter(self, qs: models.QuerySet[Any], value: Period | None) -> models.QuerySet[Any]:
        if value is None:
            return qs
        day = value.first if self.field_name == "earliest" else value.last
        return qs.filter(**{f"{self.field_name}__{self.lookup_expr}": day})


class StatementForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since.first > until.last:
            self.add_error("until", "This lies before the first day asked for.")
        return self.cleaned_data


class StatementFilter(filters.FilterSet):
    """What a reader asks for. Every field is optional; an invalid one finds nothing."""

    q = filters.CharFilter(label="Words", method="search")
    speaker = NamedFilter(label="Speaker", named=Speaker, by_key="names__key")
    outlet = NamedFilter(
        label="Outlet", field_name="article__outlet", named=Outlet, by_key="name__iexact"
    )
    kind = filters.ChoiceFilter(
        label="How quoted", choices=Statement.Kind.choices, empty_label="quoted or reported"
    )
    event = filters.ChoiceFilter(
        label="Occasion",
        field_name="briefing__kind",
        choices=Briefing.Kind.choices,
        empty_label="any occasion",
    )
    state = filters.ChoiceFilter(
        label="Review", choices=REVIEWED, empty_label="reviewed or not"
    )
    since = PeriodFilter(label="From", field_name="earliest", lookup_expr="gte")
    until = PeriodFilter(label="To", field_name="latest", lookup_expr="lte")
    sort = filters.ChoiceFilter(label="Order", choices=SORTS, method="order")

    class Meta:
        model = Statement
        fields: ClassVar[list[str]] = []
        form = StatementForm

    def search(self, queryset: StatementQuerySet, name: str, value: str) -> StatementQuerySet:
        return queryset.filter(text__icontains=value)

    def order(self, queryset: StatementQuerySet, name: str, value: str) -> StatementQuerySet:
        return queryset

    @property
    def found(self) -> StatementQuerySet:
        """Return the statements asked for in their order; none if a field is invalid."""
        if not self.is_valid():
            return self.queryset.none()
        if self.form.cleaned_data["sort"] == "oldest":
            return self.qs.order_by(F("earliest").asc(nulls_last=True), "article_id", "start")
        return self.qs.in_time()
