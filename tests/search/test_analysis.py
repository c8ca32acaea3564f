import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.search.analysis import (
    MAX_POSITIONS,
    beginnings,
    fold,
    stem,
    terms,
    typed_words,
    words,
    words_beginning,
)

ODD = "aZéƏıİß’'`.,[]-*\"“ 1٣½ﬁ\u0301\u200d\u00ad\x00\ud800🇦Яй中हि_"


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Supplying weapons", ["supplying", "weapons"]),
        ("Russia’s right, Russia's right", ["russia's", "right", "russia's", "right"]),
        ("Əliyev and Hacıyev", ["aliyev", "and", "haciyev"]),
        ("İlham ILHAM", ["ilham", "ilham"]),
        ("Straße, Łódź, Ærø", ["strasse", "lodz", "aero"]),
        ("Zoe\u0301 Zoé", ["zoe", "zoe"]),
        ("Гаджиев Й", ["гаджиев", "и"]),
        ("the U.S. and U.N.", ["the", "us", "and", "un"]),
        ("1,000,000 or 3.5", ["1000000", "or", "3", "5"]),
        ("Nagorno-Karabakh", ["nagorno", "karabakh"]),
        ("[T]he wom[e]n [...] left", ["the", "women", "left"]),
        ("‘Yes,’ he said", ["yes", "he", "said"]),
        ("hy\u00adphen zero\u200bwidth", ["hyphen", "zerowidth"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("— … “”", []),
    ],
)
def test_a_text_is_folded_into_forms(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_an_ending_in_brackets_is_read_with_and_without() -> None:
    assert forms("advocate[s] peace") == ["advocates", "peace", "advocate", "peace"]


def test_no_phrase_runs_from_one_reading_into_the_other() -> None:
    positions = [word.position for word in words("peace advocate[s]")]

    assert positions == [0, 1, 3, 4]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("weapons", "weapon"),
        ("countries", "countri"),
        ("russia's", "russia"),
        ("o'brien", "obrien"),
        ("don't", "dont"),
        ("us", "us"),
        ("оружия", "оружия"),
        ("skies", "sky"),
        ("dying", "die"),
        ("news", "news"),
        ("generously", "generous"),
        ("negotiations", "negoti"),
        ("yielded", "yield"),
        ("saying", "say"),
        ("b2b", "b2b"),
    ],
)
def test_a_stem_drops_possessive_and_ending(form: str, expected: str) -> None:
    assert stem(form) == expected


def test_a_very_long_text_is_indexed_as_far_as_positions_go() -> None:
    assert len(words("word " * (MAX_POSITIONS + 10))) == MAX_POSITIONS


@given(st.text(ODD) | st.text())
def test_words_lie_inside_the_text_in_order(text: str) -> None:
    found = typed_words(text)
    edges = [edge for word in found for edge in (word.start, word.end)]

    assert edges == sorted(edges)
    assert all(0 <= word.start < word.end <= len(text) for word in found)


@given(st.text(ODD) | st.text())
def test_positions_only_grow(text: str) -> None:
    positions = [word.position for word in words(text)]

    assert positions == sorted(set(positions))


@given(st.text(ODD) | st.text())
def test_terms_hold_letters_digits_and_inner_apostrophes_only(text: str) -> None:
    for word in words(text):
        assert word.form.replace("'", "").isalnum()
        assert word.stem.isalnum()
        assert not word.form.startswith("'")


@given(st.text(ODD) | st.text())
def test_a_form_is_its_own_form(text: str) -> None:
    for word in typed_words(text):
        assert fold(word.form) == word.form


@given(st.text(ODD) | st.text())
def test_a_word_cut_out_reads_as_it_did_in_the_text(text: str) -> None:
    for word in typed_words(text):
        assert [w.form for w in typed_words(text[word.start : word.end])] == [word.form]


@given(st.text(ODD) | st.text())
def test_the_index_reads_what_is_marked(text: str) -> None:
    placed = {place: pair for place, pair in enumerate(terms(text)) if pair != ("", "")}

    assert placed == {word.position: (word.form, word.stem) for word in words(text)}


PIECES = [
    "we",
    "We",
    "“Well,",
    "dying",
    "d[y]ing",
    "O’Brien",
    "U.S.",
    "wéb",
    "w",
    "weapon[s]",
    "\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(ODD, max_size=8)).map(" ".join))
def test_words_that_begin_so_are_not_passed_over(text: str) -> None:
    stems = ["we", "die", "obrien", "us", "weapon", "1000"]

    found = {word[:2] + word[3:] for word in words_beginning(text, beginnings(stems))}

    everything = {word[:2] + word[3:] for word in words(text)}
    assert {word for word in everything if word[-1] in stems} <= found <= everything
