"""Bars of a chart in numbers that a template can set down; it knows nothing of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

HEIGHT = 100  # units of the drawing, which is stretched to the width there is
SLOT = 10  # units from one bar to the next
GAP = 2  # units of it that stay empty
FEW = 3  # years
LABELS = 7  # years named below the bars, so that they do not touch on a phone


class Bar(NamedTuple):
    """One month, or one year where there are too many months. Months have a `first` day."""

    first: date
    number: int
    x: int
    height: float

    @property
    def y(self) -> float:
        """Return where it begins, from above."""
        return round(HEIGHT - self.height, 2)


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars over whole years, from the first to the last that has any."""

    bars: tuple[Bar, ...]  # only those with a count
    years: tuple[str, ...]  # one label a year, some of them empty
    lines: tuple[int, ...]  # where a new year begins
    width: int
    most: Bar

    height = HEIGHT
    bar_width = SLOT - GAP

    @property
    def outline(self) -> str:
        """Return all bars as one path, for a chart too small to ask each bar about."""
        right = self.bar_width
        drawn = ((bar.x, f"{bar.height:g}") for bar in self.bars)
        return "".join(
            [f"M{x} {HEIGHT}v-{height}h{right}v{height}z" for x, height in drawn]
        )

    @property
    def short(self) -> bool:
        """Tell whether it has so few years that stretched to a page it would look absurd."""
        return len(self.years) <= FEW


class Scale(NamedTuple):
    """First and last year of a chart, and the number that fills its height."""

    begin: int
    end: int
    tallest: int


def scale_of(months: Mapping[date, int]) -> Scale | None:
    """Return the scale that shows all of these months; None if there is nothing to show."""
    counted = {first: count for first, count in months.items() if count > 0}
    if not counted:
        return None
    return Scale(min(counted).year, max(counted).year, max(counted.values()))


def histogram(months: Mapping[date, int], scale: Scale | None = None) -> Histogram | None:
    """Return a bar for each month that has a count; keys are first days of months.

    Nothing to draw is None, so that a page leaves the figure out. Charts that are to be
    compared are drawn to one `scale`.
    """
    begin, end, tallest = scale or scale_of(months) or (0, 0, 0)
    drawn = [(first, number) for first, number in sorted(months.items()) if number > 0]
    bars = tuple([_bar(first, number, begin, tallest) for first, number in drawn])
    if not bars:
        return None
    return Histogram(
        bars=bars,
        years=_labels(begin, end),
        lines=tuple(12 * SLOT * number for number in range(1, end - begin + 1)),
        width=12 * SLOT * (end - begin + 1),
        most=max(bars, key=lambda bar: bar.number),
    )


def _bar(first: date, number: int, begin: int, tallest: int) -> Bar:
    slot = 12 * (first.year - begin) + first.month - 1
    height = round(HEIGHT * number / tallest, 2)
    return Bar(first, number, slot * SLOT + GAP // 2, height)


def _labels(begin: int, end: int) -> tuple[str, ...]:
    """Return a label for every year, or for every second, third ... where there are many.

    >>> _labels(2019, 2021)
    ('2019', '2020', '2021')
    >>> _labels(2001, 2008)
    ('2001', '', '2003', '', '2005', '', '2007', '')
    """
    years = range(begin, end + 1)
    step = -(-len(years) // LABELS)
    return tuple(str(year) if (year - begin) % step == 0 else "" for year in years)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as a stretch of one bar of 100 units."""

    label: str
    kind: str
    count: int
    x: float
    width: float

    @property
    def percent(self) -> int:
        return round(self.width)


def shares(parts: Mapping[tuple[str, str], int]) -> tuple[Share, ...]:
    """Return each part of the whole, in order; `parts` maps (kind, label) to a number."""
    total = sum(parts.values())
    if not total:
        return ()
    found, x = [], 0.0
    for (kind, label), count in parts.items():
        width = 100 * count / total
        found.append(Share(label, kind, count, round(x, 2), round(width, 2)))
        x += width
    return tuple(found)
