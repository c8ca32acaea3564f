"""Words for a body that names nobody, and words for nobody at all."""

import pytest

from statements.extraction import extract
from statements.extraction.model import SpeakerKind

INSTITUTION, ANONYMOUS = SpeakerKind.INSTITUTION, SpeakerKind.ANONYMOUS


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Borealis Corp. lost its case. The company said the mill would close.",
            "Borealis Corp",
            INSTITUTION,
        ),
        (
            "The National Weather Bureau met. The agency said the river would rise.",
            "National Weather Bureau",
            INSTITUTION,
        ),
        (
            "Northern Bank said profits fell. The lender said it would recover.",
            "Northern Bank",
            INSTITUTION,
        ),
        ("The Riverside Gazette wrote of it. The company said it was sorry.", "the company", ANONYMOUS),
        (
            "Borealis Corp. has sued Hull Bank. The company said the mill would close.",
            "the company",
            ANONYMOUS,
        ),
        ("Acme Steel, a maker of rails, said the mill would close.", "Acme Steel", INSTITUTION),
        ("Everyone said it was fine.", "everyone", ANONYMOUS),
        ("Many say the price is too high.", "many", ANONYMOUS),
    ],
)  # fmt: skip
def test_a_word_for_a_body_is_the_one_named_last_where_that_is_clear(
    text: str, name: str, kind: SpeakerKind
) -> None:
    named = extract(text).statements[-1].speaker

    assert (named.name, named.kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that the bridge was safe.",
        "No one told reporters that it would fall.",
        "Neither side said what had been agreed.",
        "“It is over,” nobody said.",
        "None of them said who had paid.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert extract(text).statements == ()


def test_a_label_in_capitals_is_a_person_not_a_body() -> None:
    text = "WALLACE: Are you sure it was then?\n\nLEE: I am quite sure that it was.\n\nNATO: We are quite sure of it as well, and have said so."

    named = [statement.speaker for statement in extract(text).statements]

    assert [(who.name, who.kind.value) for who in named] == [
        ("Wallace", "person"),
        ("Lee", "person"),
        ("NATO", "institution"),
    ]


def test_a_pronoun_is_the_whole_subject() -> None:
    text = "Tom Hill said no. The next day he said that he was sorry."

    assert extract(text).statements[-1].source_text == "he"


def test_a_man_who_was_ill_is_not_in_illinois() -> None:
    text = "Last week, Tom Hill said he was ill. Yesterday, he said he was well."

    days = [s.date.edtf for s in extract(text, published="2020-05-06").statements]

    assert days == ["2020-04-27/2020-05-03", "2020-05-05"]
