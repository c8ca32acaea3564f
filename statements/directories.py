"""The lists of speakers, outlets, articles and briefings, with what each has on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import FETCH_RAISE, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from statements import sums
from statements.extraction.names import name_key
from statements.models import Article, Briefing, Outlet, Speaker, SpeakerName, Statement
from statements.models.record import StatementQuerySet, public_states


class SpeakerCount(NamedTuple):
    """Somebody with statements on record, and how many they are."""

    pk: int
    name: str
    statement_count: int


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A line of the list of speakers."""

    slug: str
    name: str
    kind_label: str
    description: str
    statement_count: int
    latest: date | None


def speaker_counts() -> list[SpeakerCount]:
    """Return all who are on record, the most quoted first, else as in a dictionary."""
    numbers = sums.by_speaker(public_states())
    named = Speaker.objects.order_by("pk").values_list("pk", "name")
    counts = [SpeakerCount(pk, name, numbers[pk]) for pk, name in named if pk in numbers]
    # Here, because each database has an order of letters of its own.
    counts.sort(key=lambda one: one.name.casefold())
    return sorted(counts, key=attrgetter("statement_count"), reverse=True)


def speaker_entries(counts: Sequence[SpeakerCount]) -> list[SpeakerEntry]:
    """Return the lines of some of these, in this order."""
    latest = _said_by_each().exclude(latest=None).order_by("-latest").values("latest")[:1]
    speakers = Speaker.objects.annotate(latest=Subquery(latest))
    found = speakers.in_bulk([one.pk for one in counts])
    return [
        SpeakerEntry(
            speaker.slug, speaker.name, speaker.get_kind_display(),
            speaker.description, one.statement_count, speaker.latest,
        )
        for one in counts
        for speaker in [found[one.pk]]
    ]  # fmt: skip


def _said_by_each() -> StatementQuerySet:
    return Statement.objects.public().filter(speaker=OuterRef("pk"))


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
    numbers = sums.by_outlet(public_states())
    # In words for which PostgreSQL looks at the newest alone.
    current = ~Exists(Article.objects.filter(supersedes=OuterRef("pk")))
    dated = Article.objects.filter(current, outlet=OuterRef("pk"), latest__isnull=False)
    newest = dated.order_by("-latest").values("latest")[:1]
    return [
        OutletEntry(outlet, *numbers[outlet.pk], outlet.newest)
        for outlet in Outlet.objects.annotate(newest=Subquery(newest))
        if outlet.pk in numbers
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
