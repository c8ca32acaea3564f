"""What imports did: to read, not to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from statements.admin.careful import CarefulAdmin
from statements.admin.inlines import ReadOnlyInline
from statements.importing.undoing import take_back
from statements.models import ImportedFile, ImportRun


class ImportedFileInline(ReadOnlyInline):
    model = ImportedFile
    fields = [
        "name",
        "outcome",
        "article_link",
        "statement_count",
        "message",
    ]
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[ImportedFile]:
        found: models.QuerySet[ImportedFile] = super().get_queryset(request)
        return found.exclude(outcome=ImportedFile.Outcome.UNCHANGED)

    @admin.display(description="article")
    def article_link(self, file: ImportedFile) -> str:
        if file.article_id is None:
            return ""
        address = reverse("article", args=[file.article_id])
        return format_html('<a href="{}">Article {}</a>', address, file.article_id)


@admin.register(ImportRun)
class ImportRunAdmin(CarefulAdmin):
    inlines = [ImportedFileInline]
    list_display = [
        "__str__", "state", "started_at", "imported_count", "unchanged_count", "failed_count",
        "statement_count",
    ]  # fmt: skip
    list_filter = ["state"]
    date_hierarchy = "started_at"
    search_fields = ["source"]

    actions = ["take_back"]

    @admin.action(
        description="Take back: remove what no editor touched", permissions=["take_back"]
    )
    def take_back(self, request: HttpRequest, chosen: models.QuerySet[ImportRun]) -> None:
        for run in chosen.order_by("-pk"):
            kept = take_back(run, self.editor(request))
            self.message_user(request, f"{run} was taken back.")
            for row in kept:
                said = f"“{row}” was kept, because an editor or a later version needs it."
                self.message_user(request, said, messages.WARNING)

    def has_take_back_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("statements.delete_article")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
