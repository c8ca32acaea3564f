"""Questions as one would ask a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.parsing import parse
from statements.search.periods import read_period, read_worded_period
from statements.search.rewording import reworded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did Zakharova say about weapons", "Zakharova weapons"),
        ("zakharova in august 2021", "zakharova on:2021-08"),
        ("Aug 19th, 2021: zakharova", "zakharova on:2021-08-19"),
        ("zakharova 19 August 2021 arms", "zakharova arms on:2021-08-19"),
        ("zakharova 2021-08-19", "zakharova on:2021-08-19"),
        ("zakharova 2021", "zakharova on:2021"),
        ("may 2021 from:2020-02", "may 2021 from:2020-02-01"),
        ("arms 31 february 2021", "arms 31 on:2021-02"),
        ("ma 2021 party 20211", "ma party 20211 on:2021"),
        ('"august 2021" -said what*', '"august 2021" what* -said'),
        ("august OR 2021", "august OR 2021"),
        ("what did they say", "what did they say"),
        ("said speaker:zakharova", "speaker:zakharova"),
    ],
)
def test_days_become_a_period_and_words_that_only_ask_go(typed: str, meant: str) -> None:
    assert str(reworded(parse(typed))) == meant


@given(st.lists(st.sampled_from("what 19 2 may 2021 august arms said 2021-08".split())))
def test_what_was_reworded_can_be_typed_again(words: list[str]) -> None:
    meant = reworded(parse(" ".join(words)))

    assert parse(str(meant)) == meant
    assert bool(meant) == bool(words)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("19 august 2021", "2021-08-19"),
        ("1st sep 2021", "2021-09-01"),
        ("sept 2021", "2021-09"),
        ("2021", "2021"),
        ("ju 2021", ""),
        ("19 august 20 2021", ""),
        ("31 june 2021", ""),
        ("august", ""),
        ("august 0000", ""),
    ],
)
def test_a_period_in_words(words: str, same: str) -> None:
    assert read_worded_period(words) == (read_period(same) if same else None)
