import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.entries import EVENTS, KINDS, STATES, Facts, pack
from statements.search.facets import Matches, numbers
from statements.search.matching import Atom, Match
from statements.search.sifting import taken_out

FACTS = st.builds(
    Facts,
    st.integers(0, 2),
    st.sampled_from(KINDS),
    st.sampled_from(EVENTS),
    st.sampled_from(STATES),
    st.integers(0, 300),
    st.integers(0, 300),
)
TERMS = [f":k{kind}" for kind in KINDS]
TERMS += [f":e{event}" for event in EVENTS] + [f":t{state}" for state in STATES]
ATOMS = st.sampled_from(TERMS).map(lambda term: Atom((term,)))
WORD = (Atom(("weapon",)),)


@given(
    st.lists(FACTS, max_size=20),
    st.lists(st.lists(ATOMS, min_size=1, max_size=3).map(tuple), max_size=3),
    st.lists(ATOMS, max_size=2),
)
def test_a_sieve_lets_pass_what_has_the_terms(
    facts: list[Facts], groups: list[tuple[Atom, ...]], excluded: list[Atom]
) -> None:
    met = Matches(numbers(range(len(facts))), numbers(map(pack, facts)))
    match, sieve = taken_out(Match((*groups[:1], WORD, *groups[1:]), tuple(excluded)))

    passed = sieve.sift(met)

    said = [{f":k{f.kind}", f":e{f.event}", f":t{f.state}"} for f in facts]
    assert match == Match((WORD,))
    assert list(passed.keys) == [
        number
        for number, terms in enumerate(said)
        if all(any(atom.terms[0] in terms for atom in group) for group in groups)
        and not any(atom.terms[0] in terms for atom in excluded)
    ]
    assert [pack(facts[key]) for key in passed.keys] == list(passed.facts)


@pytest.mark.parametrize(
    "match",
    [
        Match(),
        Match(((Atom((":tpublished",)),),)),
        Match(((Atom((":tpublished",)),),), (Atom(("weapon",)),)),
        Match((WORD, (Atom((":s1",)),), (Atom((":o1",)), Atom((":kdirect",))))),
        Match((WORD,), (Atom((":s1",)), Atom(("=of", "=the")))),
    ],
)
def test_what_facts_cannot_answer_stays_in_the_match(match: Match) -> None:
    kept, sieve = taken_out(match)

    assert kept == match
    assert not sieve
