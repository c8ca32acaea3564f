"""Occasions as sentences mention them."""

import pytest

from statements.extraction import extract
from statements.extraction.events import find_events
from statements.extraction.model import Event, EventKind
from statements.extraction.spans import Span


@pytest.mark.parametrize(
    ("sentence", "kind", "title", "partner"),
    [
        (
            "She told a press conference on Monday that",
            EventKind.PRESS_BRIEFING,
            "press conference",
            "",
        ),
        (
            "At a daily news briefing in Rome the",
            EventKind.PRESS_BRIEFING,
            "daily news briefing in Rome",
            "",
        ),
        (
            "said in an interview with Le Monde on Friday",
            EventKind.INTERVIEW,
            "interview with Le Monde",
            "Le Monde",
        ),
        (
            "said in an ABC News interview that",
            EventKind.INTERVIEW,
            "ABC News interview",
            "ABC News",
        ),
        (
            "in a phone call with Ann Lee on 4 May",
            EventKind.PHONE_CALL,
            "phone call with Ann Lee",
            "Ann Lee",
        ),
        (
            "said in a statement issued on 4 May",
            EventKind.WRITTEN_STATEMENT,
            "statement",
            "",
        ),
        ("wrote in a Facebook post about fish", EventKind.SOCIAL_POST, "Facebook post", ""),
        ("told a rally in Leeds on Sunday", EventKind.SPEECH, "rally in Leeds", ""),
        ("during a meeting with farmers", EventKind.MEETING, "meeting with farmers", ""),
        (
            "at a peace conference in Oslo",
            EventKind.MEETING,
            "peace conference in Oslo",
            "",
        ),
    ],
)
def test_an_occasion_is_read_without_its_day(
    sentence: str, kind: EventKind, title: str, partner: str
) -> None:
    event = next(find_events(sentence, Span(0, len(sentence)), []))

    assert (event.kind, event.title, event.partner) == (kind, title, partner)


@pytest.mark.parametrize(
    "sentence",
    [
        "He called on the mayor.",
        "A statement of fact",
        "Her interview-style show",
        "She met him.",
    ],
)
def test_what_is_no_occasion(sentence: str) -> None:
    assert list(find_events(sentence, Span(0, len(sentence)), [])) == []


def events(text: str) -> tuple[Event, ...]:
    return extract(text).events


def test_one_occasion_comes_once_however_often_it_is_mentioned() -> None:
    found = events(
        "Nobody was hurt, the port director Kari Dahl told a briefing on 4 May 2020.\n\n"
        "“We were lucky,” she told the briefing.\n\n“Very lucky,” she added."
    )

    assert [(e.kind, e.host, e.date.edtf) for e in found] == [
        (EventKind.PRESS_BRIEFING, "Kari Dahl", "2020-05-04")
    ]


def test_two_speakers_hold_two_occasions() -> None:
    found = events(
        "Nobody was hurt, the port director Kari Dahl said in a statement on 4 May 2020.\n\n"
        "Two were hurt, the mayor Tom Hill said in a statement on 4 May 2020."
    )

    assert [e.host for e in found] == ["Kari Dahl", "Tom Hill"]


def test_a_briefing_is_held_by_the_institution_a_spokesperson_speaks_for() -> None:
    found = events(
        "Nobody was hurt, Health Ministry spokesman Otto Blum told a briefing on 4 May 2020."
    )

    assert [e.host for e in found] == ["Health Ministry"]


def test_an_interview_is_held_by_the_medium() -> None:
    found = events(
        "“Nobody was hurt,” Otto Blum said in an interview with Radio Vox on 4 May 2020."
    )

    assert [e.host for e in found] == ["Radio Vox"]


def test_an_occasion_inside_the_words_or_behind_another_verb_is_not_theirs() -> None:
    assert events("“I told a rally on Monday the truth,” Otto Blum said.") == ()
    assert events("“Fine,” said Otto Blum, who was hurt at a rally on Monday.") == ()


def test_the_report_of_a_medium_gathers_what_it_was_told() -> None:
    extraction = extract(
        "On 4 May 2020, Reuters reported that the port was closed. "
        "“We cannot say when it opens,” a port official told Reuters."
    )

    assert [(e.kind, e.host) for e in extraction.events] == [
        (EventKind.MEDIA_REPORT, "Reuters")
    ]
    assert [s.event for s in extraction.statements] == [0, 0]
