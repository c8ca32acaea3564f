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

_BITS = {"k": 0x00C, "e": 0x0F0, "t": 0x300}  # where facts tell kind, event and state


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

    def bits(self) -> tuple[int, list[int]]:
        """Return which bits of facts tell whether they pass, and what these are where they do."""
        return _bits(self)

    def sift(self, met: Matches) -> Matches:
        """Return the matches that pass, in order."""
        bits, passing = self.bits()
        return met.where(np.isin(met.facts & bits, passing))


@lru_cache(maxsize=100)
def _bits(sieve: Sieve) -> tuple[int, list[int]]:
    terms = sieve.excluded.union(*sieve.groups)
    bits = sum(_BITS[letter] for letter in {term[1] for term in terms})
    every = starmap(Facts, product([0], KINDS, EVENTS, STATES, [0], [0]))
    return bits, sorted({pack(facts) & bits for facts in every if sieve.fits(facts)})


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
        atom.terms[0][0] == ":" and atom.terms[0][1] in _BITS for atom in atoms
    )
