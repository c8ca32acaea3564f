"""A statement as the index holds it. Pure Python: made here once for both databases.

A sort key is a 64-bit number: the ordinal of the day (`latest`, where both ends are
known; 0 elsewhere), then the statement. So the index walks in the order of days, and
statements without a day lie together at the far end.

Terms live in one space with four kinds of names: stems as they are, forms behind "=",
facts to filter by behind ":" (":s12" is speaker 12, ":kdirect" a direct quote), and pairs of
forms in a row as numbers (":=2047"). Nearly all statements hold "of" and "the", few hold them
next to each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from statements.search.analysis import terms
from statements.search.recurring import recurrence_terms

STATEMENT_BITS = 32
UNDATED_END = 1 << STATEMENT_BITS  # keys below have no day
LAST_KEY = 1 << 62
GAP = "="  # a term without a name; stands between two readings of a text: no phrase runs over it
# Pairs share so many terms: most that are met once are never met again, and a term of its own
# for each is half the work of an index. Who looks for a phrase reads what the terms find.
PAIRS = 4_096

KINDS = ("direct", "mixed", "indirect")
STATES = ("published", "candidate", "rejected", "replaced")
EVENTS = (
    "",
    "press-briefing",
    "interview",
    "phone-call",
    "meeting",
    "written-statement",
    "speech",
    "social-post",
    "media-report",
    "other",
)
# Bits of known, kind, event, state and two unused, outlet, speaker: the last two begin
# at whole bytes, so that facets can take them out of many numbers at once.
_WIDTHS = (2, 2, 4, 2, 6, 16, 31)


class Row(NamedTuple):
    """What the index needs of a statement."""

    pk: int
    text: str
    kind: str
    state: str
    current: bool
    earliest: date | None
    latest: date | None
    speaker: int | None
    outlet: int | None
    briefing: int | None
    event: str | None
    edtf: str = ""
    weekday: int | None = None


class Facts(NamedTuple):
    """What is counted about a statement. `known` is 2 for the month, 1 for the year."""

    known: int
    kind: str
    event: str
    state: str
    outlet: int  # 0 for none
    speaker: int  # 0 for none


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, ready to be written to an index."""

    sort_key: int
    statement: int
    facts: int
    first_day: int | None
    last_day: int | None
    said: tuple[str, ...]  # the form of each word, "" for a gap between readings
    stemmed: tuple[str, ...]  # the stem of each
    filters: tuple[str, ...]

    @property
    def stems(self) -> str:
        """Return the stems in order, with a gap between readings."""
        return " ".join([stem or GAP for stem in self.stemmed])

    @property
    def forms(self) -> str:
        """Return the forms in order as terms, with a gap between readings."""
        return " =".join(("", *self.said))[1:]


def make_entry(row: Row) -> Entry:
    """Return the index entry of a statement."""
    facts = facts_of(row)
    read = terms(row.text)
    said, stemmed = zip(*read, strict=True) if read else ((), ())
    return Entry(
        sort_key(row.pk, row.earliest, row.latest),
        row.pk,
        pack(facts),
        row.earliest.toordinal() if row.earliest else None,
        row.latest.toordinal() if row.latest else None,
        said,
        stemmed,
        (*_filters(row, facts), *pairs_of(said)),
    )


def sort_key(statement: int, earliest: date | None, latest: date | None) -> int:
    """Return the place of a statement in the order of days."""
    if not 0 < statement < UNDATED_END:
        raise ValueError(f"The index has no room for statement {statement}.")
    return day_key(latest) | statement if earliest and latest else statement


def day_key(day: date) -> int:
    """Return the key that all statements of a day lie above."""
    return day.toordinal() << STATEMENT_BITS


def statement_of(key: int) -> int:
    """Return the statement that a sort key belongs to."""
    return key & (UNDATED_END - 1)


def facts_of(row: Row) -> Facts:
    """Return what is counted about a statement."""
    known = 0
    if row.earliest and row.latest and row.earliest.year == row.latest.year:
        known = 2 if row.earliest.month == row.latest.month else 1
    state = row.state if row.current else "replaced"
    event = row.event or ""
    return Facts(known, row.kind, event, state, row.outlet or 0, row.speaker or 0)


def pack(facts: Facts) -> int:
    """Return `facts` in one number of at most 63 bits."""
    *traits, outlet, speaker = facts
    return _packed((0, 0, 0, 0, 0, outlet, speaker)) | _traits(*traits)


@cache  # of some hundred
def _traits(known: int, kind: str, event: str, state: str) -> int:
    kinds = KINDS.index(kind), EVENTS.index(event), STATES.index(state)
    return _packed((known, *kinds, 0, 0, 0))


def _packed(numbers: tuple[int, ...]) -> int:
    packed = shift = 0
    for number, width in zip(numbers, _WIDTHS, strict=True):
        if number >> width:
            raise ValueError(f"The index has no room for the number {number}.")
        packed |= number << shift
        shift += width
    return packed


def unpack(packed: int) -> Facts:
    """Return the facts of one number.

    >>> facts = Facts(2, "mixed", "interview", "candidate", 7, 12)
    >>> unpack(pack(facts)) == facts
    True
    """
    known, kind, event, state, _, outlet, speaker = _numbers(packed)
    return Facts(known, KINDS[kind], EVENTS[event], STATES[state], outlet, speaker)


def _numbers(packed: int) -> Iterator[int]:
    for width in _WIDTHS:
        yield packed & ((1 << width) - 1)
        packed >>= width


def _filters(row: Row, facts: Facts) -> Iterator[str]:
    yield f":s{facts.speaker}"
    yield f":o{facts.outlet}"
    yield f":k{facts.kind}"
    yield f":e{facts.event}"
    yield f":t{facts.state}"
    if row.briefing:
        yield f":b{row.briefing}"
    if not row.earliest or row.earliest != row.latest:
        yield from recurrence_terms(row.edtf, row.weekday) or (ROUGH,)
        if row.earliest and row.latest and (row.latest - row.earliest).days < NEAR_DAYS:
            yield NEAR


def pairs_of(said: Sequence[str]) -> list[str]:
    """Return the terms of all forms in a row, each once; none over a gap.

    >>> pairs_of(("balance", "of", "power")), pairs_of(("of", "", "power"))
    ([':=476', ':=3846'], [])
    """
    codes = map(_CODES.__getitem__, said)
    numbers = {(31 * a + b) % PAIRS for a, b in pairwise(codes) if a and b}
    return [_PAIR_TERMS[number] for number in sorted(numbers)]  # the same in every process


class _Codes(dict[str, int]):
    """A number for every form seen lately, the same in every process; 0 for a gap."""

    MOST = 200_000

    def __missing__(self, form: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        code = self[form] = crc32(form.encode()) % PAIRS + 1 if form else 0
        return code


_CODES = _Codes()
_PAIR_TERMS = [f":={number}" for number in range(PAIRS)]

# The day is not known to the day; days without their year have terms of their own.
ROUGH = ":rough"
NEAR = ":near"  # and the first and last day it may have been lie within a year
NEAR_DAYS = 366
