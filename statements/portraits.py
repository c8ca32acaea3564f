"""What the statements of a speaker, an outlet or an occasion add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    FETCH_RAISE,
    Count,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from statements.charts import Histogram, Share, histogram, shares
from statements.extraction.names import name_key
from statements.models import Article, Briefing, Outlet, Speaker, SpeakerName, Statement
from statements.models.dating import describe
from statements.models.record import StatementQuerySet

MOST = 12  # lines of a list on a page that is about something else
DIRECT = Q(kind=Statement.Kind.DIRECT)


class Tally(NamedTuple):
    """Somebody or something, with the number of statements and of those quoted in full."""

    slug: str
    name: str
    statement_count: int
    direct_count: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with the number of statements made there."""

    slug: str
    title: str
    kind_label: str
    date_label: str
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


def outlets_of(statements: StatementQuerySet) -> list[Tally]:
    """Return the outlets that report these statements, most first."""
    return _tallies(statements.exclude(article=None), "article__outlet")


def speakers_of(statements: StatementQuerySet) -> list[Tally]:
    """Return who made these statements, most first; unknown speakers are left out."""
    return _tallies(statements.exclude(speaker=None), "speaker")


def _tallies(statements: StatementQuerySet, path: str) -> list[Tally]:
    rows = statements.order_by().values_list(f"{path}__slug", f"{path}__name")
    counted = rows.annotate(number=Count("pk"), direct=Count("pk", filter=DIRECT))
    return [Tally(*row) for row in counted.order_by("-number", f"{path}__name")]


def occasions_of(statements: StatementQuerySet) -> list[Occasion]:
    """Return the events at which these statements were made, newest first, at most `MOST`."""
    columns = [f"briefing__{name}" for name in ("slug", "title", "kind", "edtf", "weekday")]
    rows = statements.exclude(briefing=None).order_by().values_list(*columns)
    counted = rows.annotate(number=Count("pk"), last=Max("briefing__latest"))
    newest = counted.order_by(F("last").desc(nulls_last=True), "briefing__slug")
    return [
        Occasion(slug, title, Briefing.Kind(kind).label, describe(edtf, weekday), number)
        for slug, title, kind, edtf, weekday, number, _ in newest[:MOST]
    ]


def shares_of(statements: StatementQuerySet) -> tuple[Share, ...]:
    """Return how much is quoted, partly quoted and reported."""
    rows = statements.order_by().values_list("kind").annotate(count=Count("pk"))
    counts = dict(rows)
    return shares(
        {(kind, label): counts.get(kind, 0) for kind, label in Statement.Kind.choices}
    )


@dataclass(frozen=True, slots=True)
class Years:
    """How statements spread over time: a chart by month, a number a year, and the rest."""

    chart: Histogram | None
    years: tuple[tuple[int, int], ...]  # year and number, oldest first
    elsewhere_count: int  # statements whose year is not known
    total: int


def years_of(statements: StatementQuerySet) -> Years:
    """Return how these statements spread over time, from one query."""
    rows = statements.order_by().values_list("earliest", "latest")
    months: Counter[date] = Counter()
    years: Counter[int] = Counter()
    total = 0
    for first, last, count in rows.annotate(count=Count("pk")):
        total += count
        if first is None or last is None or first.year != last.year:
            continue
        years[first.year] += count
        if first.month == last.month:
            months[first.replace(day=1)] += count
    return Years(
        histogram(months), tuple(sorted(years.items())), total - years.total(), total
    )


@dataclass(frozen=True, slots=True)
class SpeakerPortrait:
    """What a speaker's page tells besides the statements."""

    spellings: list[SpeakerName]
    outlets: list[Tally]
    occasions: list[Occasion]
    time: Years


def of_speaker(speaker: Speaker, said: StatementQuerySet) -> SpeakerPortrait:
    """Return what the public statements of a speaker add up to."""
    names = speaker.names.exclude(state=SpeakerName.State.IGNORED)
    return SpeakerPortrait(
        list(names), outlets_of(said), occasions_of(said), years_of(said)
    )


def speaker_rows(typed: str, order: str) -> QuerySet[Statement, Any]:
    """Return a row for all who are on record, or whose name is like what was typed."""
    statements = Statement.objects.public().exclude(speaker=None)
    if typed:
        called = Q(speaker__name__icontains=typed)
        if key := name_key(typed):
            names = SpeakerName.objects.exclude(state=SpeakerName.State.IGNORED)
            called |= Q(speaker__in=names.filter(key__contains=key).values("speaker"))
        statements = statements.filter(called)
    columns = [f"speaker__{name}" for name in ("slug", "name", "kind", "description")]
    rows = statements.order_by().values_list(*columns)
    counted = rows.annotate(number=Count("pk"), newest=Max("latest"))
    return counted.order_by(
        "speaker__name" if order == "name" else "-number", "speaker__slug"
    )


def speaker_entries(rows: Iterable[Any]) -> list[SpeakerEntry]:
    """Return the lines of the list for some of `speaker_rows`."""
    return [
        SpeakerEntry(slug, name, Speaker.Kind(kind).label, *others)
        for slug, name, kind, *others in rows
    ]


@dataclass(frozen=True, slots=True)
class OutletPortrait:
    """What an outlet's page tells besides its articles."""

    speakers: list[Tally]  # at most MOST
    speaker_count: int
    shares: tuple[Share, ...]
    total: int


def of_outlet(reported: StatementQuerySet) -> OutletPortrait:
    """Return what the public statements that an outlet reports add up to."""
    speakers, parts = speakers_of(reported), shares_of(reported)
    return OutletPortrait(
        speakers[:MOST], len(speakers), parts, sum(part.count for part in parts)
    )


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


@dataclass(frozen=True, slots=True)
class BriefingPortrait:
    """Who spoke at a briefing, and who reports it."""

    speakers: list[Tally]
    outlets: list[Tally]
    total: int


def of_briefing(said: StatementQuerySet) -> BriefingPortrait:
    """Return who spoke at a briefing and who reports it."""
    return BriefingPortrait(speakers_of(said), outlets_of(said), said.count())


def by_source(statements: StatementQuerySet) -> StatementQuerySet:
    """Return statements source by source, the official record first, each in its order."""
    return statements.order_by(F("article_id").asc(nulls_first=True), "start", "id")
