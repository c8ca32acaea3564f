"""Entries and matches as PostgreSQL writes them: tsvector and tsquery. Pure."""

from collections.abc import Iterable
from datetime import date

from statements.search.entries import STATEMENT_BITS, STATES, Entry
from statements.search.matching import Atom, Match

_ANY = tuple(Atom((f":t{state}",)) for state in STATES)


def to_vector(entry: Entry) -> str:
    """Return an entry's terms as a tsvector is written. Only forms need their places."""
    places: dict[str, str] = {}
    for place, (form, _) in enumerate(entry.terms, 1):
        places[form] = f"{places[form]},{place}" if form in places else str(place)
    unplaced = {*dict(entry.terms).values(), *entry.filters, quarter_term(entry.sort_key)}
    places.pop("", None)
    unplaced.discard("")
    if any("'" in form for form in places):  # pairs of forms among the filters, too
        places = {form.replace("'", "''"): at for form, at in places.items()}
        unplaced = {term.replace("'", "''") for term in unplaced}
    placed = " ".join([f"'={form}':{at}" for form, at in places.items()])
    return f"{placed} '{"' '".join(unplaced)}'"


def quarter_term(key: int) -> str:
    """Return the term for the quarter of a sort key: parts of the index in order of time.

    >>> quarter_term(date(2021, 8, 19).toordinal() << 32 | 7), quarter_term(7)
    (':q8086', ':q0')
    """
    return f":q{quarter_of(key)}"


def quarter_of(key: int) -> int:
    """Return the number of the quarter of a sort key, 0 where it has no day."""
    ordinal = key >> STATEMENT_BITS
    if not ordinal:
        return 0
    day = date.fromordinal(min(ordinal, date.max.toordinal()))
    return day.year * 4 + (day.month - 1) // 3


def to_tsquery(match: Match) -> str:
    """Return the tsquery for a match, "" where everything matches.

    >>> to_tsquery(Match(((Atom(("weapon",)), Atom(("=arm",), True)),), (Atom((":s1",)),)))
    "('weapon' | '=arm':*) & !(':s1')"
    """
    groups = match.groups or ((_ANY,) if match.excluded else ())
    parts = [_either(group) for group in groups]
    if match.excluded:
        parts.append("!" + _either(match.excluded))
    return " & ".join(parts)


def _either(atoms: Iterable[Atom]) -> str:
    return f"({' | '.join(map(_phrase, atoms))})"


def _phrase(atom: Atom) -> str:
    phrase = " <-> ".join(map(_quoted, atom.terms)) + (":*" if atom.prefix else "")
    return f"({phrase})" if len(atom.terms) > 1 else phrase


def _quoted(term: str) -> str:
    # Terms hold no backslash: see the tests of analysis.
    return "'" + term.replace("'", "''") + "'" if "'" in term else f"'{term}'"
