"""Questions as one would ask a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.rewording import reworded
from statements.search.parsing import parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("what did Zakharova say about weapons", "Zakharova weapons"),
        ("zakharova in august 2021", "zakharova on:2021-08"),
        ("Aug 19th, 2021: zakharova", "zakharova on:2021-08-19"),
        ("zakharova 19 August 2021 arms", "zakharova arms on:2021-08-19"),
        ("zakharova 2021-08-19", "zakharova on:2021-08-19"),
        ("zakharova 2021", "zakharova on:2021"),
        ("zakharova sept 2021", "zakharova on:2021-09"),
        ("zakharova sept", "zakharova sept"),
        ("may 2021 from:2020-02", "may 2021 from:2020-02-01"),
        ("arms 31 february 2021", "arms 31 on:2021-02"),
        ("ma 2021 party 20211", "ma party 20211 on:2021"),
        ('"august 2021" -said what*', '"august 2021" what* -said'),
        ("august OR 2021", "august OR 2021"),
        ("zakharova since 2021", "zakharova from:2021-01-01"),
        ("zakharova from 2021 to 2023", "zakharova from:2021-01-01 to:2023-12-31"),
        ("arms between March and July 2025", "arms from:2025-03-01 to:2025-07-31"),
        ("between 19 august 2021 and 5 november 2021", "from:2021-08-19 to:2021-11-05"),
        ("arms 2020-2022", "arms from:2020-01-01 to:2022-12-31"),
        ("arms 2022-2020", 'arms "2022-2020"'),
        ("arms before 2021", "arms to:2020-12-31"),
        ("after july 2025", "from:2025-08-01"),
        ("until 5 may 2021", "to:2021-05-05"),
        ("arms 20/03/2025", "arms on:2025-03-20"),
        ("arms 03/20/2025", "arms on:2025-03-20"),
        ("arms 8/9/2021", "arms 8 9 on:2021"),
        ("between 2021", "between on:2021"),
        ("what did they say", "what did they say"),
        ("said speaker:zakharova", "speaker:zakharova"),
    ],
)
def test_days_become_a_period_and_words_that_only_ask_go(typed: str, meant: str) -> None:
    assert str(reworded(parse(typed))) == meant


@given(st.lists(st.sampled_from("what 19 2 may 2021 august arms or said 2021-08".split())))
def test_what_was_reworded_can_be_typed_again(words: list[str]) -> None:
    meant = reworded(parse(" ".join(words)))

    assert parse(str(meant)) == meant
    assert bool(meant) == bool(words)
