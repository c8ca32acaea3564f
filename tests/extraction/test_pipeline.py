"""The whole journey of an article, and what holds for any text whatsoever."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction import extract
from statements.extraction.model import (
    READ,
    Basis,
    EventKind,
    Extraction,
    Precision,
    StatementKind,
    ZoneKind,
)
from statements.extraction.spans import join_spans

PAGE = """Harbour

Divers near a wreck. (Photo: Otto Blum)

Harbour to stay closed, Dahl says

By Nora Blum

OSLO, 3 March 2018 (NTB) — The harbour will stay closed for a week, port director Kari Dahl told a
press conference on Friday.

“We have found a wreck,” Dahl said. “Nobody knows how old it is.”

Sign up for our free daily newsletter

She called on ship owners “to be patient”, the Oslo Courier reports.

Divers found the wreck on 27 February, according to a port official.

Most Popular

Ferries stop again

2 Comments

ann: I never liked that harbour, she said."""
PAGE = PAGE.replace("told a\npress", "told a press")


@pytest.fixture(scope="module")
def page() -> Extraction:
    return extract(PAGE, published="2018-03-03", outlet="Oslo Courier")


def test_the_page_is_told_apart(page: Extraction) -> None:
    assert [zone.kind for zone in page.zones] == [
        ZoneKind.NAVIGATION,
        ZoneKind.CAPTION,
        ZoneKind.HEADLINE,
        ZoneKind.BYLINE,
        ZoneKind.DATELINE,
        ZoneKind.BODY,
        ZoneKind.NEWSLETTER,
        ZoneKind.BODY,
        ZoneKind.RELATED,
        ZoneKind.RELATED,
        ZoneKind.COMMENT,
    ]


def test_the_page_says_what_it_is(page: Extraction) -> None:
    about = page.metadata

    assert about.headline == "Harbour to stay closed, Dahl says"
    assert about.byline == "Nora Blum"
    assert about.dateline == "OSLO, 3 March 2018 (NTB)"
    assert about.agency == "NTB"
    assert about.outlet == "Oslo Courier"
    assert about.language == "en"
    assert (about.published.edtf, about.published.basis) == (
        "2018-03-03",
        Basis.PUBLICATION,
    )


def test_every_statement_is_said_by_somebody_on_a_day(page: Extraction) -> None:
    said = [(s.speaker.name, s.date.edtf, s.kind) for s in page.statements]

    assert said == [
        ("Kari Dahl", "2018-03-02", StatementKind.INDIRECT),
        ("Kari Dahl", "2018-03-02", StatementKind.INDIRECT),
        ("Kari Dahl", "2018-03-02", StatementKind.DIRECT),
        ("Kari Dahl", "2018-03-02", StatementKind.MIXED),
        ("a port official", "", StatementKind.INDIRECT),
    ]


def test_the_occasion_gathers_what_was_said_on_it(page: Extraction) -> None:
    assert [(e.kind, e.title, e.date.edtf) for e in page.events] == [
        (EventKind.PRESS_BRIEFING, "press conference", "2018-03-02")
    ]
    assert [s.event for s in page.statements] == [0, 0, 0, 0, None]


def test_who_passed_words_on_is_kept(page: Extraction) -> None:
    assert page.statements[3].via == ("Oslo Courier",)


def test_the_day_a_page_prints_serves_as_its_publication() -> None:
    text = (
        "Harbour to stay closed for weeks\n\nPublished 3 March 2018\n\n"
        "The harbour will stay closed for a week, the port director Kari Dahl said on Friday."
    )

    extraction = extract(text)

    assert extraction.metadata.published.edtf == "2018-03-03"
    assert extraction.statements[-1].date.edtf == "2018-03-02"


def test_a_day_given_counts_more_than_a_day_printed() -> None:
    text = "Harbour closed for weeks\n\nPublished 3 March 2018\n\nA wreck was found, Kari Dahl said."

    assert extract(text, published="2018-03-04").metadata.published.edtf == "2018-03-04"


def test_an_outlet_betrays_itself_by_its_own_words() -> None:
    text = f"{PAGE}\n\nRely on OC Media? We rely on you too."

    assert extract(text).metadata.outlet == "OC Media"


def test_odd_spaces_and_hyphens_change_nothing_but_themselves() -> None:
    text = "“We agree,” Foreign Ministry spokeswoman Anna-Lena Voss said on Thursday, August 19, 2021."
    odd = text.replace(" ", "\u00a0").replace("-", "\u2011")

    usual, same = extract(text).statements[0], extract(odd).statements[0]

    assert (same.speaker.name, same.date.edtf) == (usual.speaker.name, usual.date.edtf)
    assert same.spans == usual.spans
    assert same.text == "“We\u00a0agree,”"


_WORDS = st.sampled_from(
    """said told “Yes,” “No Ann Lee she he the ministry statement according to on Thursday 4 May 2020
    , . ’s ‘ ’ and who \n \n\n ( ) — [ ] said: the next day yesterday last year month ago weekend in since Dr. Mr. briefing a spokesman that
    Русский Հայ ə \u200b \u202e é 13 Comments By In""".split(" ")
)


@given(
    st.lists(_WORDS, max_size=80).map(" ".join) | st.text(max_size=200),
    st.sampled_from([None, "2020-05-04", "2020-05-04/2020-05-06", "2020-05"])
    | st.dates().map(date.isoformat),
)
def test_any_text_gives_values_that_hold_together(text: str, published: str | None) -> None:
    extraction = extract(text, published=published)

    for statement in extraction.statements:
        edges = [edge for span in statement.spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= span.start < span.end <= len(text) for span in statement.spans)
        assert statement.text == join_spans(text, statement.spans)
        assert any(
            zone.start <= statement.spans[0].start < zone.end
            for zone in extraction.zones
            if zone.kind in READ
        )
        assert statement.event is None or statement.event < len(extraction.events)
    for dating in [s.date for s in extraction.statements] + [
        e.date for e in extraction.events
    ]:
        if dating.earliest and dating.latest:
            assert dating.earliest <= dating.latest
        on_one_day = dating.earliest is not None and dating.earliest == dating.latest
        assert on_one_day == (dating.precision is Precision.DAY)
        neither = dating.earliest is None and dating.latest is None
        assert neither == (dating.precision is Precision.UNKNOWN)
        assert dating.reason


@pytest.mark.parametrize(
    "unit",
    [
        "“We agree,” Ann Lee said on Thursday. ",
        "Ann Lee, ",
        "“",
        "« ",
        "‘",
        "the statement said ",
        "said on 4 May the next day ",
        "Most Popular\n\n1. Ann said:\n\n",
        "Foreign Ministry of the Armenian Defence Ministry ",
        "a ",
        "A. ",
        "’s ",
        "(Photo: ",
        "saying ",
        "according to Ann Lee, ",
        "1. Ann said: ",
        "`` ",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begun = time.process_time()
        extract(text)
        return time.process_time() - begun

    seconds(2_000)
    small = min(seconds(5_000) for _ in range(2))
    large = min(seconds(10_000) for _ in range(2))

    assert large <= 3 * small + 0.03
