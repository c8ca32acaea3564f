"""How each parameter of a question is read: words, names, days, and one of several."""

from __future__ import annotations

from copy import copy
from typing import Any, Self

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from statements.days import read_day
from statements.extraction.names import name_key
from statements.search.periods import Period, read_period

MOST_BEARERS = 10  # of one name


class Shared:
    """A field or a filter whose parts no request changes, so that all its copies share them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return copy(self)


class Together(Shared):
    """A filter that only makes sense together with others: it comes in `found`."""

    def filter(self, qs: models.QuerySet[Any], value: object) -> models.QuerySet[Any]:
        return qs


class WordsField(Shared, forms.CharField):
    """Anything typed, since nothing typed is an error; what no text has is left out."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", "")


class WordsFilter(Together, filters.CharFilter):
    field_class = WordsField


class NamedField(Shared, forms.CharField):
    """A slug or a name as written, read as the rows that bear it; two may share a name."""

    def __init__(self, *, named: type[models.Model], by_key: str, **options: Any) -> None:
        super().__init__(**options)
        self.named, self.by_key = named, by_key
        self.found: list[Any] = []

    def clean(self, value: Any) -> list[Any]:
        typed = str(super().clean(value))
        if not typed:
            return []
        key = name_key(typed) if self.by_key.endswith("key") else typed
        named = Q(slug=typed.lower())
        if key:
            named |= Q(**{self.by_key: key})
        rows = self.named._default_manager.filter(named)
        self.found = list(rows.distinct()[:MOST_BEARERS])
        if self.found:
            return self.found
        kind = self.named._meta.verbose_name
        raise ValidationError(f"No {kind} called “{typed}” is on record.")

    def prepare_value(self, value: Any) -> Any:
        """Return the name to show in the field, also where the address has a slug."""
        return self.found[0].name if len(self.found) == 1 else value


class NamedFilter(Shared, filters.Filter):
    field_class = NamedField

    def filter(self, qs: models.QuerySet[Any], value: list[Any]) -> models.QuerySet[Any]:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class PeriodField(Shared, forms.CharField):
    """A day, a month or a year as a reader types it, read as the days it covers."""

    def clean(self, value: Any) -> Period | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        try:
            period = read_period(read_day(typed))
        except ValueError:
            period = None
        if period is None:
            raise ValidationError(
                f"“{typed}” could not be read as a day, a month or a year: write 19 August 2021, "
                "August 2021 or 2021."
            )
        return period


class PeriodFilter(Together, filters.CharFilter):
    field_class = PeriodField


class ChoiceField(Shared, filters.fields.ChoiceField):
    pass


class ChoiceFilter(Shared, filters.ChoiceFilter):
    field_class = ChoiceField


class ChoiceTogether(Together, filters.ChoiceFilter):
    field_class = ChoiceField
