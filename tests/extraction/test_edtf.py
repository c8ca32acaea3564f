"""EDTF as far as news needs it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction.edtf import Bounds, parse
from statements.extraction.model import Precision

OPEN = Bounds(None, None, Precision.UNKNOWN)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("", OPEN),
        ("XXXX-07-24", OPEN),
        ("XXXX-02-29", OPEN),
        ("XXXX-XX-XX", OPEN),
        ("2021-08-19", Bounds(date(2021, 8, 19), date(2021, 8, 19), Precision.DAY)),
        ("2024-02", Bounds(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)),
        ("2024", Bounds(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR)),
        ("[2024-03-14..]", Bounds(date(2024, 3, 14), None, Precision.RANGE)),
        ("[..2024-03]", Bounds(None, date(2024, 3, 31), Precision.RANGE)),
        ("[2024..2025]", Bounds(date(2024, 1, 1), date(2025, 12, 31), Precision.RANGE)),
        (
            "2025-03-21/2025-03-23",
            Bounds(date(2025, 3, 21), date(2025, 3, 23), Precision.RANGE),
        ),
        ("../2016-02-25", Bounds(None, date(2016, 2, 25), Precision.RANGE)),
        ("2016-02-25/..", Bounds(date(2016, 2, 25), None, Precision.RANGE)),
        (
            "2016-02-25/2016-02-25",
            Bounds(date(2016, 2, 25), date(2016, 2, 25), Precision.DAY),
        ),
    ],
)
def test_a_date_means_the_days_between_its_bounds(edtf: str, expected: Bounds) -> None:
    assert parse(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "complaint"),
    [
        ("19 August 2021", "is not a date: write"),
        ("2021-8-19", "is not a date: write"),
        ("2021-13", "not in the calendar"),
        ("2021-02-30", "not in the calendar"),
        ("0000-01-01", "not in the calendar"),
        ("XXXX-02-30", "not in the calendar of any year"),
        ("[..]", "leave the date empty"),
        ("2021-08-20/2021-08-19", "ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused_with_the_cure(edtf: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse(edtf)


@given(st.dates(), st.dates())
def test_the_first_day_is_never_after_the_last(one: date, other: date) -> None:
    first, last = sorted([one, other])

    bounds = parse(f"{first.isoformat()}/{last.isoformat()}")

    assert (bounds.earliest, bounds.latest) == (first, last)
    assert (bounds.precision is Precision.DAY) == (first == last)
