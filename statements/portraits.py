"""What the statements of a speaker, an outlet or an occasion add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Model, QuerySet

from statements.asking import ask_about
from statements.charts import Histogram, Share, histogram, shares
from statements.models import Briefing, Outlet, Speaker, SpeakerName, Statement
from statements.models.dating import describe
from statements.models.questions import Blank, composed_once
from statements.models.record import StatementQuerySet, public_states
from statements.search import Filters, Sums, add_up, count_others, parse
from statements.vocabulary import OWN, REPORTED, Everybody, count_everybody, own_words

type Rows = QuerySet[Any, tuple[Any, ...]]

MOST = 12  # lines of a list on a page that is about something else
PAGE = 20  # statements


class Tally(NamedTuple):
    """Somebody or something, with the number of statements."""

    slug: str
    name: str
    statement_count: int


class Spelling(NamedTuple):
    """A name as somebody was seen under, and whether it has been checked."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with the number of statements made there."""

    slug: str
    title: str
    kind_label: str
    date_label: str
    statement_count: int


def outlets_of(statements: StatementQuerySet) -> Rows:
    """Return slug, name and number of the outlets that report these statements, most first."""
    return _tallies(statements.exclude(article=None), "article__outlet")


def speakers_of(statements: StatementQuerySet) -> Rows:
    """Return the same of who made these statements; unknown speakers are left out."""
    return _tallies(statements.exclude(speaker=None), "speaker")


def _tallies(statements: StatementQuerySet, path: str) -> Rows:
    rows = statements.order_by().values_list(f"{path}__slug", f"{path}__name")
    return rows.annotate(number=Count("pk")).order_by("-number", f"{path}__name")


def occasions_of(statements: StatementQuerySet) -> Rows:
    """Return the events at which these statements were made, newest first, at most `MOST`."""
    columns = [f"briefing__{name}" for name in ("slug", "title", "kind", "edtf", "weekday")]
    rows = statements.exclude(briefing=None).order_by().values_list(*columns)
    counted = rows.annotate(number=Count("pk"), last=Max("briefing__latest"))
    return counted.order_by(F("last").desc(nulls_last=True), "briefing__slug")[:MOST]


def _tallied(rows: Iterable[tuple[Any, ...]]) -> list[Tally]:
    return [Tally(*row) for row in rows]


def _occasion(row: tuple[Any, ...]) -> Occasion:
    slug, title, kind, edtf, weekday, number, _ = row
    return Occasion(slug, title, Briefing.Kind(kind).label, describe(edtf, weekday), number)


def _shares(counts: Mapping[str, int]) -> tuple[Share, ...]:
    """Return how much is quoted, partly quoted and reported."""
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


def years_of(said: Sums) -> Years:
    """Return how statements spread over time."""
    counted = said.facets
    months = {date(*month, 1): number for month, number in counted.months.items()}
    years = tuple(sorted(counted.years.items()))
    return Years(histogram(months), years, said.facets.undated, said.total)


@dataclass(frozen=True, slots=True)
class SpeakerPortrait:
    """What a speaker's page tells besides the statements."""

    spellings: list[Spelling]
    outlets: list[Tally]  # at most MOST
    outlet_count: int
    occasions: list[Occasion]
    voices: list[Tally]  # who speaks on its behalf
    words: list[str]  # more often said than by others
    time: Years
    about_count: int  # statements by others with their name
    newest: list[int]  # primary keys of a page of statements


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


def of_speaker(speaker: Speaker, among: Surroundings) -> SpeakerPortrait:
    """Return what the public statements of a speaker add up to."""
    pk = speaker.pk
    said = add_up(Filters(speakers=(pk,), states=public_states()))
    own = _texts(said.latest(OWN, without=REPORTED))
    return SpeakerPortrait(
        list(starmap(Spelling, _spellings(speaker=pk))),
        _first_of(Outlet, said.facets.outlets),
        len(said.facets.outlets),
        list(map(_occasion, _occasions(speaker=pk))),
        among.voices.get(pk, []),
        own_words(own, among.words.but(pk), speaker.name),
        years_of(said),
        count_about(speaker),
        said.newest(PAGE),
    )


def _said() -> StatementQuerySet:
    return Statement.objects.public().filter(speaker=Blank("speaker"))


def _first_of(model: type[Model], counts: Mapping[int, int]) -> list[Tally]:
    """Return the first `MOST` of the rows with these primary keys, most statements first."""
    least = min([*counts.values()][:MOST], default=0)
    wanted = [pk for pk, count in counts.items() if count >= least]
    question = f"SELECT id, slug, name FROM {model._meta.db_table} WHERE id"  # noqa: S608
    named = ask_about(question, wanted, " ORDER BY name")
    tallies = [Tally(slug, name, counts[pk]) for pk, slug, name in named]
    return sorted(tallies, key=lambda one: -one.statement_count)[:MOST]


def _texts(pks: Sequence[int]) -> list[str]:
    """Return the words of these statements, those stored last first."""
    return [text for (text,) in ask_about(_WORDS, pks, " ORDER BY id DESC")]


_WORDS = f"SELECT text FROM {Statement._meta.db_table} WHERE id"  # noqa: S608


@composed_once
def _occasions() -> Rows:
    return occasions_of(_said())


@composed_once
def _spellings() -> Rows:
    names = SpeakerName.objects.filter(speaker=Blank("speaker"))
    return names.exclude(state=SpeakerName.State.IGNORED).values_list("name", "state")


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


def count_about(speaker: Speaker) -> int:
    """Return how many these are, from the index alone."""
    name = name_in_words(speaker)
    if not name:
        return 0
    return count_others(parse(name), public_states(), speaker.pk)


@dataclass(frozen=True, slots=True)
class OutletPortrait:
    """What an outlet's page tells besides its articles."""

    speakers: list[Tally]  # at most MOST
    speaker_count: int
    shares: tuple[Share, ...]
    total: int


def of_outlet(outlet: Outlet) -> OutletPortrait:
    """Return what the public statements that an outlet reports add up to."""
    counted = add_up(Filters(outlets=(outlet.pk,), states=public_states())).facets
    parts = _shares(counted.kinds)
    return OutletPortrait(
        _first_of(Speaker, counted.speakers),
        len(counted.speakers),
        parts,
        sum(part.count for part in parts),
    )


@dataclass(frozen=True, slots=True)
class BriefingPortrait:
    """Who spoke at a briefing, and who reports it."""

    speakers: list[Tally]
    outlets: list[Tally]
    total: int


def of_briefing(said: StatementQuerySet) -> BriefingPortrait:
    """Return who spoke at a briefing and who reports it."""
    speakers, outlets = _tallied(speakers_of(said)), _tallied(outlets_of(said))
    return BriefingPortrait(speakers, outlets, said.count())


def by_source(statements: StatementQuerySet) -> StatementQuerySet:
    """Return statements source by source, the official record first, each in its order."""
    return statements.order_by(F("article_id").asc(nulls_first=True), "start", "id")
