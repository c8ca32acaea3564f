"""The editors' desk: Django's own admin, with briefings and their statements on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest
from django.utils.html import format_html

from statements.forms import ArticleForm, BriefingForm, StatementForm
from statements.models import (
    Article,
    Briefing,
    ImportedFile,
    ImportRun,
    OldSlug,
    Outlet,
    Speaker,
    SpeakerName,
    Statement,
)

admin.site.site_header = "On the Record: editors’ desk"
admin.site.site_title = "On the Record"
admin.site.index_title = "What would you like to do?"

SMALL_TEXT = {models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})}}


class ReadOnlyInline(admin.TabularInline):
    """Rows to look at and follow, not to edit here."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TypedStatementInline(admin.StackedInline):
    """Statements that an editor enters from an official transcript."""

    model = Statement
    form = StatementForm
    verbose_name = "statement"
    verbose_name_plural = "statements entered here"
    extra = 1
    fields = [("speaker", "kind"), "text", ("edtf", "on_behalf_of"), "source_url", "state"]
    autocomplete_fields = ["speaker", "on_behalf_of"]
    formfield_overrides = SMALL_TEXT

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        return super().get_queryset(request).filter(article=None)


class ImportedStatementInline(ReadOnlyInline):
    """Statements that articles report from the same briefing."""

    model = Statement
    verbose_name_plural = "statements reported by articles"
    fields = readonly_fields = ["text", "speaker", "date_label", "state"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        found = super().get_queryset(request).filter(article__isnull=False, current=True)
        return found.select_related("speaker")


@admin.register(Briefing)
class BriefingAdmin(admin.ModelAdmin):
    form = BriefingForm
    inlines = [TypedStatementInline, ImportedStatementInline]
    list_display = ["title", "date_label", "kind", "host", "origin", "statement_count"]
    list_filter = ["kind", "origin", "precision"]
    list_select_related = ["host"]
    search_fields = ["title", "host__name", "place", "notes"]
    date_hierarchy = "latest"
    autocomplete_fields = ["host"]
    formfield_overrides = SMALL_TEXT
    fieldsets = [
        (None, {"fields": [("kind", "edtf"), "host", "title", "place", "official_url", "another"]}),
        ("Notes", {"fields": ["notes"], "classes": ["collapse"]}),
        ("How the day is known", {"fields": ["basis", "reason"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["basis", "reason"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Briefing]:
        counted = models.Count("statements", filter=models.Q(statements__current=True))
        return super().get_queryset(request).annotate(counted=counted)

    @admin.display(description="statements", ordering="counted")
    def statement_count(self, briefing: Any) -> int:
        return briefing.counted

    def view_on_site(self, obj: Briefing) -> str:
        return obj.get_absolute_url()


@admin.register(Statement)
class StatementAdmin(admin.ModelAdmin):
    form = StatementForm
    list_display = ["__str__", "speaker", "date_label", "outlet", "kind", "state", "confidence"]
    list_filter = ["state", "current", "kind", "precision", "basis", "rule", "article__outlet"]
    list_select_related = ["speaker", "article__outlet"]
    search_fields = ["text", "speaker__name", "public_id"]
    date_hierarchy = "latest"
    autocomplete_fields = ["speaker", "on_behalf_of", "briefing"]
    formfield_overrides = SMALL_TEXT
    actions = ["accept", "reject"]
    readonly_fields = [
        "speaker_as_written", "speaker_reason", "article", "context", "cue", "via", "basis",
        "reason", "rule", "confidence", "public_id",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["text", "context", ("speaker", "speaker_as_written"), "on_behalf_of"]}),
        ("When", {"fields": ["edtf", ("basis", "reason"), "briefing"]}),
        ("Where from", {"fields": ["article", "source_url", ("kind", "cue", "via")]}),
        ("Review", {"fields": ["state", ("rule", "confidence"), "speaker_reason", "public_id"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        return super().get_queryset(request).defer("article__text", "article__zones")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The words of an anchored statement are the article's; nobody rewrites them."""
        anchored = obj is not None and obj.article_id is not None
        return [*self.readonly_fields, "text", "kind"] if anchored else [*self.readonly_fields]

    @admin.display(ordering="article__outlet")
    def outlet(self, statement: Statement) -> str:
        return statement.article.outlet.name if statement.article else ""

    @admin.action(description="Accept: reviewed and right")
    def accept(self, request: HttpRequest, chosen: models.QuerySet[Statement]) -> None:
        self._review(request, chosen, Statement.State.PUBLISHED)

    @admin.action(description="Reject: hide from readers")
    def reject(self, request: HttpRequest, chosen: models.QuerySet[Statement]) -> None:
        self._review(request, chosen, Statement.State.REJECTED)

    def _review(
        self, request: HttpRequest, chosen: models.QuerySet[Statement], state: Statement.State
    ) -> None:
        count = Statement.objects.filter(pk__in=chosen.values("pk")).review(state)
        self.message_user(request, f"{count} statements {state.label}.")


class StatementInArticleInline(ReadOnlyInline):
    model = Statement
    fields = readonly_fields = ["text", "speaker", "date_label", "state", "rule"]
    ordering = ["start"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        return super().get_queryset(request).select_related("speaker")


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Articles come from an import; what is known about them can be mended here."""

    form = ArticleForm
    inlines = [StatementInArticleInline]
    list_display = ["headline", "outlet", "date_label", "agency", "imported_at"]
    list_filter = ["outlet", "agency", "precision", "language"]
    list_select_related = ["outlet", "agency"]
    search_fields = ["headline", "url", "byline"]
    date_hierarchy = "latest"
    autocomplete_fields = ["outlet", "agency"]
    readonly_fields = ["url", "dateline", "via_text", "basis", "reason", "supersedes", "digest"]
    fieldsets = [
        (None, {"fields": ["headline", "outlet", "url", "byline", "agency"]}),
        ("Published", {"fields": ["edtf", "known_from", ("basis", "reason")]}),
        ("As imported", {"fields": ["dateline", "via_text", "supersedes", "digest"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        return super().get_queryset(request).defer("text", "zones")


class NameInline(admin.TabularInline):
    model = SpeakerName
    extra = 1
    fields = ["name", "state", "source"]


class OldSlugInline(ReadOnlyInline):
    model = OldSlug
    fields = readonly_fields = ["slug"]
    show_change_link = False


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    inlines = [NameInline, OldSlugInline]
    list_display = ["name", "kind", "country", "description", "institution"]
    list_filter = ["kind", "country"]
    list_select_related = ["institution"]
    search_fields = ["name", "names__name", "description"]
    autocomplete_fields = ["institution"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Speaker, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            OldSlug.objects.update_or_create(
                slug=form.initial["slug"], defaults={"speaker": obj}
            )


@admin.register(SpeakerName)
class SpeakerNameAdmin(admin.ModelAdmin):
    list_display = ["name", "speaker", "state", "source"]
    list_filter = ["state"]
    list_select_related = ["speaker"]
    search_fields = ["name", "key", "speaker__name"]
    autocomplete_fields = ["speaker"]


@admin.register(Outlet)
class OutletAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "domain", "country", "language"]
    list_filter = ["kind", "country", "language"]
    search_fields = ["name", "domain"]
    prepopulated_fields = {"slug": ["name"]}


class ImportedFileInline(ReadOnlyInline):
    model = ImportedFile
    fields = readonly_fields = ["name", "outcome", "article_link", "statement_count", "message"]
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ImportedFile]:
        return super().get_queryset(request).exclude(outcome=ImportedFile.Outcome.UNCHANGED)

    @admin.display(description="article")
    def article_link(self, file: ImportedFile) -> str:
        if file.article_id is None:
            return ""
        return format_html('<a href="/articles/{0}/">{0}</a>', file.article_id)


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    inlines = [ImportedFileInline]
    list_display = [
        "__str__", "state", "started_at", "imported_count", "unchanged_count", "failed_count",
        "statement_count",
    ]  # fmt: skip
    list_filter = ["state"]
    date_hierarchy = "started_at"
    search_fields = ["source"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

