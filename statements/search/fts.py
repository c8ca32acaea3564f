"""Matches as FTS5 reads them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from statements.search.entries import STATES
from statements.search.matching import Atom, Match

_ANY = tuple(Atom((f":t{state}",)) for state in STATES)


def to_fts(match: Match) -> str:
    """Return the expression of FTS5 for a match, "" where everything matches.

    >>> to_fts(Match(((Atom(("weapon",)), Atom(("=arm",), True)),), (Atom((":s1",)),)))
    '("weapon" OR "=arm" *) NOT (":s1")'
    """
    groups = match.groups or ((_ANY,) if match.excluded else ())
    wanted = " AND ".join(_either(group) for group in groups)
    if not match.excluded:
        return wanted
    wanted = f"({wanted})" if len(groups) > 1 else wanted
    return f"{wanted} NOT {_either(match.excluded)}"


def _either(atoms: Iterable[Atom]) -> str:
    return f"({' OR '.join(map(_quoted, atoms))})"


def _quoted(atom: Atom) -> str:
    # Terms hold no quotation mark: see the tests of analysis.
    return f'"{" ".join(atom.terms)}"' + (" *" if atom.prefix else "")


def is_phrase(group: tuple[Atom, ...]) -> bool:
    """Tell whether a group is nothing but some words in a row."""
    return len(group) == 1 and len(group[0].terms) > 1 and not group[0].prefix


def loosened(match: Match) -> tuple[Match, list[str]]:
    """Return a match with the words of each phrase in any order, and the phrases.

    FTS5 looks for a phrase in all statements that have its words, before it asks whether
    they have the pairs. A phrase is given as it stands in the column of forms.

    >>> pairs = tuple((Atom((f":={a}={b}",)),) for a, b in ("ab", "bc"))
    >>> loose, phrases = loosened(Match(((Atom(("=a", "=b", "=c", "=d")),), *pairs)))
    >>> to_fts(loose), phrases
    ('("=d") AND (":=a=b") AND (":=b=c")', [' =a =b =c =d '])
    """
    groups: list[tuple[Atom, ...]] = []
    phrases: list[str] = []
    for group in match.groups:
        if not is_phrase(group):
            groups.append(group)
        else:
            phrases.append(f" {' '.join(group[0].terms)} ")
            groups += ((Atom((term,)),) for term in _unpaired(group[0].terms, match))
    return replace(match, groups=tuple(dict.fromkeys(groups))), phrases


def _unpaired(terms: tuple[str, ...], match: Match) -> Iterator[str]:
    """Yield the words of a phrase that no pair asks for."""
    paired = {
        term
        for pair in pairwise(terms)
        if (Atom((f":{''.join(pair)}",)),) in match.groups
        for term in pair
    }
    yield from (term for term in terms if term not in paired)
