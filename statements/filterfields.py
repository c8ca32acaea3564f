"""How each parameter of a question is read: words, names, days, and one of several."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, Self

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from statements.days import UnreadableError, read_day
from statements.extraction.names import name_key
from statements.search import nearest_name
from statements.search.lookup import Bearer, Lookup, Wanted
from statements.search.periods import Period, read_period
from statements.search.query import value_of

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
    """A slug or a name as written, read as those who bear it; two may share a name."""

    look: Callable[[], Lookup]  # at what was typed in all fields; set with the data

    def __init__(self, *, kind: str, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind
        self.found: list[Bearer] = []

    def wanted(self, typed: str) -> Wanted:
        """Return what has to be looked up to read this."""
        slugs = frozenset(filter(None, (value_of(typed), typed.lower())))
        if self.kind == "outlet":
            return Wanted(outlets=slugs)
        return Wanted(speakers=slugs, keys=frozenset(filter(None, (name_key(typed),))))

    def clean(self, value: Any) -> list[Bearer]:
        """Return who is called so, or of whose names all words were typed, as the box does."""
        typed = str(super().clean(value))
        if not typed:
            return []
        whole = typed.lower() if self.kind == "outlet" else name_key(typed)
        self.found = self.look().called(self.kind, value_of(typed), whole)
        if len(self.found) > MOST_BEARERS:
            raise ValidationError(
                f"More than {MOST_BEARERS} {self.kind}s are called “{typed}”: add another word of"
                " the name."
            )
        if not self.found:
            message = f"No {self.kind} called “{typed}” is on record."
            if meant := nearest_name(self.kind, typed):
                message += f" Did you mean “{meant}”?"
            raise ValidationError(message)
        return self.found

    def prepare_value(self, value: Any) -> Any:
        """Return the name to show in the field, also where the address has a slug."""
        return self.found[0].name if len(self.found) == 1 else value


class NamedFilter(Shared, filters.Filter):
    field_class = NamedField

    def filter(self, qs: models.QuerySet[Any], value: list[Bearer]) -> models.QuerySet[Any]:
        pks = [one.pk for one in value or ()]
        return qs.filter(**{f"{self.field_name}__in": pks}) if pks else qs


class PeriodField(Shared, forms.CharField):
    """A day, a month or a year as a reader types it, read as the days it covers."""

    def clean(self, value: Any) -> Period | None:
        typed = str(super().clean(value))
        if not typed:
            return None
        try:
            period = read_period(read_day(typed))
        except UnreadableError:
            period = None
        except ValueError as doubt:
            raise ValidationError(str(doubt)) from doubt
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
