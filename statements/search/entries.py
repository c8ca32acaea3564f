"""A statement as the index holds it. Pure Python: made here once for both databases.

A sort key is a 64-bit number: the ordinal of the day (`latest`, where both ends are
known; 0 elsewhere), then the statement. So the index walks in the order of days, and
statements without a day lie together at the far end.

Terms live in one space with four kinds of names: stems as they are, forms behind "=",
facts to filter by behind ":" (":s12" is speaker 12, ":kdirect" a direct quote), and two
forms in a row (":=of=the") of which one or both are so short that nearly all statements hold
them, but few next to each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from statements.search.analysis import terms
from statements.search.recurring import recurrence_terms

STATEMENT_BITS = 32
UNDATED_END = 1 << STATEMENT_BITS  # keys below have no day
LAST_KEY = 1 << 62
GAP = "="  # a term without a name; stands between two readings of a text: no phrase runs over it


class Paired(NamedTuple):
    """Which two words in a row have a term: both of so many letters at most, or one of fewer."""

    both: int
    one: int


PAIRED = Paired(both=6, one=3)  # a tenth of all terms for the small words
PAIRED_ONCE = Paired(both=5, one=0)  # what it was when the oldest indexes were made

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
        (*_filters(row, facts), *sorted(pairs_of(said))),  # the same in every process
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


def pair_term(first: str, second: str, paired: Paired = PAIRED) -> str:
    """Return the term of two forms in a row, "" where both are too long to be that common.

    >>> pair_term("of", "the"), pair_term("balance", "of"), pair_term("balance", "sheet")
    (':=of=the', ':=balance=of', '')
    """
    return "".join(pairs_of((first, second), paired))


def pairs_of(said: Sequence[str], paired: Paired = PAIRED) -> set[str]:
    """Return the terms of all forms in a row; none over a gap."""
    both, one = paired
    return {
        f":={a}={b}"
        for a, b in pairwise(said)
        if ((len(a) <= both and len(b) <= both) or len(a) <= one or len(b) <= one)
        and a
        and b
    }


# The day is not known to the day; days without their year have terms of their own.
ROUGH = ":rough"
NEAR = ":near"  # and the first and last day it may have been lie within a year
NEAR_DAYS = 366
