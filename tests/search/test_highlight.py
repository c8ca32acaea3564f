from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from statements.search.analysis import beginnings, fold, stem, words, words_beginning
from statements.search.highlight import Marks, highlight
from statements.search.parsing import parse
from statements.search.query import Form, Spelling


def marked(text: str, typed: str) -> list[str]:
    return [segment.text for segment in highlight(text, parse(typed)) if segment.hit]


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Supplying weapons is our right", "weapon", ["weapons"]),
        ("They advocate[s] peace", "advocates", ["advocate[s]"]),
        ("They advocate[s] peace", "advocate", ["advocate[s]"]),
        ("They advocate[s] peace", '"advocate peace"', ["advocate[s] peace"]),
        ("It is Russia’s right", "russia's", ["Russia’s"]),
        ("It is Russia’s right", "Russia", ["Russia’s"]),
        ("Əliyev agreed", "aliyev", ["Əliyev"]),
        ("the right, our right", '"our right"', ["our right"]),
        ("the right, our rights", '"our right"', []),
        ("Nagorno-Karabakh", "nagorno-karabakh", ["Nagorno-Karabakh"]),
        ("weapons and weaponry", "weap*", ["weapons", "weaponry"]),
        ("a war of words", "words OR war", ["war", "words"]),
        ("a war of words", "words -war", ["words"]),
        ("of balance of power", '"balance of" "of power"', ["balance of power"]),
        ("they lie, lying there", "lie", ["lie", "lying"]),
        ("a by-word", "a", ["a"]),
        ("nothing here", "speaker:x", []),
    ],
)
def test_hits_are_marked(text: str, typed: str, expected: list[str]) -> None:
    assert marked(text, typed) == expected


def test_other_spellings_of_a_name_are_marked_unless_exact() -> None:
    spelling = Spelling("hajiyev", ("gadzhiev", "haciyev"))
    text = "Gadzhiev met Hacıyev and Hajiyev"

    plain = replace(parse("Hajiyev"), spellings=(spelling,))
    exact = replace(parse('"Hajiyev"'), spellings=(spelling,))

    assert [text[a:b] for a, b in Marks(plain).on(text)] == [
        "Gadzhiev",
        "Hacıyev",
        "Hajiyev",
    ]
    assert [text[a:b] for a, b in Marks(exact).on(text)] == ["Hajiyev"]


TEXT = st.text('ab’[].*- éə"1,') | st.text()


@given(TEXT, TEXT)
def test_the_segments_are_the_text(text: str, typed: str) -> None:
    assert "".join(segment.text for segment in highlight(text, parse(typed))) == text


@given(TEXT, TEXT)
def test_hits_are_ordered_and_apart(text: str, typed: str) -> None:
    edges = [edge for hit in Marks(parse(typed)).on(text) for edge in hit]

    assert edges == sorted(edges)
    assert all(start < end for start, end in Marks(parse(typed)).on(text))


@given(TEXT)
def test_a_text_searched_for_itself_is_marked(text: str) -> None:
    typed = '"' + text.replace('"', " ") + '"'

    assert bool(Marks(parse(typed)).on(text)) == bool(parse(typed).groups)


@given(st.text("abdegilnsty'", min_size=1, max_size=9).map(fold).filter(bool))
def test_a_word_is_found_by_the_beginning_of_its_stem(form: str) -> None:
    wanted = beginnings([stem(form)])

    for text in (form, f"“{form.title()}”", f"\n{form.upper()}, ", form.replace("'", "’")):
        told = f"so {text} so"
        assume(form in [word.form for word in words(told)])
        assert form in [word.form for word in words_beginning(told, wanted)]


@given(
    st.lists(
        st.text(alphabet="abdeisyzÉéƏəİıßŒ’'[].-1", min_size=1, max_size=7), min_size=1
    ),
    st.data(),
)
def test_every_word_with_the_stem_of_one_that_was_typed_is_marked(
    said: list[str], data: st.DataObject
) -> None:
    text, typed = " ".join(said), data.draw(st.sampled_from(said))
    query = parse(typed)
    plain = [term for term in query.terms if term.kind is Form.WORD]
    wanted = {
        (word.start, word.end)
        for term in plain
        for word in words(text)
        if word.stem == term.stem
    }

    found = Marks(query).on(text)

    assert all(any(a <= start and end <= b for a, b in found) for start, end in wanted)
