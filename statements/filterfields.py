"""How each parameter of a question is read: words, names, days, and one of several."""

from __future__ import annotations

from copy import copy
from typing import Any, Self

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q

from statements.days import UnreadableError, read_day
from statements.extraction.names import name_key
from statements.models import NameWord, Outlet, Speaker, SpeakerName
from statements.search import nearest_name
from statements.search.names import outlet_words
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
        self.found = list(rows.distinct()[:MOST_BEARERS]) or self._called(typed)
        return self.found

    def _called(self, typed: str) -> list[Any]:
        """Return those of whose names all words were typed, as `speaker:` in the box does."""
        kind, value = str(self.named._meta.verbose_name), value_of(typed)
        bearers = {"speaker": _speakers, "outlet": _outlets}[kind]
        found = bearers(value.split("-")) if value else []
        if len(found) > MOST_BEARERS:
            raise ValidationError(
                f"More than {MOST_BEARERS} {kind}s are called “{typed}”: add another word of the"
                " name."
            )
        if found:
            return found
        message = f"No {kind} called “{typed}” is on record."
        if meant := nearest_name(kind, typed):
            message += f" Did you mean “{meant}”?"
        raise ValidationError(message)

    def prepare_value(self, value: Any) -> Any:
        """Return the name to show in the field, also where the address has a slug."""
        return self.found[0].name if len(self.found) == 1 else value


def _speakers(words: list[str]) -> list[Any]:
    said = NameWord.objects.exclude(name__state=SpeakerName.State.IGNORED)
    named = (
        said.filter(word__in=words, name__speaker__isnull=False).order_by().values("name")
    )
    whole = named.annotate(number=Count("word", distinct=True)).filter(number=len({*words}))
    speakers = Speaker.objects.filter(pk__in=whole.values("name__speaker")).order_by("pk")
    return list(speakers[: MOST_BEARERS + 1])


def _outlets(words: list[str]) -> list[Any]:
    wanted, outlets = {*words}, Outlet.objects.order_by("pk")
    return [one for one in outlets if wanted <= outlet_words(one.name, one.domain)]


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
