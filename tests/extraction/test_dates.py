"""Days: as written, worked out, carried over, and left unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction import extract
from statements.extraction.dates_calendar import last_before, last_weekday, nearest
from statements.extraction.dates_mentions import Relative, find_times
from statements.extraction.dates_timeline import read_published
from statements.extraction.model import Basis, Dating, Precision


def dating(text: str, published: str | None = None) -> Dating:
    """Return the date of the last statement of an invented text."""
    return extract(text, published=published).statements[-1].date


@pytest.mark.parametrize(
    ("written", "edtf", "precision"),
    [
        ("on 4 May 2020", "2020-05-04", Precision.DAY),
        ("on May 4, 2020", "2020-05-04", Precision.DAY),
        ("on Monday, May 4, 2020,", "2020-05-04", Precision.DAY),
        ("on the 4th of May 2020", "2020-05-04", Precision.DAY),
        ("on Sept. 4, 2020", "2020-09-04", Precision.DAY),
        ("on 2020-05-04", "2020-05-04", Precision.DAY),
        ("on 1 January 2020", "2020-01-01", Precision.DAY),
        ("in May 2020", "2020-05", Precision.MONTH),
        ("in 2020", "2020", Precision.YEAR),
        ("on 4 May", "XXXX-05-04", Precision.UNKNOWN),
        ("on Monday", "", Precision.UNKNOWN),
        ("last week", "", Precision.UNKNOWN),
        ("on 31 February 2020", "", Precision.UNKNOWN),
    ],
)
def test_a_date_beside_the_verb_dates_the_words(
    written: str, edtf: str, precision: Precision
) -> None:
    found = dating(f"The reactor will stay closed, the engineer Ann Lee said {written}.")

    assert (found.edtf, found.precision) == (edtf, precision)


@pytest.mark.parametrize(
    ("written", "published", "edtf"),
    [
        ("on Thursday", "2022-06-18", "2022-06-16"),
        ("on Saturday", "2022-06-18", "2022-06-18"),
        ("Thursday evening", "2022-06-18", "2022-06-16"),
        ("on Thursday", "2022-06-17/2022-06-19", "2022-06-16"),
        ("on Saturday", "2022-06-17/2022-06-19", ""),
        ("yesterday", "2022-06-18", "2022-06-17"),
        ("today", "2022-06-18", "2022-06-18"),
        ("earlier today", "2022-06-18", "2022-06-18"),
        ("yesterday", "2022-06-17/2022-06-19", ""),
        ("last week", "2022-06-18", "2022-06-06/2022-06-12"),
        ("this week", "2022-06-18", "2022-06-13/2022-06-18"),
        ("over the weekend", "2022-06-21", "2022-06-18/2022-06-19"),
        ("last weekend", "2022-06-21", "2022-06-18/2022-06-19"),
        ("this weekend", "2022-06-18", "2022-06-18"),
        ("last month", "2022-06-18", "2022-05"),
        ("last year", "2022-06-18", "2021"),
        ("on 16 June", "2022-06-18", "2022-06-16"),
        ("on 30 December", "2022-01-02", "2021-12-30"),
        ("on Thursday, 16 June", "2022-06-18", "2022-06-16"),
        ("on Friday, 16 June", "2022-06-18", "XXXX-06-16"),
        ("on 29 February", "2022-06-18", "2020-02-29"),
        ("in May", "2022-06-18", "2022-05"),
        ("in November", "2022-06-18", "2021-11"),
    ],
)
def test_the_publication_day_completes_what_is_written(
    written: str, published: str, edtf: str
) -> None:
    text = f"The reactor will stay closed, the engineer Ann Lee said {written}."

    assert dating(text, published).edtf == edtf


def test_days_ago_are_counted_from_the_publication() -> None:
    text = "Three days ago the engineer Ann Lee said that the reactor was closed."

    assert dating(text, "2022-06-18").edtf == "2022-06-15"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # a day inside the words, or behind another verb, is not the day of the saying
        ("“We close on 4 May 2020,” Ann Lee said.", ""),
        ("Ann Lee said that the reactor would close on 4 May 2020.", ""),
        (
            "“We agree,” Ann Lee said in a note marking the accord signed on 4 May 2020.",
            "",
        ),
        ("Ann Lee, who was elected on 4 May 2020, said: “We agree.”", ""),
        ("“We agree,” said Ann Lee, commenting on the 4 May 2020 ruling.", ""),
        ("Since 2012 Ann Lee has argued that the reactor should close.", ""),
        # but one that opens the sentence, or stands with the occasion, is
        ("On 4 May 2020, Ann Lee said: “We agree.”", "2020-05-04"),
        (
            "In an interview with the Bugle on 4 May 2020 Ann Lee said: “We agree.”",
            "2020-05-04",
        ),
        ("“We agree,” Ann Lee said in a statement issued on 4 May 2020.", "2020-05-04"),
        ("“We agree,” Ann Lee told reporters in Leeds on 4 May 2020.", "2020-05-04"),
    ],
)
def test_a_day_belongs_to_its_own_verb(text: str, edtf: str) -> None:
    assert dating(text).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # 16 June is a Thursday in 2022
        (
            """The dam will hold, Ann Lee said on Thursday, June 16. It was built in May 2021
            and tested in April 2022.""",
            "2022-06-16",
        ),
        # 1988 would fit too, but one year named in passing proves nothing
        (
            "The dam will hold, Ann Lee said on Thursday, June 16. It was built in May 1987.",
            "XXXX-06-16",
        ),
        # nothing named
        ("The dam will hold, Ann Lee said on Thursday, June 16.", "XXXX-06-16"),
        # a plan for a year to come does not count as past
        (
            """The dam will hold, Ann Lee said on Thursday, June 16. It was built in May 2021 and
            tested in April 2022, and is due to be replaced by June 2033.""",
            "2022-06-16",
        ),
        # an anniversary of a full day
        (
            """RIGA, March 2 — The accord holds, the ministry said in a statement on the two-year
            anniversary of the truce signed on March 1, 2015.""",
            "2017-03-02",
        ),
    ],
)
def test_the_year_is_taken_from_the_text_only_where_it_proves_one(
    text: str, edtf: str
) -> None:
    assert extract(" ".join(text.split())).statements[0].date.edtf == edtf


def test_a_year_worked_out_is_explained_in_a_sentence() -> None:
    found = (
        extract(
            "The dam will hold, Ann Lee said on Thursday, June 16. "
            "It was built in May 2021 and tested in April 2022."
        )
        .statements[0]
        .date
    )

    assert found.basis is Basis.YEAR_INFERRED
    assert found.reason == (
        "The text says “Thursday, June 16”. 16 June is a Thursday in 2022; "
        "the text names May 2021 and April 2022 as past and nothing later."
    )


@pytest.mark.parametrize(
    ("second", "edtf"),
    [
        ("“It is safe,” she said.", "2020-05-04"),
        ("“It is safe,” Lee added.", "2020-05-04"),
        ("Lee has repeatedly said that it is safe.", ""),
        ("“It is safe,” Lee had said.", ""),
        ("“It is safe,” Lee said in an interview with the Bugle.", ""),
        ("“It is safe,” the mayor Tom Hill said.", ""),
        ("The next day, Lee said that it was safe.", "2020-05-05"),
        ("A day earlier, Lee said that it was safe.", "2020-05-03"),
        ("“It is safe,” Lee said the same evening.", "2020-05-04"),
        ("Previously Lee said that it was safe.", ""),
        (
            "On the same day as Lee’s briefing, the mayor Tom Hill said that it was safe.",
            "2020-05-04",
        ),
    ],
)
def test_a_day_is_carried_over_inside_one_occasion_only(second: str, edtf: str) -> None:
    first = "At a briefing on 4 May 2020 the engineer Ann Lee said the reactor was closed."

    assert dating(f"{first}\n\n{second}").edtf == edtf


def test_the_day_after_a_weekday_is_known_with_the_publication_day_only() -> None:
    text = (
        "The engineer Ann Lee said on Thursday that the reactor was closed.\n\n"
        "The next day, the mayor Tom Hill said that it was open."
    )

    assert dating(text).weekday == 4
    assert dating(text).edtf == ""
    assert dating(text, "2022-06-18").edtf == "2022-06-17"


def test_a_weekday_alone_is_bounded_by_what_the_text_names_as_past() -> None:
    found = dating(
        "In May 2019 the mayor Tom Hill announced that the bridge was sound.\n\n"
        "The engineer Ann Lee said on Thursday that it was not."
    )

    assert (found.edtf, found.earliest, found.latest) == (
        "[2019-05..]",
        date(2019, 5, 1),
        None,
    )
    assert found.weekday == 3
    assert "not before that" in found.reason


def test_words_in_the_first_paragraph_take_the_day_of_the_dateline() -> None:
    found = extract(
        "Ferries stop\n\nOSLO, 3 March 2018 (NTB) — Ferries will stop, the port office said.\n\n"
        "The weather was bad, the mayor Tom Hill said."
    ).statements

    assert [s.date.edtf for s in found] == ["2018-03-03", ""]
    assert found[0].date.basis is Basis.DATELINE


def test_the_headline_takes_the_day_of_what_it_sums_up() -> None:
    found = extract(
        "Reactor is safe, Lee says\n\n"
        "The engineer Ann Lee told a press conference on 4 May 2020 that the reactor was safe."
    ).statements

    assert {s.date.edtf for s in found} == {"2020-05-04"}


def test_the_day_of_a_picture_is_nobodys() -> None:
    found = extract(
        "Engineer Ann Lee attends a hearing in Leeds, April 22, 2019\n\n"
        "Reactor stays closed after the storm\n\n"
        "The reactor will stay closed for another year, the engineer Ann Lee said."
    ).statements

    assert [s.date.edtf for s in found] == [""]


def test_what_a_medium_was_told_is_of_the_day_of_its_report() -> None:
    found = dating(
        "On 4 May 2020, Reuters reported that the port was closed. "
        "“We cannot say when it opens,” a port official told Reuters."
    )

    assert found.edtf == "2020-05-04"


@pytest.mark.parametrize(
    "wrong", ["yesterday", "2020-13-01", "2020-02-30", "20200501", "XXXX-05-04"]
)
def test_a_publication_day_that_is_none_is_refused_with_the_cure(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"published: .*"):
        extract("Any text.", published=wrong)


def test_a_publication_interval_is_read() -> None:
    published = read_published("2016-02-25/2016-02-26")

    assert published is not None
    assert (published.first, published.last) == (date(2016, 2, 25), date(2016, 2, 26))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "written",
    ["yesterday", "last week", "last month", "last year", "over the weekend", "on Friday",
     "in November", "on 30 December", "12 years ago", "12 months ago", "the next day"],
)  # fmt: skip
def test_the_ends_of_the_calendar_are_no_trap(written: str, published: str) -> None:
    text = f"{written.capitalize()} the engineer Ann Lee said that the reactor was closed."

    assert extract(text, published=published).statements


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("the following day", Relative.MENTION),
        ("on the same evening as Lee’s speech", Relative.SPEAKER),
        ("last night", Relative.PUBLICATION),
        ("two weeks ago", Relative.PUBLICATION),
        ("two weeks earlier", Relative.MENTION),
        ("in recent weeks", Relative.VAGUE),
        ("next Friday", Relative.VAGUE),
    ],
)
def test_what_an_expression_counts_from(text: str, relative: Relative) -> None:
    assert [time.relative for time in find_times(text)] == [relative]


@pytest.mark.parametrize(
    "text",
    ["He may go.", "They march on.", "5:30 p.m.", "in 1400", "Maybe 3 cats", "once again"],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text) == []


@given(st.dates(), st.integers(0, 6))
def test_the_last_weekday_is_within_the_week_before(day: date, weekday: int) -> None:
    found = last_weekday(day, weekday)

    assert 0 <= (day - found).days <= 6
    assert found.weekday() == weekday or found == date.min


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(1, 12), st.integers(1, 31))
def test_the_last_such_day_is_not_after_its_limit(
    limit: date, month: int, day: int
) -> None:
    found = last_before(month, day, limit)

    assert found is None or (found <= limit and (found.month, found.day) == (month, day))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 12))
def test_the_nearest_day_is_at_most_half_a_year_away(to: date, month: int) -> None:
    found = nearest(month, 15, to)

    assert found is not None
    assert abs((found - to).days) <= 183


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)),
    st.none() | st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)),
)
def test_a_stated_day_never_changes_with_the_publication_day(
    day: date, published: date | None
) -> None:
    text = f"“We agree,” the mayor Tom Hill said on {day.day} {day:%B} {day.year}."

    found = dating(text, published.isoformat() if published else None)

    assert found.edtf == day.isoformat()
    assert found.basis is Basis.STATED


def test_a_transcript_has_the_day_of_its_headline() -> None:
    found = extract(
        "Briefing by Foreign Ministry spokeswoman Elena Orlova, Riga, 12 March 2019\n\n"
        "Question: What can you say about the talks?\n\n"
        "Elena Orlova: We welcome them. The talks will continue for as long as it takes.\n\n"
        "Question: Will the minister travel?\n\n"
        "Elena Orlova: The minister's schedule will be announced in due time."
    )

    assert [s.date.edtf for s in found.statements if s.speaker.name == "Elena Orlova"] == [
        "2019-03-12",
        "2019-03-12",
    ]
    assert [(e.title, e.host) for e in found.events] == [("Briefing", "Foreign Ministry")]


def test_a_day_in_a_headline_of_news_dates_nothing() -> None:
    found = dating(
        "Orlova cancels Riga trip of 12 March 2019\n\n"
        "The trip was cancelled because of the storm, the spokeswoman Elena Orlova said."
    )

    assert found.edtf == ""
