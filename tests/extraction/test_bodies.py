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
