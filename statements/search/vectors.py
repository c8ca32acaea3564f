"""Entries and matches as PostgreSQL takes them: rows, tsvector and tsquery. Pure.

Rows are given to it in the form that it calls binary, of which reading costs it half as much:
each value behind its length, numbers with the highest byte first.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from datetime import date
from struct import Struct

from statements.search.analysis import MAX_POSITIONS
from statements.search.entries import STATEMENT_BITS, STATES, Entry
from statements.search.matching import Atom, Match

_ANY = tuple(Atom((f":t{state}",)) for state in STATES)

COLUMNS = "sort_key, statement_id, facts, first_day, last_day, vector"
_KEYS, _KEY = Struct(">hiqiqiq"), Struct(">hiq")
_DAY, _LENGTH = Struct(">ii"), Struct(">i")
_NO_VALUE = _LENGTH.pack(-1)
_BEGIN, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
# Numbers of two bytes each, as text among terms: a byte that is no text stands there as in the
# names of files, and is that byte again when the whole is encoded.
_SHORTS = [
    Struct(">H").pack(number).decode("utf-8", "surrogateescape")
    for number in range(MAX_POSITIONS + 1)
]
_PLACES = _SHORTS[1:]
_MOST_PLACES = 256  # of a term, the most that a vector holds


def to_file(rows: Iterable[bytes]) -> bytes:
    """Return rows as COPY reads them."""
    return b"".join([_BEGIN, *rows, _END])


def to_row(entry: Entry) -> bytes:
    """Return an entry as a row of COLUMNS."""
    vector = pack_vector(entry)
    days = (
        _NO_VALUE if day is None else _DAY.pack(_DAY.size // 2, day)
        for day in (entry.first_day, entry.last_day)
    )
    keys = _KEYS.pack(6, 8, entry.sort_key, 8, entry.statement, 8, entry.facts)
    return b"".join([keys, *days, _LENGTH.pack(len(vector)), vector])


def words_row(entry: Entry) -> bytes:
    """Return key, stems and forms of an entry as a row."""
    stems, forms = entry.stems.encode(), entry.forms.encode()
    lengths = _LENGTH.pack(len(stems)), _LENGTH.pack(len(forms))
    key = _KEY.pack(3, 8, entry.sort_key)
    return b"".join([key, lengths[0], stems, lengths[1], forms])


def pack_vector(entry: Entry) -> bytes:
    """Return an entry's terms as a tsvector, the same that `to_vector` writes."""
    forms = _placed(entry.said)
    stems = sorted({*entry.stemmed} - {""})
    filters = sorted((*entry.filters, quarter_term(entry.sort_key)))
    # In PostgreSQL's order, which is that of code points: out of it, gaps would differ. So
    # filters, behind ":", and forms, behind "=", are between numbers and other stems.
    numbers = bisect(stems, ":")
    first = "\0\0\0".join((*stems[:numbers], *filters, ""))  # each with an end and no place
    last = "\0\0\0".join((*stems[numbers:], ""))
    vector = "".join((first, *sorted(forms), last)).encode("utf-8", "surrogateescape")
    return _LENGTH.pack(len(forms) + len(stems) + len(filters)) + vector


def _placed(said: Sequence[str]) -> list[str]:
    """Return each form with its end, the number of its places, and these."""
    places: dict[str, str] = {}
    for place, form in zip(_PLACES, said, strict=False):
        places[form] = places[form] + place if form in places else place
    places.pop("", None)
    if len(said) > _MOST_PLACES:
        places = {form: at[: 2 * _MOST_PLACES] for form, at in places.items()}
    return [f"={form}\0{_SHORTS[len(at) // 2]}{at}" for form, at in places.items()]


def to_vector(entry: Entry) -> str:
    """Return an entry's terms as a tsvector is written. Only forms need their places."""
    places: dict[str, str] = {}
    for place, form in enumerate(entry.said, 1):
        places[form] = f"{places[form]},{place}" if form in places else str(place)
    unplaced = {*entry.stemmed, *entry.filters, quarter_term(entry.sort_key)} - {""}
    places.pop("", None)
    if any("'" in form for form in places):  # stems and filters have none
        places = {form.replace("'", "''"): at for form, at in places.items()}
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
    found = " & ".join((phrase, *map(_quoted, atom.pairs)))
    return f"({found})" if len(atom.terms) > 1 else found


def _quoted(term: str) -> str:
    # Terms hold no backslash: see the tests of analysis.
    return "'" + term.replace("'", "''") + "'" if "'" in term else f"'{term}'"
