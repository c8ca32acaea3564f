"""Matches as FTS5 reads them. Pure."""

from collections.abc import Iterable

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
