"""Statements as far as a list shows them, and the names around them: two questions a list.

A list of twenty model instances with all they point to takes longer to make than the rest of
its page. So the columns that are shown are read into tuples, by questions that are written out,
since to compose one takes longer than to answer it; and what many statements share, a speaker
or an outlet, is read once for all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from statements.asking import AMONG, ask, ask_about, one_value
from statements.models.dating import describe
from statements.models.people import Speaker
from statements.models.record import Briefing, Statement
from statements.models.sources import Article, Outlet


class Named(NamedTuple):
    """A speaker or an outlet."""

    pk: int
    slug: str
    name: str
    description: str


class Occasion(NamedTuple):
    """A briefing."""

    pk: int
    slug: str
    title: str
    kind: str


class Source(NamedTuple):
    """An article."""

    pk: int
    url: str
    language: str
    headline: str
    outlet: Named


class Card(NamedTuple):
    """A statement with what it points to. Its parts are called as those of the row are."""

    pk: int
    public_id: str
    kind: str
    text: str
    context: str
    cue: str
    via: Sequence[str]
    state: str
    source_url: str
    edtf: str
    weekday: int | None
    earliest: date | None
    latest: date | None
    precision: str
    basis: str
    reason: str
    speaker_as_written: str
    speaker: Named | None
    on_behalf_of: Named | None
    briefing: Occasion | None
    article: Source | None

    @property
    def date_label(self) -> str:
        """Return what is known about the day, in words."""
        return _label(self.edtf, self.weekday)


_label = lru_cache(10_000)(describe)  # there are as many as days


@dataclass(frozen=True, slots=True)
class Around:
    """What rows point to, by primary key."""

    speakers: Mapping[int, Named]
    outlets: Mapping[int, Named]
    briefings: Mapping[int, Occasion]
    articles: Mapping[int, Source]


POINTING = ("speaker_id", "on_behalf_of_id", "briefing_id", "article_id")
_OWN = ("id", *Card._fields[1:-4])
_ROWS = f"SELECT {', '.join((*_OWN, *POINTING))} FROM {Statement._meta.db_table} WHERE id"  # noqa: S608
_VIA = Card._fields.index("via")
_SPEAKERS = (
    f"SELECT 's', id, slug, name, description, '', 0, '' FROM {Speaker._meta.db_table}"  # noqa: S608
)
_OUTLETS = f"SELECT 'o', id, slug, name, '', '', 0, '' FROM {Outlet._meta.db_table}"  # noqa: S608
_BRIEFINGS = f"SELECT 'b', id, slug, title, kind, '', 0, '' FROM {Briefing._meta.db_table}"  # noqa: S608
_ARTICLES = (
    "SELECT 'a', a.id, a.url, a.language, a.headline, o.slug, o.id, o.name"  # noqa: S608
    f" FROM {Article._meta.db_table} AS a JOIN {Outlet._meta.db_table} AS o"
    " ON o.id = a.outlet_id"
)
_AROUND = {
    vendor: f"{_SPEAKERS} WHERE id {among} UNION ALL {_OUTLETS} WHERE id {among} UNION ALL"
    f" {_BRIEFINGS} WHERE id {among} UNION ALL {_ARTICLES} WHERE a.id {among}"
    for vendor, among in AMONG.items()
}


def read_cards(pks: Sequence[int]) -> list[Card]:
    """Return these statements in this order, without those that are gone."""
    rows = read_rows(pks)
    return make_cards(rows, read_around(rows))


def read_rows(pks: Sequence[int]) -> list[Sequence[Any]]:
    """Return the columns of these statements in this order; the last four say what they point to."""
    if not pks:
        return []
    found = {row[0]: row for row in ask_about(_ROWS, sorted(pks))}
    return [found[pk] for pk in pks if pk in found]


def read_around(
    rows: Iterable[Sequence[Any]],
    speakers: Iterable[int] = (),
    outlets: Iterable[int] = (),
) -> Around:
    """Return what the rows point to, and further speakers and outlets, in one question."""
    said, behalf, briefings, articles = (
        {row[place] for row in rows if row[place] is not None} for place in range(-4, 0)
    )
    keys = ({*said, *behalf, *speakers}, {*outlets}, briefings, articles)
    if not any(keys):
        return _sort(())
    vendor = connection.vendor
    return _sort(ask(_AROUND[vendor], [one_value(sorted(some), vendor) for some in keys]))


def make_cards(rows: Iterable[Sequence[Any]], around: Around) -> list[Card]:
    """Return rows of `read_rows` as cards; what they point to must be around."""
    return [_card(row, around) for row in rows]


def _card(row: Sequence[Any], around: Around) -> Card:
    *own, speaker, behalf, briefing, article = row
    own[_VIA] = () if own[_VIA] == "[]" else json.loads(own[_VIA])
    own += (
        around.speakers.get(speaker),
        around.speakers.get(behalf),
        around.briefings.get(briefing),
        around.articles.get(article),
    )
    return Card._make(own)


def _sort(found: Iterable[tuple[Any, ...]]) -> Around:
    speakers: dict[int, Named] = {}
    outlets: dict[int, Named] = {}
    briefings: dict[int, Occasion] = {}
    articles: dict[int, Source] = {}
    for table, pk, *parts in found:
        match table:
            case "s":
                speakers[pk] = Named(pk, *parts[:3])
            case "o":
                outlets[pk] = Named(pk, *parts[:3])
            case "b":
                briefings[pk] = Occasion(pk, *parts[:3])
            case _:
                url, language, headline, slug, outlet, name = parts
                source = Named(outlet, slug, name, "")
                articles[pk] = Source(pk, url, language, headline, source)
    return Around(speakers, outlets, briefings, articles)
