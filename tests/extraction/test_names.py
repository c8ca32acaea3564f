"""Spellings that meet under one key, and letters that must not be merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction.lexicon.known import (
    find_known,
    institution_key,
    known_speakers,
)
from statements.extraction.names import foreign_letters, name_key, without_possessive


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O’Brien", "O'BRIEN"),
        ("José Muñoz", "Jose Munoz"),
        ("Şahin Çelik", "Sahin Celik"),
        ("İsmayıl Əhmədov", "Ismayil Ahmadov"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Anna-Lena Groß", "Anna Lena Gross"),
        ("Søren Æbelø", "Soren Aebelo"),
        ("Олег Петров", "Oleg Petrov"),
        ("Արամ Սարյան", "Aram Saryan"),
        ("  Ann   Lee ", "ann lee"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hajiyev", "Gadzhiev"), ("Lee", "Leigh"), ("Ann Lee", "Anne Lee")]
)
def test_different_spellings_keep_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "spelling", ["Hajiyev", "Hacıyev", "Gadzhiev", "Гаджиев", "Khikmet Gadzhiev", "HAJIYEV"]
)
def test_a_table_joins_spellings_that_no_folding_could(spelling: str) -> None:
    known = find_known(spelling)

    assert known is not None
    assert known.name == "Hikmet Hajiyev"


@pytest.mark.parametrize("near", ["Hajiyeva", "Gadzhi", "Zakharov", "Shoig", "Lavrova"])
def test_likeness_alone_joins_nobody(near: str) -> None:
    assert find_known(near) is None


@pytest.mark.parametrize(
    ("disguised", "letters"),
    [("Zаkharova", "а"), ("Рutin", "Р"), ("Lаvrоv", "ао"), ("Mаria Zakharova", "а")],
)
def test_letters_of_a_second_script_are_found_and_never_merged(
    disguised: str, letters: str
) -> None:
    assert foreign_letters(disguised) == letters
    assert find_known(disguised) is None


@pytest.mark.parametrize("honest", ["Zakharova", "Захарова", "Zoë", "Ли Ann"])
def test_one_script_a_word_is_honest(honest: str) -> None:
    assert foreign_letters(honest) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Armenia’s Defence Ministry",
        "the Armenian Defense Ministry",
        "Ministry of Defence of Armenia",
        "Defence Ministry of the Republic of Armenia",
    ],
)
def test_an_institution_is_told_by_its_words_in_any_order(name: str) -> None:
    assert institution_key(name) == institution_key("Defence Ministry of Armenia")


def test_every_spelling_of_the_table_leads_to_its_own_row() -> None:
    for known in known_speakers():
        for spelling in (known.name, *known.spellings):
            found = find_known(spelling)

            assert found is not None, spelling
            assert found.name == known.name, spelling


def test_every_row_of_the_table_says_where_it_is_from() -> None:
    assert all(known.source.startswith("http") for known in known_speakers())


@pytest.mark.parametrize(
    ("written", "bare"),
    [("Lee’s", "Lee"), ("Lee's", "Lee"), ("Jones’", "Jones"), ("Lee", "Lee")],
)
def test_a_possessive_is_cut(written: str, bare: str) -> None:
    assert without_possessive(written) == bare


@given(st.text(max_size=60))
def test_a_key_of_a_key_is_itself(name: str) -> None:
    key = name_key(name)

    assert name_key(key) == key
