from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.entries import (
    EVENTS,
    KINDS,
    STATES,
    Facts,
    Row,
    make_entry,
    pack,
    pairs_of,
    sort_key,
    statement_of,
    unpack,
)
from statements.search.facets import Matches, count_facets, numbers
from statements.search.frequencies import Statistics
from statements.search.matching import Atom, Match
from statements.search.query import EVENTS as TYPED_EVENTS
from statements.search.query import KINDS as TYPED_KINDS
from statements.search.stretches import Order, Stretch, after, backwards, stretches
from statements.search.vectors import to_tsquery, to_vector

DAY = date(2021, 8, 19)

FACTS = st.builds(
    Facts,
    st.integers(0, 2),
    st.sampled_from(KINDS),
    st.sampled_from(EVENTS),
    st.sampled_from(STATES),
    st.integers(0, 2**16 - 1),
    st.integers(0, 2**31 - 1),
)


def row(text: str, day: date | None = DAY) -> Row:
    return Row(7, text, "direct", "published", True, day, day, 12, 3, None, "interview")


@given(FACTS)
def test_packed_facts_are_the_facts(facts: Facts) -> None:
    packed = pack(facts)

    assert unpack(packed) == facts
    assert 0 <= packed < 2**63


@given(st.integers(1, 2**32 - 1), st.dates())
def test_a_sort_key_holds_its_statement_and_fits(statement: int, day: date) -> None:
    key = sort_key(statement, day, day)

    assert statement_of(key) == statement
    assert sort_key(statement, None, day) == sort_key(statement, day, None) == statement
    assert statement < key < 2**63


@pytest.mark.parametrize("statement", [0, -1, 2**32])
def test_a_statement_without_room_in_the_key_is_refused(statement: int) -> None:
    with pytest.raises(ValueError, match="no room"):
        sort_key(statement, DAY, DAY)


def test_a_number_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        pack(Facts(0, "direct", "", "published", 2**16, 1))


@given(st.lists(st.tuples(FACTS, st.dates() | st.none()), max_size=20), st.booleans())
def test_facets_count_every_match_once(
    matches: list[tuple[Facts, date | None]], newest_first: bool
) -> None:
    keys, packed = [], []
    for number, (facts, day) in enumerate(matches, 1):
        known = facts._replace(known=facts.known if day else 0)
        keys.append(sort_key(number, day, day))
        packed.append(pack(known))

    met = Matches(numbers(keys), numbers(packed)).in_order(newest_first=newest_first)
    facets = count_facets(met)

    days = [(day, facts.known) for facts, day in matches if day]
    assert facets.years == Counter(day.year for day, known in days if known > 0)
    assert facets.months == Counter(
        (day.year, day.month) for day, known in days if known > 1
    )
    assert list(facets.years) == sorted(facets.years, reverse=True)
    assert list(facets.months) == sorted(facets.months)
    assert sum(facets.kinds.values()) == sum(facets.states.values()) == len(matches)
    assert facets.undated == sum(day is None for _, day in matches)
    assert sum(facets.years.values()) + facets.undated <= len(matches)
    assert sum(facets.months.values()) <= sum(facets.years.values())
    assert sum(facets.speakers.values()) == sum(f.speaker > 0 for f, _ in matches)
    assert sum(facets.outlets.values()) == sum(f.outlet > 0 for f, _ in matches)
    assert sum(facets.events.values()) == sum(f.event != "" for f, _ in matches)


def test_what_can_be_typed_can_be_indexed() -> None:
    assert set(TYPED_KINDS) == set(KINDS)
    assert {"", *TYPED_EVENTS} == set(EVENTS)


def test_an_entry_is_written_as_a_vector() -> None:
    vector = to_vector(make_entry(row("Russia’s arms, arms[ed]")))

    assert "'=russia''s':1" in vector
    assert "'=arms':2,6,7" in vector
    assert "'arm'" in vector.split()
    assert {"':s12'", "':o3'", "':q8086'"} <= set(vector.split())


@pytest.mark.parametrize(
    ("atom", "expected"),
    [
        (Atom(("weapon",)), "('weapon')"),
        (Atom(("=russia's", "=arms")), "(('=russia''s' <-> '=arms'))"),
        (Atom(("=of", "=arms"), pairs=(":=7",)), "(('=of' <-> '=arms' & ':=7'))"),
        (Atom(("=arm",), prefix=True), "('=arm':*)"),
    ],
)
def test_a_match_is_written_as_a_tsquery(atom: Atom, expected: str) -> None:
    assert to_tsquery(Match(((atom,),))) == expected


@pytest.mark.parametrize(
    ("groups", "share"),
    [
        ((), 1.0),
        (((Atom(("a",)),),), 0.5),
        (((Atom(("a",)), Atom(("b",))),), 0.75),
        (((Atom(("a",)),), (Atom(("b",)),)), 0.125),
        (((Atom(("a", "b")),),), 0.25),
        (((Atom(("unheard",)),),), 0.0),
        (((Atom(("a",), prefix=True),),), 0.6),
    ],
)
def test_the_share_of_a_match_is_guessed(
    groups: tuple[tuple[Atom, ...], ...], share: float
) -> None:
    known = Statistics(100, {"a": 0.5, "b": 0.25, "ab": 0.1}, 0.0)

    assert known.share(Match(groups)) == pytest.approx(share)


def test_a_walk_goes_on_behind_a_key_and_back() -> None:
    walk = stretches(Match(), Order.OLDEST)

    rest = after(walk, 5)
    back = backwards(walk)

    assert rest == [Stretch(6, 2**32, newest_first=False)]
    assert [stretch.newest_first for stretch in back] == [True, True]
    assert after(walk, 2**62) == walk


@given(st.lists(st.sampled_from(["of", "should", "balance", "is", "x[y]"]), max_size=8))
def test_each_two_words_in_a_row_are_kept_as_a_pair(said: list[str]) -> None:
    entry = make_entry(row(" ".join(said)))

    kept = [term for term in entry.filters if term.startswith(":=")]
    together = [pairs_of(pair)[0] for pair in pairwise(entry.said) if all(pair)]
    assert kept == sorted(set(together), key=lambda term: int(term[2:]))
