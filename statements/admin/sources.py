"""Outlets and their articles. An article comes from an import; its text never changes."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from statements.admin.careful import CarefulAdmin, NamedValues
from statements.admin.inlines import ReadOnlyInline
from statements.forms import ArticleForm, OutletForm
from statements.models import Article, Outlet, Statement


class StatementInArticleInline(ReadOnlyInline):
    model = Statement
    fk_name = "article"
    fields = ["text", "speaker", "day", "state", "rule"]
    ordering = ["start"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        found: models.QuerySet[Statement] = super().get_queryset(request)
        return found.select_related("speaker")


@admin.register(Article)
class ArticleAdmin(CarefulAdmin):
    """Articles come from an import; what is known about them can be mended here."""

    form = ArticleForm
    inlines = [StatementInArticleInline]
    list_display = ["__str__", "outlet", "published", "agency", "imported_at"]
    list_filter = ["outlet", "agency", "precision", ("language", NamedValues)]
    list_select_related = ["outlet", "agency"]
    search_fields = ["headline", "url", "byline"]
    date_hierarchy = "latest"
    autocomplete_fields = ["outlet", "agency"]
    readonly_fields = ["url", "dateline", "via_text", "how_dated", "supersedes", "digest"]
    fieldsets = [
        (None, {"fields": ["headline", "outlet", "url", "byline", "agency"]}),
        ("Published", {"fields": ["edtf", "known_from", "how_dated"]}),
        ("As imported", {"fields": ["dateline", "via_text", "supersedes", "digest"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Article]:
        found: models.QuerySet[Article] = super().get_queryset(request)
        return found.defer("text", "zones")

    @admin.display(description="published", ordering="latest")
    def published(self, article: Article) -> str:
        return article.date_label

    @admin.display(description="how the day is known")
    def how_dated(self, article: Article) -> str:
        return f"{article.get_basis_display().capitalize()}. {article.reason}".strip()


@admin.register(Outlet)
class OutletAdmin(CarefulAdmin):
    form = OutletForm
    list_display = ["name", "kind", "domain", "country", "language"]
    list_filter = ["kind", ("country", NamedValues), ("language", NamedValues)]
    search_fields = ["name", "domain"]
    prepopulated_fields = {"slug": ["name"]}
