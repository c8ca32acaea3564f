from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.parsing import parse
from statements.search.query import Spelling
from statements.search.ranking import best_first

LONG = "a very long way of say quit other thing"


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("peace", ["peac", f"peac {LONG}"]),
        ("peace", [f"peac peac {LONG}", f"peac {LONG} x"]),
        ("peace talks", ["the peac talk", "the talk peac"]),
        ("peace OR talks", ["peac talk x", "peac x x"]),
        ('"peace talks"', ["peac talk", f"peac talk {LONG}"]),
        ("rare OR common", ["rare x", "common x", "common x y z"]),
        ("x", ["peac x", "peac x"]),
    ],
)
def test_the_best_match_comes_first(typed: str, texts: list[str]) -> None:
    keys = {len(texts) - place: text for place, text in enumerate(texts)}

    assert best_first(keys, parse(typed)) == list(keys)


def test_another_spelling_counts_like_the_one_typed() -> None:
    query = replace(parse("hajiyev"), spellings=(Spelling("hajiyev", ("gadzhiev",)),))

    assert best_first({1: "gadzhiev", 2: f"hajiyev {LONG}"}, query) == [1, 2]


@given(st.dictionaries(st.integers(1, 50), st.text("ab ")), st.text('ab "*'))
def test_ranking_keeps_every_statement(texts: dict[int, str], typed: str) -> None:
    assert sorted(best_first(texts, parse(typed))) == sorted(texts)
