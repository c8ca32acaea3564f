"""Conditions that most statements meet, taken out of a match and held against packed facts.

The list of a term that stands in every third statement is the longest there is: to go along
it costs more than to look at the facts of what the other terms found. Pure.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product, starmap

import numpy as np

from statements.search.entries import EVENTS, KINDS, STATES, Facts, pack
from statements.search.facets import Matches
from statements.search.matching import Atom, Match

TRAITS = 0x3FF  # the bits of facts for these, and for how much of the day is known
_SIFTED = (
    "k",
    "e",
    "t",
)  # kinds, events and states: they stand in the least quarter of facts


@dataclass(frozen=True, slots=True)
class Sieve:
    """What facts have to say: a term of every group, and none of those excluded."""

    groups: tuple[frozenset[str], ...] = ()
    excluded: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    def fits(self, facts: Facts) -> bool:
        """Return whether a statement of these facts passes."""
        said = {f":k{facts.kind}", f":e{facts.event}", f":t{facts.state}"}
        return self.excluded.isdisjoint(said) and all(
            not group.isdisjoint(said) for group in self.groups
        )

    def passing_traits(self) -> list[int]:
        """Return all least quarters of facts that pass, as far as `TRAITS` has their bits."""
        return _passing(self)

    def sift(self, met: Matches) -> Matches:
        """Return the matches that pass, in order."""
        return met.where(np.isin(met.facts & TRAITS, _passing(self)))


@lru_cache(maxsize=100)
def _passing(sieve: Sieve) -> list[int]:
    every = product(range(3), KINDS, EVENTS, STATES, [0], [0])
    return sorted(pack(facts) for facts in starmap(Facts, every) if sieve.fits(facts))


def taken_out(match: Match) -> tuple[Match, Sieve]:
    """Return a match without the conditions that facts can answer, and these as a sieve.

    What would be left without any term to look for is left as it is.

    >>> weapon, seen, quoted = ((Atom((t,)),) for t in ("weapon", ":tpublished", ":kdirect"))
    >>> match, sieve = taken_out(Match((weapon, seen, quoted)))
    >>> match == Match((weapon,)), len(sieve.groups)
    (True, 2)
    """
    kept = tuple(group for group in match.groups if not _all_sifted(group))
    if not kept:
        return match, Sieve()
    excluded = tuple(atom for atom in match.excluded if not _all_sifted((atom,)))
    return replace(match, groups=kept, excluded=excluded), Sieve(
        tuple(
            frozenset(atom.terms[0] for atom in group)
            for group in match.groups
            if _all_sifted(group)
        ),
        frozenset(atom.terms[0] for atom in match.excluded if _all_sifted((atom,))),
    )


def _all_sifted(atoms: tuple[Atom, ...]) -> bool:
    return bool(atoms) and all(
        atom.terms[0][0] == ":" and atom.terms[0][1] in _SIFTED for atom in atoms
    )
