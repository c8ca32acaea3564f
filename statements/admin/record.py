"""Briefings and statements: what an editor enters by hand, and what was found in articles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import pluralize

from statements.admin.careful import SMALL_TEXT, CarefulAdmin
from statements.admin.inlines import ReadOnlyInline
from statements.forms import (
    BriefingForm,
    StatementForm,
    TypedStatementForm,
    TypedStatements,
)
from statements.models import Action, Briefing, Change, Statement
from statements.models.history import record
from statements.speakerfield import label_of

MOST = 250  # statements on one page
ROWS = 5  # empty rows for statements on a new briefing


class TypedStatementInline(admin.StackedInline):
    """Statements that an editor enters from an official transcript."""

    model = Statement
    form = TypedStatementForm
    fk_name = "briefing"
    verbose_name = "statement"
    verbose_name_plural = "statements entered here"
    formset = TypedStatements
    fields = [("speaker", "kind", "edtf"), "text", ("on_behalf_of", "source_url")]
    formfield_overrides = SMALL_TEXT
    max_num = MOST

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, absolute_max=MOST, **kwargs)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj else ROWS

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        found: models.QuerySet[Statement] = super().get_queryset(request)
        return found.filter(article=None).select_related("speaker", "on_behalf_of")


class ReportedStatementInline(ReadOnlyInline):
    """Statements that articles report from the same briefing."""

    model = Statement
    fk_name = "briefing"
    verbose_name_plural = "statements reported by articles"
    fields = ["text", "speaker", "day", "state"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        found: models.QuerySet[Statement] = super().get_queryset(request)
        return found.filter(article__isnull=False, current=True).select_related("speaker")


@admin.register(Briefing)
class BriefingAdmin(CarefulAdmin):
    form = BriefingForm
    inlines = [TypedStatementInline, ReportedStatementInline]
    list_display = ["title", "day", "kind", "host", "origin", "statement_count"]
    list_filter = ["kind", "origin", "precision"]
    list_select_related = ["host"]
    search_fields = ["title", "host__name", "place", "notes"]
    ordering = ["-pk"]
    date_hierarchy = "latest"
    readonly_fields = ["how_dated"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "edtf"),
                    "host",
                    "place",
                    "official_url",
                    "title",
                    "another",
                ]
            },
        ),
        ("Notes", {"fields": ["how_dated", "notes"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Briefing]:
        counted = models.Count("statements", filter=models.Q(statements__current=True))
        found: models.QuerySet[Briefing] = super().get_queryset(request)
        return found.annotate(counted=counted)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        return [*self.inlines] if obj else [TypedStatementInline]

    @admin.display(description="day", ordering="latest")
    def day(self, briefing: Briefing) -> str:
        return briefing.date_label

    @admin.display(description="how the day is known")
    def how_dated(self, briefing: Briefing) -> str:
        return briefing.reason or briefing.get_basis_display()

    @admin.display(description="statements", ordering="counted")
    def statement_count(self, briefing: Any) -> int:
        count: int = briefing.counted
        return count

    def response_add(
        self, request: HttpRequest, obj: Briefing, post_url_continue: str | None = None
    ) -> HttpResponse:
        """After "save and add another", begin the next one where this one was held."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST and isinstance(response, HttpResponseRedirect):
            host = label_of(obj.host) if obj.host else ""
            given = {"kind": obj.kind, "host": host, "place": obj.place}
            query = urlencode({name: value for name, value in given.items() if value})
            return HttpResponseRedirect(f"{request.path}?{query}")
        return response


@admin.register(Statement)
class StatementAdmin(CarefulAdmin):
    form = StatementForm
    list_display = ["__str__", "speaker", "day", "outlet", "kind", "state", "confidence"]
    list_filter = [
        "state", "edited", "current", "kind", "precision", "basis", "article__outlet",
    ]  # fmt: skip
    list_select_related = ["speaker", "article__outlet"]
    search_fields = ["text", "speaker__name", "public_id"]
    ordering = ["-pk"]
    date_hierarchy = "latest"
    autocomplete_fields = ["briefing"]
    actions = ["accept", "reject"]
    readonly_fields = [
        "speaker_as_written", "speaker_reason", "article", "context", "cue", "passed_on_by",
        "how_dated", "rule", "confidence", "public_id", "state",
    ]  # fmt: skip
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "text",
                    "context",
                    ("speaker", "speaker_as_written"),
                    "on_behalf_of",
                ]
            },
        ),
        ("When", {"fields": ["edtf", "how_dated", "briefing"]}),
        (
            "Where from",
            {"fields": ["article", "source_url", ("kind", "cue", "passed_on_by")]},
        ),
        (
            "Review",
            {"fields": ["state", ("rule", "confidence"), "speaker_reason", "public_id"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Statement]:
        found: models.QuerySet[Statement] = super().get_queryset(request)
        return found.defer("article__text", "article__zones")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The words of an anchored statement are the article's; nobody rewrites them."""
        if obj is None:
            return ["state"]
        return [*self.readonly_fields, *(["text", "kind"] if obj.article_id else [])]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            return super().get_fieldsets(request, obj)
        typed = [
            "briefing",
            "speaker",
            "on_behalf_of",
            "kind",
            "text",
            "edtf",
            "source_url",
        ]
        return [(None, {"fields": typed})]

    @admin.display(description="day", ordering="latest")
    def day(self, statement: Statement) -> str:
        return statement.date_label

    @admin.display(description="how the day is known")
    def how_dated(self, statement: Statement) -> str:
        how = statement.get_basis_display().capitalize()
        return f"{how}. {statement.reason}".strip()

    @admin.display(description="passed on by")
    def passed_on_by(self, statement: Statement) -> str:
        return ", ".join(statement.via)

    @admin.display(ordering="article__outlet")
    def outlet(self, statement: Statement) -> str:
        return statement.article.outlet.name if statement.article else ""

    @admin.action(description="Accept: reviewed and right", permissions=["change"])
    def accept(self, request: HttpRequest, chosen: models.QuerySet[Statement]) -> None:
        self._review(request, chosen, Action.Verb.ACCEPTED, Statement.State.PUBLISHED)

    @admin.action(description="Reject: hide from readers", permissions=["change"])
    def reject(self, request: HttpRequest, chosen: models.QuerySet[Statement]) -> None:
        self._review(request, chosen, Action.Verb.REJECTED, Statement.State.REJECTED)

    def _review(
        self, request: HttpRequest, chosen: Any, verb: Action.Verb, state: Statement.State
    ) -> None:
        changing = Statement.objects.filter(pk__in=chosen.values("pk")).exclude(state=state)
        if settings.FOUR_EYES and verb is Action.Verb.ACCEPTED:
            own = Change.objects.entered_by(self.editor(request), changing)
            changing = changing.exclude(pk__in=own)
            if own:
                said = f"{len(own)} you entered yourself: somebody else has to accept them."
                self.message_user(request, said, messages.WARNING)
        with record(self.editor(request), verb) as log:
            count = log.update(changing, state=state)
        self.message_user(request, f"{count} statement{pluralize(count)} {state.label}.")
