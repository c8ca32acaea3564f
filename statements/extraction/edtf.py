"""Extended Date/Time Format (ISO 8601-2): the part of it that news can tell.

Read are full days, months and years (`2021-08-19`, `2024-02`, `2024`), days without a year
(`XXXX-07-24`), open and closed sets (`[2024-03-14..]`, `[..2024-03-14]`, `[2024..2025]`) and
intervals (`2025-03-21/2025-03-23`, `2025-03-21/..`). Specification: Library of Congress, EDTF.
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

from statements.extraction.model import Precision

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NO_YEAR = re.compile(r"XXXX-(\d\d|XX)-(\d\d|XX)")
_SET = re.compile(r"\[([\d-]*)\.\.([\d-]*)\]")
_INTERVAL = re.compile(r"([\d-]*)(?:\.\.)?/(?:\.\.)?([\d-]*)")


class Bounds(NamedTuple):
    """The first and the last day a date can mean; None where that is open."""

    earliest: date | None
    latest: date | None
    precision: Precision


UNBOUNDED = Bounds(None, None, Precision.UNKNOWN)


def parse(edtf: str) -> Bounds:
    """Return the days that an EDTF date can mean; none for an empty one.

    Raises ValueError for what is not EDTF or not in the calendar.

    >>> parse("2024-02")[:2]
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> parse("[2024-03-14..]").precision.value, parse("XXXX-07-24").precision.value
    ('range', 'unknown')
    """
    if not edtf:
        return UNBOUNDED
    if match := _NO_YEAR.fullmatch(edtf):
        _check_day_of_any_year(edtf, *match.groups())
        return UNBOUNDED
    if match := _SET.fullmatch(edtf) or _INTERVAL.fullmatch(edtf):
        return _parse_range(edtf, *match.groups())
    return _parse_point(edtf)


def _parse_point(edtf: str) -> Bounds:
    match = _POINT.fullmatch(edtf)
    if not match:
        raise ValueError(
            f"{edtf!r} is not a date: write 2021-08-19, 2021-08, 2021 or XXXX-08-19"
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern has it
    try:
        if month is None:
            return Bounds(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return Bounds(date(year, month, 1), date(year, month, last), Precision.MONTH)
        return Bounds(date(year, month, day), date(year, month, day), Precision.DAY)
    except ValueError:
        raise ValueError(f"{edtf!r} is not in the calendar") from None


def _parse_range(edtf: str, first: str, last: str) -> Bounds:
    earliest = _parse_point(first).earliest if first else None
    latest = _parse_point(last).latest if last else None
    if earliest is None and latest is None:
        raise ValueError(
            f"{edtf!r} has neither a first nor a last day: leave the date empty"
        )
    if earliest and latest and earliest > latest:
        raise ValueError(f"{edtf!r} ends before it begins")
    precision = Precision.DAY if earliest == latest else Precision.RANGE
    return Bounds(earliest, latest, precision)


def _check_day_of_any_year(edtf: str, month: str, day: str) -> None:
    try:
        date(2000, 1 if month == "XX" else int(month), 1 if day == "XX" else int(day))
    except ValueError:
        raise ValueError(f"{edtf!r} is not in the calendar of any year") from None
