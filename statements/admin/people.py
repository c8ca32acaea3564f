"""Speakers and the spellings of their names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from statements.admin.careful import CarefulAdmin, NamedValues
from statements.admin.inlines import ReadOnlyInline
from statements.forms import SpeakerForm, SpellingForm
from statements.models import OldSlug, Speaker, SpeakerName
from statements.models.slugs import free_slug


class NameInline(admin.StackedInline):
    model = SpeakerName
    extra = 1
    fields = [("name", "state", "source")]


class OldSlugInline(ReadOnlyInline):
    model = OldSlug
    verbose_name_plural = "old addresses, which lead here"
    fields = ["slug"]
    show_change_link = False


@admin.register(Speaker)
class SpeakerAdmin(CarefulAdmin):
    inlines = [NameInline, OldSlugInline]
    list_display = ["name", "kind", "country", "description", "institution"]
    list_filter = ["kind", ("country", NamedValues)]
    list_select_related = ["institution"]
    search_fields = ["name", "names__name", "description"]
    form = SpeakerForm
    prepopulated_fields = {"slug": ["name"]}

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [*self.inlines] if obj else [NameInline]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the name that a link brought, and an address made of it."""
        given: dict[str, Any] = super().get_changeform_initial_data(request)
        if name := given.get("name"):
            given.setdefault("slug", free_slug(Speaker, name))
        return given

    def save_model(
        self, request: HttpRequest, obj: Speaker, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            old = OldSlug.objects.filter(slug=form.initial["slug"]).first()
            old = old or OldSlug(slug=form.initial["slug"])
            old.speaker = obj
            self.log(request).save(old)


@admin.register(SpeakerName)
class SpeakerNameAdmin(CarefulAdmin):
    list_display = ["name", "speaker", "state", "source"]
    list_filter = ["state"]
    list_select_related = ["speaker"]
    search_fields = ["name", "key", "speaker__name"]
    form = SpellingForm
