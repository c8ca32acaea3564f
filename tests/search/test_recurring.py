from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from statements.search.periods import Period
from statements.search.recurring import (
    LEAP_DAY,
    edtf_within,
    has_leap_day,
    is_long,
    recurrence_terms,
    terms_within,
    weekdays_within,
)

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))
LENGTHS = st.one_of(st.integers(0, 40), st.integers(0, 2_000))
MONTHS = st.sampled_from(["XX", *(f"{month:02}" for month in range(1, 13))])
DAYS_OF_MONTH = st.sampled_from(["XX", *(f"{day:02}" for day in range(1, 29)), "29"])


def said_on(day: date, month: str, day_of_month: str) -> bool:
    return month in {"XX", f"{day:%m}"} and day_of_month in {"XX", f"{day:%d}"}


@given(DAYS, LENGTHS, MONTHS, DAYS_OF_MONTH)
def test_a_day_without_its_year_may_lie_in_a_period_that_has_it(
    first: date, length: int, month: str, day: str
) -> None:
    period = Period(first, first + timedelta(length))
    days = [first + timedelta(count) for count in range(length + 1)]
    possible = any(said_on(one, month, day) for one in days)
    terms = recurrence_terms(f"XXXX-{month}-{day}", None)

    within = {*terms_within(period)} - (set() if has_leap_day(period) else {LEAP_DAY})
    shared = within & {*terms}
    never = LEAP_DAY in terms and not has_leap_day(period)

    assert bool(shared and not never) == possible or not terms
    if not is_long(period):
        assert (f"XXXX-{month}-{day}" in edtf_within(period)) == possible


@given(DAYS, st.integers(0, 20), st.integers(0, 6))
def test_a_weekday_may_lie_in_a_period_that_has_it(
    first: date, length: int, weekday: int
) -> None:
    period = Period(first, first + timedelta(length))
    days = [first + timedelta(count) for count in range(length + 1)]

    may = {*terms_within(period)} & {*recurrence_terms("", weekday)}

    assert bool(may) == any(day.weekday() == weekday for day in days)
    assert (weekday in weekdays_within(period)) == bool(may)


def test_the_terms_of_a_period_are_few() -> None:
    start = date(2021, 1, 2)

    assert (
        max(len(terms_within(Period(start, start + timedelta(n)))) for n in range(400)) < 90
    )
