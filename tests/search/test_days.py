"""What key and facts of a statement tell of its days, before its row is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.days import doubtful
from statements.search.entries import Row, facts_of, pack, sort_key
from statements.search.facets import Matches, numbers
from statements.search.periods import Period

dates = st.dates(date(1, 1, 1)) | st.dates(date(2020, 11, 1), date(2022, 2, 1))


def met(first: date | None, last: date | None) -> Matches:
    row = Row(7, "", "direct", "published", True, first, last, None, None, None, None)
    return Matches(numbers([sort_key(7, first, last)]), numbers([pack(facts_of(row))]))


@given(days=st.tuples(dates, dates).map(sorted), asked=st.tuples(dates, dates).map(sorted))
def test_what_is_not_doubtful_lies_in_the_period(
    days: list[date], asked: list[date]
) -> None:
    first, last = days
    period = Period(*asked)

    if asked[0] <= last <= asked[1] and not doubtful(period, met(first, last)).any():
        assert asked[0] <= first


@pytest.mark.parametrize(
    ("first", "last", "since", "doubted"),
    [
        (date(2021, 8, 19), date(2021, 8, 19), date(2021, 8, 1), False),
        (date(2021, 8, 1), date(2021, 8, 31), date(2021, 8, 1), False),
        (date(2021, 8, 1), date(2021, 8, 31), date(2021, 8, 2), True),
        (date(2021, 8, 19), date(2021, 8, 19), date(2021, 8, 2), True),
        (date(2021, 9, 19), date(2021, 9, 19), date(2021, 8, 2), False),
        (date(2021, 1, 1), date(2021, 12, 31), date(2021, 1, 1), False),
        (date(2021, 1, 1), date(2021, 12, 31), date(2021, 8, 1), True),
        (date(2022, 1, 1), date(2022, 12, 31), date(2021, 8, 1), False),
        (date(2021, 12, 30), date(2022, 1, 2), date(2021, 1, 1), True),
        (date(9999, 12, 31), date(9999, 12, 31), date(9999, 12, 2), True),
        (date(2021, 8, 19), date(2021, 8, 19), None, False),
        (None, date(2021, 8, 19), None, True),
        (date(2021, 8, 19), None, date(2021, 8, 1), True),
    ],
)
def test_only_rows_that_may_begin_before_the_period_are_doubted(
    first: date | None, last: date | None, since: date | None, doubted: bool
) -> None:
    assert doubtful(Period(since, date(9999, 12, 31)), met(first, last)).tolist() == [
        doubted
    ]
