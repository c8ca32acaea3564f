"""What narrows a result further, what narrows it already, and the addresses of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from statements.filters import StatementFilter
from statements.models import Briefing, Statement
from statements.models.cards import Around, Named
from statements.search.facets import Facets

KINDS = dict(Statement.Kind.choices)
EVENTS = dict(Briefing.Kind.choices)
STATES = dict(Statement.State.choices)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet and how many of the matches have it."""

    label: str
    count: int
    address: str  # with this value chosen, or taken back
    chosen: bool = False
    share: float = 0  # of the largest, in percent


@dataclass(frozen=True, slots=True)
class Facet:
    """Values to narrow the result by. `name` is the parameter that takes them."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    more: int = 0  # values left out


class Chosen(NamedTuple):
    """A condition in force, and the address without it."""

    title: str
    label: str
    back: str


def facets(
    asked: StatementFilter, counted: Facets, around: Around, most: int
) -> Iterator[Facet]:
    """Yield every facet; of speakers and outlets the `most` frequent."""
    yield _named("speaker", asked, counted.speakers, around.speakers, most)
    yield _named("outlet", asked, counted.outlets, around.outlets, most)
    yield _years(asked, counted.years)
    yield _labelled("kind", asked, counted.kinds, KINDS)
    yield _labelled("event", asked, counted.events, EVENTS)
    yield _labelled("state", asked, counted.states, STATES)


def conditions(asked: StatementFilter) -> Iterator[Chosen]:
    """Yield the choices in force, apart from the words and the order."""
    for name, field in asked.form.fields.items():
        if name in {"q", "sort"} or not (value := asked.chosen(name)):
            continue
        if name in {"speaker", "outlet"}:
            label = " or ".join(row.name for row in value)
        else:
            typed = str(asked.form[name].value())
            label = str(dict(getattr(field, "choices", ())).get(typed, typed))
        yield Chosen(str(field.label), label, asked.parameters.changed({name: None}))


def _named(
    name: str,
    asked: StatementFilter,
    counts: Mapping[int, int],
    names: Mapping[int, Named],
    most: int,
) -> Facet:
    chosen = {row.pk for row in asked.chosen(name) or ()}
    top = max(counts.values(), default=1)
    choices = [
        Choice(
            row.name,
            count,
            _address(asked, name, row.slug, chosen=pk in chosen),
            pk in chosen,
            round(100 * count / top, 1),
        )
        for pk, count in list(counts.items())[:most]
        if (row := names.get(pk))
    ]
    return Facet(name, _title(asked, name), tuple(choices), max(0, len(counts) - most))


def _years(asked: StatementFilter, counts: Mapping[int, int]) -> Facet:
    named = ((str(year), count) for year, count in counts.items())
    choices = (
        Choice(year, count, asked.parameters.changed({"since": year, "until": year}))
        for year, count in named
    )
    return Facet("year", "Year", tuple(choices))


def _labelled(
    name: str, asked: StatementFilter, counts: Mapping[str, int], labels: Mapping[str, str]
) -> Facet:
    chosen = asked.chosen(name)
    choices = (
        Choice(
            labels[value],
            count,
            _address(asked, name, value, chosen=value == chosen),
            value == chosen,
        )
        for value, count in counts.items()
    )
    return Facet(name, _title(asked, name), tuple(choices))


def _address(asked: StatementFilter, name: str, value: str, *, chosen: bool) -> str:
    """Return the page narrowed to a value, or widened if it is chosen already.

    Who is chosen out of a list of all leaves that list.
    """
    listed = {"view": None} if asked.parameters.view == name else {}
    return asked.parameters.changed({name: None if chosen else value} | listed)


def _title(asked: StatementFilter, name: str) -> str:
    return str(asked.form.fields[name].label)
