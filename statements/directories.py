"""The lists of speakers, outlets, articles and briefings, with what each has on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FETCH_RAISE, Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from statements.extraction.names import name_key
from statements.models import Article, Briefing, Outlet, Speaker, SpeakerName, Statement


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A line of the list of speakers."""

    pk: int
    slug: str
    name: str
    kind_label: str
    description: str
    statement_count: int
    latest: date | None


def speaker_entries() -> list[SpeakerEntry]:
    """Return all who are on record, the most quoted first."""
    said = (
        Statement.objects.public().exclude(speaker=None).order_by().values_list("speaker")
    )
    counted = said.annotate(number=Count("pk"), newest=Max("latest"))
    numbers = {speaker: (number, newest) for speaker, number, newest in counted}
    entries = [
        SpeakerEntry(
            speaker.pk, speaker.slug, speaker.name, speaker.get_kind_display(),
            speaker.description, *numbers[speaker.pk],
        )
        for speaker in Speaker.objects.order_by("name", "pk")
        if speaker.pk in numbers
    ]  # fmt: skip
    return sorted(entries, key=lambda entry: -entry.statement_count)


def speakers_called(typed: str) -> set[int]:
    """Return the keys of all with a name, in any spelling, that holds what was typed."""
    names = SpeakerName.objects.exclude(state=SpeakerName.State.IGNORED)
    called = Q(name__icontains=typed)
    if key := name_key(typed):
        called |= Q(pk__in=names.filter(key__contains=key).values("speaker"))
    return set(Speaker.objects.filter(called).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """A line of the list of outlets, with how much of each is in the archive."""

    outlet: Outlet
    article_count: int
    statement_count: int
    newest: date | None


def outlet_entries() -> list[OutletEntry]:
    """Return the outlets that have articles, by name."""
    articles = Article.objects.current().order_by().values_list("outlet")
    counted = articles.annotate(number=Count("pk"), newest=Max("latest"))
    known = {outlet: (number, newest) for outlet, number, newest in counted}
    said = Statement.objects.public().exclude(article=None).order_by()
    numbers = dict(said.values_list("article__outlet").annotate(number=Count("pk")))
    return [
        OutletEntry(
            outlet, known[outlet.pk][0], numbers.get(outlet.pk, 0), known[outlet.pk][1]
        )
        for outlet in Outlet.objects.all()
        if outlet.pk in known
    ]


def articles_of(outlet: Outlet) -> QuerySet[Article]:
    """Return the present articles of an outlet, newest first, with `statement_count`."""
    articles = outlet.articles.current().without_text().fetch_mode(FETCH_RAISE)
    return _counted(articles, "article").order_by(F("latest").desc(nulls_last=True), "-pk")


def briefing_entries(kind: str) -> QuerySet[Briefing]:
    """Return the briefings, newest first, of one kind if one is named, counted likewise."""
    briefings = Briefing.objects.select_related("host").fetch_mode(FETCH_RAISE)
    if kind in Briefing.Kind.values:
        briefings = briefings.filter(kind=kind)
    return _counted(briefings, "briefing")


def _counted(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
    """Add to each row how many public statements name it."""
    public = Statement.objects.public().filter(**{name: OuterRef("pk")}).order_by()
    numbers = public.values(name).annotate(number=Count("pk")).values("number")
    counted: QuerySet[Any] = rows.annotate(statement_count=Coalesce(Subquery(numbers), 0))
    return counted


def briefing_kinds() -> list[tuple[str, str, int]]:
    """Return each kind of occasion that is on record, with its name and how often."""
    rows = Briefing.objects.order_by().values_list("kind")
    counts = dict(rows.annotate(number=Count("pk")))
    return [
        (kind, label, counts[kind])
        for kind, label in Briefing.Kind.choices
        if kind in counts
    ]
