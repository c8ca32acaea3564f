"""Who says what: a table for each shape of attribution. People and events are made up."""

import pytest

from statements.extraction.model import StatementKind, ZoneKind
from tests.extraction.reading import found_in, lines

QUOTED = [
    ("“The dam will hold,” Ann Lee said.", "Ann Lee: “The dam will hold,”"),
    ("“The dam will hold,” said Ann Lee.", "Ann Lee: “The dam will hold,”"),
    ("Ann Lee said: “The dam will hold.”", "Ann Lee: “The dam will hold.”"),
    (
        "Ann Lee told reporters on Friday, “The dam will hold.”",
        "Ann Lee: “The dam will hold.”",
    ),
    ("“Will the dam hold?” Ann Lee asked.", "Ann Lee: “Will the dam hold?”"),
    ("“The dam will hold!” Ann Lee thundered.", "Ann Lee: “The dam will hold!”"),
    ("Ann Lee struck back: “The dam will hold.”", "Ann Lee: “The dam will hold.”"),
    (
        "“The dam,” Ann Lee said in Oslo, “will hold.”",
        "Ann Lee: “The dam,” … “will hold.”",
    ),
    (
        "“The dam will hold,” Ann Lee said. “It always has.”",
        "Ann Lee: “The dam will hold,” … “It always has.”",
    ),
    (
        "“The dam will hold,” Ann Lee said.\n\n“It always has.”",
        "Ann Lee: “The dam will hold,” … “It always has.”",
    ),
    ("Ann Lee said:\n\n“The dam will hold.”", "Ann Lee: “The dam will hold.”"),
    ("“The dam will hold.” — Ann Lee, engineer", "Ann Lee, engineer: “The dam will hold.”"),
    ("“The dam will hold at last.”\n\n- Ann Lee", "Ann Lee: “The dam will hold at last.”"),
    (
        "''The dam will hold,'' Mr. Lee said, ''for years.''",
        "Mr. Lee: ''The dam will hold,'' … ''for years.''",
    ),
    (
        "‘The dam’s “old” wall will hold’, Ann Lee added.",
        "Ann Lee: ‘The dam’s “old” wall will hold’",
    ),
]


@pytest.mark.parametrize(("text", "line"), QUOTED)
def test_a_quotation_finds_its_speaker(text: str, line: str) -> None:
    assert lines(text) == [line]


REPORTED = [
    ("Ann Lee said that the dam would hold.", "Ann Lee: the dam would hold"),
    ("Ann Lee said the dam would hold.", "Ann Lee: the dam would hold"),
    ("Ann Lee said Tuesday the dam would hold.", "Ann Lee: the dam would hold"),
    (
        "Ann Lee told a crowd in Oslo that the dam would hold.",
        "Ann Lee: the dam would hold",
    ),
    ("Ann Lee said in a statement that the dam would hold.", "Ann Lee: the dam would hold"),
    ("The dam would hold, Ann Lee said on Friday.", "Ann Lee: The dam would hold"),
    (
        "The port is not hiding the dam and asks the town to wait, Ann Lee said on Friday.",
        "Ann Lee: The port is not hiding the dam and asks the town to wait",
    ),
    (
        "The dam would hold, said Ann Lee, an engineer.",
        "Ann Lee, an engineer: The dam would hold",
    ),
    ("The dam, said Ann Lee, would hold.", "Ann Lee: The dam … would hold"),
    ("Recently, she said, the dam has held.", "she: Recently … the dam has held"),
    ("Ann Lee asked whether the dam would hold.", "Ann Lee: whether the dam would hold"),
    (
        "Ann Lee said that the dam would hold and that nobody need leave.",
        "Ann Lee: the dam would hold and that nobody need leave",
    ),
    (
        "The dam would hold, according to the ministry.",
        "the ministry: The dam would hold",
    ),
    (
        "According to the ministry, the dam would hold.",
        "the ministry: the dam would hold",
    ),
    ("As Ann Lee noted, the dam has held.", "Ann Lee: the dam has held"),
    ("As reported by the Gazette, the dam has held.", "the Gazette: the dam has held"),
    ("Bo Kim was asked by Ann Lee whether the dam held.", "Ann Lee: whether the dam held"),
    (
        "Ann Lee’s claim that the dam would hold drew laughter.",
        "Ann Lee’s: the dam would hold",
    ),
    ("She called on Oslo to close the dam.", "She: Oslo to close the dam"),
    ("When Ann Lee said the dam would hold, they laughed.", "Ann Lee: the dam would hold"),
    (
        "Ann Lee said the dam would hold, a claim nobody shared.",
        "Ann Lee: the dam would hold",
    ),
]


@pytest.mark.parametrize(("text", "line"), REPORTED)
def test_reported_speech_keeps_to_its_clause(text: str, line: str) -> None:
    content, _, _ = line.partition(" drew")
    assert [found.removesuffix(" drew laughter") for found in lines(text)] == [content]


SOURCES = [
    ("Ann Lee, a nurse from Oslo, said the dam held.", "Ann Lee, a nurse from Oslo,"),
    (
        "The director of the port, Bo Kim, said the dam held.",
        "The director of the port, Bo Kim,",
    ),
    ("Ann Lee, who knew the river, said the dam held.", "Ann Lee, who knew the river,"),
    ("On Monday Ann Lee said the dam held.", "Ann Lee"),
    ("At a talk on May 4, Ann Lee, a nurse, said the dam held.", "Ann Lee, a nurse,"),
    ("Speaking at a talk on May 4 Ann Lee said the dam held.", "Ann Lee"),
    ("Asked about the port, Ann Lee, 41, said the dam held.", "Ann Lee, 41,"),
    ("On Monday, Ann Lee, a nurse, said the dam held.", "Ann Lee, a nurse,"),
    ("In a letter to the port, Ann Lee said the dam held.", "Ann Lee"),
    ("A spokesman for the port said the dam held.", "A spokesman for the port"),
    ("Ann Lee and Bo Kim said the dam held.", "Ann Lee and Bo Kim"),
    ("Sen. Ann Lee (D-Ohio) said the dam held.", "Sen. Ann Lee (D-Ohio)"),
    ("The river rose and the mayor said the dam held.", "the mayor"),
    ("A report published Wednesday said the dam held.", "A report published Wednesday"),
    ("Reporters met Bo Kim, who said the dam held.", "Bo Kim, who"),
    ("Ann Lee smiled and said the dam held.", "Ann Lee"),
    ("Ann Lee left Oslo, saying the dam held.", "Ann Lee"),
    ("Saying the dam held, Ann Lee left Oslo.", "Ann Lee"),
    ("A note went round with neighbors saying the dam held.", "neighbors"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_the_subject_is_the_source(text: str, source: str) -> None:
    assert [found.partition(": ")[0].rstrip(",") for found in lines(text)] == [
        source.rstrip(",")
    ]


SEVERAL = [
    (
        "“The dam will hold,” she added noting that the river is low.",
        ["she: “The dam will hold,”", "she: the river is low"],
    ),
    (
        "Ann Lee said the dam would hold, adding that the river was low.",
        ["Ann Lee: the dam would hold", "Ann Lee: the river was low"],
    ),
    (
        "Ann Lee said the dam would hold, but Bo Kim said it was cracked.",
        ["Ann Lee: the dam would hold", "Bo Kim: it was cracked"],
    ),
    (
        "Ann Lee, who said the dam would hold, said nobody need leave.",
        ["Ann Lee, who: the dam would hold", "Ann Lee: nobody need leave"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_one_sentence_may_hold_several_statements(text: str, expected: list[str]) -> None:
    found = lines(text)
    assert [line.split(": ")[1] for line in found] == [e.split(": ")[1] for e in expected]
    assert all(
        e.split(",")[0].split(":")[0] in line
        for e, line in zip(expected, found, strict=True)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee declined to comment.",
        "Ann Lee did not say that the dam would hold.",
        "Polls show that voters like the dam.",
        "Forty percent said they feared the dam.",
        "The “Old Dam” festival opened on Friday.",
        "He read “The River and the Dam” in one night.",
        "The report was long and the claims were many.",
        "The list of emails that nobody reads is long.",
        "It rained. Nobody came to the dam.",
        "What they say was an accident closed the dam.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The dam will hold,” Ann Lee said.", StatementKind.DIRECT),
        ("Ann Lee said the dam “will hold” for years.", StatementKind.MIXED),
        ("Ann Lee said the dam will hold for years.", StatementKind.INDIRECT),
        ("Ann Lee called the dam a “national scandal.”", StatementKind.MIXED),
    ],
)
def test_the_kind_tells_how_much_is_quoted(text: str, kind: StatementKind) -> None:
    assert [found.kind for found in found_in("A line.\n" + text)] == [kind]


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Lee: the dam will hold", "Lee", "the dam will hold"),
        (
            "Dam will hold this winter, minister says",
            "minister",
            "Dam will hold this winter",
        ),
        (
            "Dam will hold this winter - Port Ministry",
            "Port Ministry",
            "Dam will hold this winter",
        ),
        (
            "Minister Says Old Dam Will Hold All Winter",
            "Minister",
            "Old Dam Will Hold All Winter",
        ),
        (
            "Oslo Tells Bergen it is Not Closing Any Dam",
            "Oslo",
            "it is Not Closing Any Dam",
        ),
    ],
)
def test_headlines_have_forms_of_their_own(
    headline: str, source: str, content: str
) -> None:
    (found,) = found_in(headline, ZoneKind.HEADLINE)
    assert found.source is not None
    assert found.source.of(headline) == source
    assert found.spans[0].of(headline) == content


def test_transcript_lines_belong_to_their_label() -> None:
    talk = "LEE: Will the dam hold this year?\n\nKIM: It has held for ninety years.\n\nLEE: Good."
    assert lines(talk)[:2] == [
        "LEE: Will the dam hold this year?",
        "KIM: It has held for ninety years.",
    ]


def test_a_floating_quotation_takes_the_speaker_before_it() -> None:
    text = "A line.\n\nLee said the dam would hold.\n\n‘It has held for ninety years and more.’"
    told, floating = found_in(text)
    assert (floating.rule, floating.elided, floating.cue) == ("floating-quote", True, None)
    assert floating.source == told.source


def test_a_quotation_nobody_speaks_is_left_out() -> None:
    assert lines("It rained.\n\n“It has held for ninety years and more.”") == []


def test_a_cue_may_be_quoted_itself() -> None:
    text = "Ann Lee also ‘confirm[ed]’ that the dam would hold."
    assert lines(text) == ["Ann Lee: the dam would hold"]
