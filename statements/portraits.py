"""What the statements of a speaker, an outlet or an occasion add up to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Max

from statements.charts import Histogram, Share, histogram, shares
from statements.models import Briefing, Speaker, SpeakerName, Statement
from statements.models.dating import describe
from statements.models.record import StatementQuerySet
from statements.vocabulary import Everybody, count_everybody, words_of

MOST = 12  # lines of a list on a page that is about something else


class Tally(NamedTuple):
    """Somebody or something, with the number of statements."""

    slug: str
    name: str
    statement_count: int


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with the number of statements made there."""

    slug: str
    title: str
    kind_label: str
    date_label: str
    statement_count: int


def outlets_of(statements: StatementQuerySet) -> list[Tally]:
    """Return the outlets that report these statements, most first."""
    return _tallies(statements.exclude(article=None), "article__outlet")


def speakers_of(statements: StatementQuerySet) -> list[Tally]:
    """Return who made these statements, most first; unknown speakers are left out."""
    return _tallies(statements.exclude(speaker=None), "speaker")


def _tallies(statements: StatementQuerySet, path: str) -> list[Tally]:
    rows = statements.order_by().values_list(f"{path}__slug", f"{path}__name")
    counted = rows.annotate(number=Count("pk"))
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
    undated_count: int  # statements that stand on no calendar
    total: int


def years_of(statements: StatementQuerySet) -> Years:
    """Return how these statements spread over time, from one query."""
    rows = statements.order_by().values_list("earliest", "latest")
    months: Counter[date] = Counter()
    years: Counter[int] = Counter()
    total = undated = 0
    for first, last, number in rows.annotate(number=Count("pk")):
        total += number
        if first is None or last is None:
            undated += number
        elif first.year == last.year:
            years[first.year] += number
            if first.month == last.month:
                months[first.replace(day=1)] += number
    return Years(histogram(months), tuple(sorted(years.items())), undated, total)


@dataclass(frozen=True, slots=True)
class SpeakerPortrait:
    """What a speaker's page tells besides the statements."""

    spellings: list[SpeakerName]
    outlets: list[Tally]  # at most MOST
    outlet_count: int
    occasions: list[Occasion]
    voices: list[Tally]  # who speaks on its behalf
    words: list[str]  # more often said than by others
    time: Years
    about_count: int  # statements by others with their name


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What speakers are seen among, asked once for all of them."""

    words: Everybody
    voices: Mapping[int, list[Tally]]  # who speaks on behalf of whom, most first


def surroundings() -> Surroundings:
    """Return what the public statements of all speakers have in common."""
    public = Statement.objects.public()
    voices: dict[int, list[Tally]] = {}
    # "Not none", in words for which SQLite reads the index.
    rows = public.filter(on_behalf_of__gt=0).exclude(speaker=None).order_by()
    counted = rows.values_list("on_behalf_of", "speaker__slug", "speaker__name").annotate(
        number=Count("pk")
    )
    for whom, *tally in counted.order_by("-number", "speaker__name"):
        voices.setdefault(whom, []).append(Tally(*tally))
    return Surroundings(count_everybody(public), voices)


def of_speaker(
    speaker: Speaker, said: StatementQuerySet, among: Surroundings
) -> SpeakerPortrait:
    """Return what the public statements of a speaker add up to."""
    names = speaker.names.exclude(state=SpeakerName.State.IGNORED)
    outlets = outlets_of(said)
    return SpeakerPortrait(
        list(names),
        outlets[:MOST],
        len(outlets),
        occasions_of(said),
        among.voices.get(speaker.pk, []),
        words_of(said, among.words.but(speaker.pk), speaker.name),
        years_of(said),
        about(speaker).count(),
    )


def name_in_words(speaker: Speaker) -> str:
    """Return the question that finds where others name somebody; "" where nobody could be.

    A person goes by the family name, everything else by its whole name.
    """
    if speaker.kind == Speaker.Kind.ANONYMOUS:
        return ""
    name = re.sub(r"[^\w’'-]+", " ", speaker.name).strip()
    return (
        name.split()[-1].strip("-") if speaker.kind == Speaker.Kind.PERSON else f'"{name}"'
    )


def about(speaker: Speaker) -> StatementQuerySet:
    """Return the public statements by others in which the name of a speaker stands."""
    others = Statement.objects.public().exclude(speaker=speaker)
    name = name_in_words(speaker)
    return others.search(name) if name else others.none()


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
