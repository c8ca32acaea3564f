"""What every admin page of ours has in common: nothing crashes it, everything is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.forms import ModelChoiceField, Textarea
from django.http import HttpRequest

from statements.histories import changes_of
from statements.models import Action
from statements.models.history import Log, record

SMALL_TEXT: dict[type[models.Field], dict[str, Any]] = {
    models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})}
}
# What the links of a list ask for. The others can be given values that a database refuses.
SUFFIXES = {"exact", "isnull", "in", "year", "month", "day", "gte", "lt", "lte"}
ROW = re.compile("[0-9]{1,18}")
LOG = "statements.log"


class CarefulList(ChangeList):
    """A list that answers a filter no database understands by dropping the filter."""

    def get_filters(self, request: HttpRequest) -> Any:
        try:
            return super().get_filters(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error


class NamedValues(admin.AllValuesFieldListFilter):
    """A filter by the values there are, in which the empty one has a name too."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "none"}


class CarefulSelect(AutocompleteSelect):
    """An autocomplete that shows nothing for a value that is no number."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        numbers = [key for key in value if ROW.fullmatch(str(key))]
        return super().optgroups(name, numbers, attr)


class CarefulFields:
    """Autocompletes that no address can crash; for admins and their inlines."""

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        parent: Any = super()
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            site = self.admin_site  # type: ignore[attr-defined]
            kwargs["widget"] = CarefulSelect(db_field, site, using=kwargs.get("using"))
        field: ModelChoiceField | None = parent.formfield_for_foreignkey(
            db_field, request, **kwargs
        )
        return field


class CarefulLookups:
    """Lists that can be filtered by what they offer, and by nothing else."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        parent: Any = super()
        *path, last = lookup.split(LOOKUP_SEP)
        stem = [part for part in [*path, last] if part not in SUFFIXES]
        return LOOKUP_SEP.join(stem) in self._offered(request) and bool(
            parent.lookup_allowed(lookup, value, request)
        )

    def _offered(self, request: HttpRequest) -> set[str]:
        admin_: Any = self
        offered = {"id", "e", admin_.date_hierarchy}
        for item in admin_.get_list_filter(request):
            if isinstance(item, type):
                offered.add(item.parameter_name)  # type: ignore[attr-defined]
            else:
                name = item if isinstance(item, str) else item[0]
                offered |= {name, f"{name}{LOOKUP_SEP}id"}
        return offered

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CarefulList


class CarefulAdmin(CarefulLookups, CarefulFields, admin.ModelAdmin):
    """An admin whose every change can be seen and taken back in the history."""

    formfield_overrides = SMALL_TEXT
    show_full_result_count = False  # a second count of the whole table
    view_on_site = True

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, *args, **kwargs)
        object_id = args[0] if args else kwargs.get("object_id")
        verb = Action.Verb.EDITED if object_id else Action.Verb.ENTERED
        with record(self.editor(request), verb) as log:
            request.META[LOG] = log
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change or form.has_changed():
            self.log(request).save(obj)

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: bool
    ) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            self.log(request).delete(row)
        self.log(request).save(*rows)
        formset.save_m2m()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, self.model._base_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        """Delete each row with what hangs on it, so that undo brings all of it back."""
        with record(self.editor(request), Action.Verb.DELETED) as log:
            for row in queryset:
                log.delete(row)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> Any:
        """Show what editors did to the row, column by column."""
        row = self.get_object(request, unquote(object_id))
        changes = changes_of(row) if row else []
        return super().history_view(request, object_id, {"changes": changes})

    def log(self, request: HttpRequest) -> Log:
        log: Log = request.META[LOG]
        return log

    def editor(self, request: HttpRequest) -> Any:
        return request.user
