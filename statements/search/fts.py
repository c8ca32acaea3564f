"""Matches as FTS5 reads them. Pure."""

from collections.abc import Iterable
from dataclasses import replace

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
    quoted = f'"{" ".join(atom.terms)}"' + (" *" if atom.prefix else "")
    return (
        f"({quoted}{''.join(f' AND "{p}"' for p in atom.pairs)})" if atom.pairs else quoted
    )


def is_phrase(group: tuple[Atom, ...]) -> bool:
    """Tell whether a group is nothing but some words in a row."""
    return len(group) == 1 and len(group[0].terms) > 1


def loosened(match: Match) -> tuple[Match, list[str]]:
    """Return a match with the pairs of each phrase in any order, and the phrases.

    To look for a phrase, FTS5 looks into all statements that have its words. So only the
    longest of them is asked for, which should be the rarest, and the pairs. A phrase is
    given as it stands in the column of forms.

    >>> loose, phrases = loosened(Match(((Atom(("=a", "=bc", "=d"), pairs=(":=1", ":=2")),),)))
    >>> to_fts(loose), phrases
    ('("=bc") AND (":=1") AND (":=2")', [' =a =bc =d '])
    """
    groups: list[tuple[Atom, ...]] = []
    phrases: list[str] = []
    for group in match.groups:
        if is_phrase(group):
            phrases.append(f" {' '.join(group[0].terms)} ")
            groups += ((Atom((term,)),) for term in _telling(group[0]))
        else:
            groups.append(group)
    return replace(match, groups=tuple(dict.fromkeys(groups))), phrases


def _telling(phrase: Atom) -> tuple[str, ...]:
    """Return the terms that find a phrase among others."""
    if not phrase.pairs:
        return phrase.terms
    return max(phrase.terms, key=len), *phrase.pairs
