"""The one set of filters: pages, JSON, CSV and Atom all read the same parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, ClassVar, cast

import django_filters as filters
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property

from statements import search
from statements.filterfields import (
    ChoiceFilter,
    ChoiceTogether,
    NamedField,
    NamedFilter,
    PeriodFilter,
    WordsFilter,
)
from statements.models import Briefing, Statement
from statements.models.dating import Precision
from statements.models.record import StatementQuerySet, public_states
from statements.parameters import Parameters
from statements.search.matching import Filters
from statements.search.periods import Period
from statements.search.query import Field, Query
from statements.search.recurring import (
    edtf_within,
    has_leap_day,
    is_long,
    weekdays_within,
)
from statements.search.stretches import Order

ORDERS = [
    (Order.NEWEST.value, "newest first"),
    (Order.OLDEST.value, "oldest first"),
    (Order.BEST.value, "best match"),
]
REVIEWED = [
    (state.value, state.label)
    for state in (Statement.State.PUBLISHED, Statement.State.CANDIDATE)
]
DAYS = [("perhaps", "may fall between these"), ("unknown", "not known")]


class StatementForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since.first > until.last:
            self.add_error("until", "This lies before the first day asked for.")
        return self.cleaned_data


class StatementFilter(filters.FilterSet):
    """What a reader asks for. Every field is optional; an invalid one finds nothing."""

    q = WordsFilter(label="Words")
    speaker = NamedFilter(label="Speaker", kind="speaker")
    outlet = NamedFilter(label="Outlet", field_name="article__outlet", kind="outlet")
    since = PeriodFilter(label="From")
    until = PeriodFilter(label="To")
    kind = ChoiceFilter(
        label="How quoted", choices=Statement.Kind.choices, empty_label="quoted or reported"
    )
    event = ChoiceFilter(
        label="Occasion",
        field_name="briefing__kind",
        choices=Briefing.Kind.choices,
        empty_label="any",
    )
    state = ChoiceFilter(label="Review", choices=REVIEWED, empty_label="reviewed or not")
    days = ChoiceTogether(label="Day", choices=DAYS, empty_label="certain")
    sort = ChoiceTogether(label="Order", choices=ORDERS, empty_label=None)

    class Meta:
        model = Statement
        fields: ClassVar[list[str]] = []
        form = StatementForm

    def get_form_class(self) -> type[forms.Form]:
        """Return the form, which is put together once, since it is the same for all."""
        return _form_class()

    @property
    def form(self) -> forms.Form:
        """Return the form, whose names are looked up together with those in the box."""
        form: forms.Form = super().form
        for field in _named_fields(form).values():
            field.look = self._look
        return form

    def _look(self) -> search.Lookup:
        return self._lookup

    @cached_property
    def _lookup(self) -> search.Lookup:
        """Return what is known of all names that were typed, after one look at the record."""
        data = {
            name: str(value).replace("\0", "").strip()
            for name, value in (self.data or {}).items()
        }
        wanted = search.wanted_by([search.parse(data.get("q", ""))])
        for name, field in _named_fields(self.form).items():
            if typed := data.get(name):
                wanted = wanted.with_all(field.wanted(typed))
        return search.look_up(wanted)

    @cached_property
    def read(self) -> dict[str, Any]:
        """Return what each field was read as; nothing at all where one is invalid."""
        return self.form.cleaned_data if self.is_valid() else {}

    def chosen(self, name: str) -> Any:
        """Return what a field was read as; nothing where it is empty or invalid."""
        return self.read.get(name)

    @cached_property
    def parameters(self) -> Parameters:
        """Return what was asked as an address has it, from the first page on."""
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return Parameters(data, "place", "page")

    @property
    def order(self) -> Order:
        """Return the order asked for, the newest first where none is."""
        return Order(self.chosen("sort") or Order.NEWEST)

    @property
    def period(self) -> Period:
        """Return the days between the first and the last asked for."""
        since, until = self.chosen("since"), self.chosen("until")
        return Period(since and since.first, until and until.last)

    @cached_property
    def query(self) -> Query:
        """Return what was typed."""
        return replace(search.parse(self.chosen("q") or ""), lookup=self._lookup)

    @property
    def choices(self) -> Filters:
        """Return what was chosen beside the words, as the index wants it."""
        return Filters(
            speakers=tuple(speaker.pk for speaker in self.chosen("speaker") or ()),
            outlets=tuple(outlet.pk for outlet in self.chosen("outlet") or ()),
            kinds=_one(self.chosen("kind")),
            events=_one(self.chosen("event")),
            states=_one(self.chosen("state")) or public_states(),
            period=self.period,
            perhaps=self.chosen("days") == "perhaps",
            undated=self.chosen("days") == "unknown",
        )

    @property
    def told(self) -> Query:
        """Return what was typed and chosen as one question, to be said back to the reader."""
        typed, chosen = search.as_on_record(self.query), self.period
        first = max(filter(None, (typed.period.first, chosen.first)), default=None)
        last = min(filter(None, (typed.period.last, chosen.last)), default=None)
        return replace(
            typed,
            fields=(*typed.fields, *self._fields()),
            period=Period(first, last),
            undated=typed.undated or self.chosen("days") == "unknown",
        )

    def _fields(self) -> Iterator[Field]:
        for name in ("speaker", "outlet"):
            for row in self.chosen(name) or ():
                yield Field(name, row.slug, written=row.name)
        for name in ("kind", "event"):
            yield from (Field(name, value) for value in _one(self.chosen(name)))

    @property
    def found(self) -> StatementQuerySet:
        """Return the statements asked for in their order; none if a field is invalid."""
        statements = cast("StatementQuerySet", self.qs)
        if not self.is_valid():
            return statements.none()
        return search.narrow(_in_days(statements, self), self.query, self.order)


def _named_fields(form: forms.Form) -> dict[str, NamedField]:
    fields = form.fields.items()
    return {name: field for name, field in fields if isinstance(field, NamedField)}


@cache
def _form_class() -> type[forms.Form]:
    made: type[forms.Form] = filters.FilterSet.get_form_class(StatementFilter())
    return made


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _in_days(statements: StatementQuerySet, asked: StatementFilter) -> StatementQuerySet:
    first, last = asked.period.first, asked.period.last
    match asked.chosen("days"):
        case "unknown":
            return statements.undated().filter(_certainly(first, last))
        case "perhaps":
            rough = statements.exclude(precision=Precision.DAY).filter(
                _perhaps(first, last)
            )
            return rough.exclude(_certainly(first, last)).exclude(_never(asked.period))
    return statements.filter(_certainly(first, last))


def _certainly(first: date | None, last: date | None) -> Q:
    condition = Q(earliest__gte=first) if first else Q()
    return condition & Q(latest__lte=last) if last else condition


def _perhaps(first: date | None, last: date | None) -> Q:
    """Return the condition for days of which nothing known rules the period out."""
    condition = Q(latest=None) | Q(latest__gte=first) if first else Q()
    return condition & (Q(earliest=None) | Q(earliest__lte=last)) if last else condition


def _never(period: Period) -> Q:
    """Return the condition for days known without their year that the period has not."""
    if is_long(period):
        return Q() if has_leap_day(period) else Q(edtf="XXXX-02-29")
    other = Q(edtf__startswith="XXXX-") & ~Q(edtf__in=edtf_within(period))
    nothing_else = Q(edtf__in=["", "XXXX-XX-XX"], weekday__isnull=False)
    return other | nothing_else & ~Q(weekday__in=weekdays_within(period))
