"""What is counted over the matches: by speaker, outlet, kind, month and so on. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from statements.search.entries import EVENTS, KINDS, STATEMENT_BITS, STATES

Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the matches fall to what. Values without a match are left out."""

    speakers: dict[int, int]  # by number; most first
    outlets: dict[int, int]
    years: dict[int, int]  # newest first
    kinds: dict[str, int]
    events: dict[str, int]
    states: dict[str, int]
    months: dict[tuple[int, int], int]  # (year, month), in order; only where it is known
    undated: int  # without a known year


def count_facets(matches: Sequence[tuple[int, int]]) -> Facets:
    """Return the counts over pairs of sort key and facts. See `entries.pack` for the bits."""
    facts = [fact for _, fact in matches]
    small = Counter([fact & 0x3FF for fact in facts])
    years, months, undated = _count_days(matches)
    return Facets(
        _most(Counter([fact >> 30 for fact in facts])),
        _most(Counter([(fact >> 10) & 0xFFFFF for fact in facts])),
        dict(sorted(years.items(), reverse=True)),
        _named(small, 2, 0x3, KINDS),
        _named(small, 4, 0xF, EVENTS),
        _named(small, 8, 0x3, STATES),
        dict(sorted(months.items())),
        undated,
    )


def _most(counts: Counter[int]) -> dict[int, int]:
    counts.pop(0, None)  # nobody
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _named(
    small: Counter[int], shift: int, mask: int, names: Sequence[str]
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for bits, count in small.items():
        counts[names[(bits >> shift) & mask]] += count
    counts.pop("", None)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _count_days(
    matches: Sequence[tuple[int, int]],
) -> tuple[Counter[int], Counter[tuple[int, int]], int]:
    # The day and what is known of it, in one number: few differ, so few become dates.
    days = Counter([(key >> STATEMENT_BITS << 2) | (fact & 3) for key, fact in matches])
    years: Counter[int] = Counter()
    months: Counter[tuple[int, int]] = Counter()
    undated = 0
    for bits, count in days.items():
        known = bits & 3
        if not known:
            undated += count
            continue
        day = date.fromordinal(bits >> 2)
        years[day.year] += count
        if known > 1:
            months[day.year, day.month] += count
    return years, months, undated
