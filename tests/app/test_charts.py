from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.charts import HEIGHT, Scale, histogram, scale_of, shares

MONTHS = st.dictionaries(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(lambda day: day.replace(day=1)),
    st.integers(0, 1000),
    max_size=40,
)


def test_nothing_to_draw_is_no_chart() -> None:
    assert histogram({}) is None
    assert histogram({date(2021, 8, 1): 0}) is None
    assert scale_of({}) is None


def test_a_bar_stands_in_the_slot_of_its_month() -> None:
    chart = histogram({date(2020, 1, 1): 5, date(2021, 12, 1): 10})

    assert chart is not None
    assert [(bar.x, bar.y, bar.height) for bar in chart.bars] == [
        (1, 50, 50),
        (231, 0, 100),
    ]
    assert (chart.width, chart.lines, chart.years) == (240, (120,), ("2020", "2021"))
    assert chart.most.first == date(2021, 12, 1)


@given(MONTHS)
def test_bars_keep_inside_and_apart(months: dict[date, int]) -> None:
    chart = histogram(months)
    bars = chart.bars if chart else ()

    assert [(bar.first, bar.number) for bar in bars] == sorted(
        (first, count) for first, count in months.items() if count
    )
    for before, after in itertools.pairwise(bars):
        assert before.x + 8 < after.x
    for bar in bars:
        assert chart is not None
        assert 0 <= bar.x < bar.x + chart.bar_width <= chart.width
        assert 0 <= bar.y <= HEIGHT
        assert bar.y + bar.height == pytest.approx(HEIGHT)


def test_charts_on_one_scale_can_be_compared() -> None:
    chart = histogram({date(2021, 8, 1): 5}, Scale(2020, 2021, 20))

    assert chart is not None
    assert (chart.bars[0].height, chart.width) == (25, 240)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=5))
def test_shares_fill_the_bar(counts: list[int]) -> None:
    parts = shares({(str(number), "part"): count for number, count in enumerate(counts)})

    assert [part.count for part in parts] == (counts if sum(counts) else [])
    if parts:
        assert parts[0].x == 0
        assert parts[-1].x + parts[-1].width == pytest.approx(100, abs=0.1)
