"""A question as terms of the index: what both databases are asked, before any SQL. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from statements.search.analysis import stem
from statements.search.entries import NEAR, ROUGH, STATES, pairs_of
from statements.search.periods import ALL_TIME, Period
from statements.search.query import Form, Query, Term
from statements.search.recurring import LEAP_DAY, RECURRING, has_leap_day, terms_within


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen beside the words. Empty chooses all; several values are alternatives."""

    speakers: tuple[int, ...] = ()
    outlets: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    states: tuple[str, ...] = STATES
    briefing: int | None = None
    period: Period = ALL_TIME
    perhaps: bool = False  # instead of what is certainly in the period, what may be
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The speakers and outlets that a question names, as numbers."""

    speakers: tuple[int, ...] | None = None  # None: no speaker was typed
    outlets: tuple[int, ...] | None = None
    not_speakers: tuple[int, ...] = ()
    not_outlets: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()  # what was typed for nobody on record


class Atom(NamedTuple):
    """Terms that stand next to each other; the last may be the beginning of one.

    Where they stand, the terms for `pairs` of them stand as well, and seldom elsewhere.
    """

    terms: tuple[str, ...]
    prefix: bool = False
    pairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One atom of every group and none of the excluded. An empty group matches nothing."""

    groups: tuple[tuple[Atom, ...], ...] = ()
    excluded: tuple[Atom, ...] = ()
    period: Period = field(default=ALL_TIME)
    perhaps: bool = False
    undated: bool = False

    @property
    def hopeless(self) -> bool:
        """Return whether no statement can match."""
        return not all(self.groups)

    def of_rough_days(self) -> "Match":
        """Return what may lie in the period, as far as its days are known."""
        return self._perhaps((ROUGH, *terms_within(self.period)))

    def perhaps_parts(self) -> tuple["Match", "Match", "Match"]:
        """Return the same in parts that are found faster than all of it at once.

        They are: whose first and last days lie within a year; others whose days are
        a range or not known at all; and days known without their year.
        """
        near, far = self._perhaps((ROUGH,), (NEAR,)), self._perhaps((ROUGH,))
        return (
            near,
            replace(far, excluded=(*far.excluded, Atom((NEAR,)))),
            self._perhaps((RECURRING,), terms_within(self.period)),
        )

    def _perhaps(self, *groups: tuple[str, ...]) -> "Match":
        never = () if has_leap_day(self.period) else (LEAP_DAY,)
        wanted = (tuple(Atom((term,)) for term in group) for group in groups)
        return replace(
            self,
            groups=(*self.groups, *wanted),
            excluded=(*self.excluded, *(Atom((term,)) for term in never)),
            perhaps=True,
        )


def make_match(
    query: Query, named: Named, filters: Filters, *, pairs: bool = True
) -> Match:
    """Return what to look for in an index, which may have `pairs` of words."""
    groups = [tuple(_alternatives(group, query, pairs=pairs)) for group in query.groups]
    groups += _chosen(query, named, filters)
    excluded = [_atom(term, pairs=pairs) for term in query.excluded]
    excluded += _unwanted(query, named)
    period = _both(query.period, filters.period)
    if period is None:
        return Match(groups=((),))
    states, others = set(filters.states), set(STATES) - set(filters.states)
    if len(states) == 1:
        groups.append(_facts("t", states))
    elif others:
        excluded += _facts("t", others)
    match = Match(
        tuple(dict.fromkeys(groups)),
        tuple(dict.fromkeys(excluded)),
        period,
        undated=query.undated or filters.undated,
    )
    return match.of_rough_days() if filters.perhaps else match


def _chosen(query: Query, named: Named, filters: Filters) -> Iterator[tuple[Atom, ...]]:
    """Yield a group for every choice that was made."""
    if named.speakers is not None:
        yield _facts("s", named.speakers)
    if named.outlets is not None:
        yield _facts("o", named.outlets)
    choices: list[tuple[str, Iterable[int | str]]] = [
        ("s", filters.speakers),
        ("o", filters.outlets),
        ("k", filters.kinds),
        ("e", filters.events),
        ("b", () if filters.briefing is None else (filters.briefing,)),
        ("k", query.values("kind")),
        ("e", query.values("event")),
    ]
    yield from (_facts(letter, values) for letter, values in choices if values)


def _unwanted(query: Query, named: Named) -> Iterator[Atom]:
    yield from _facts("s", named.not_speakers)
    yield from _facts("o", named.not_outlets)
    yield from _facts("k", query.values("kind", excluded=True))
    yield from _facts("e", query.values("event", excluded=True))


def _facts(letter: str, values: Iterable[int | str]) -> tuple[Atom, ...]:
    return tuple(Atom((f":{letter}{value}",)) for value in sorted(values, key=str))


def _alternatives(group: tuple[Term, ...], query: Query, *, pairs: bool) -> Iterator[Atom]:
    """Yield the terms of a group, and for names their other spellings and their bearers."""
    for term in group:
        yield _atom(term, pairs=pairs)
        if spelling := query.spelling(term):
            yield from (Atom((stem(form),)) for form in spelling.others)
            yield from _facts("s", spelling.speakers)


def _atom(term: Term, *, pairs: bool) -> Atom:
    if term.kind is Form.WORD:
        return Atom((term.stem,))
    paired = tuple(pairs_of(term.forms)) if pairs else ()
    forms = tuple(f"={form}" for form in term.forms)
    return Atom(forms, term.kind is Form.PREFIX, paired)


def _both(a: Period, b: Period) -> Period | None:
    """Return the days in both periods, None if there are none."""
    first = max(filter(None, (a.first, b.first)), default=None)
    last = min(filter(None, (a.last, b.last)), default=None)
    return None if first and last and first > last else Period(first, last)
