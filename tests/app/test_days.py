from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.days import read_day
from statements.extraction import edtf
from statements.models.dating import describe


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("", ""),
        ("   ", ""),
        ("2021-08-19", "2021-08-19"),
        ("2021-8-9", "2021-08-09"),
        ("2021/08/19", "2021-08-19"),
        ("19 August 2021", "2021-08-19"),
        ("19th of August, 2021", "2021-08-19"),
        ("Thursday, 19 August 2021", "2021-08-19"),
        ("  aug  19 2021 ", "2021-08-19"),
        ("Aug. 19, 2021", "2021-08-19"),
        ("Sept 3 2021", "2021-09-03"),
        ("19.8.2021", "2021-08-19"),
        ("02.03.2021", "2021-03-02"),
        ("19/08/2021", "2021-08-19"),
        ("08/19/2021", "2021-08-19"),
        ("8/8/2021", "2021-08-08"),
        ("August 2021", "2021-08"),
        ("2021-08", "2021-08"),
        ("2021", "2021"),
        ("24 July", "XXXX-07-24"),
        ("24 July, year unknown", "XXXX-07-24"),
        ("29 February", "XXXX-02-29"),
        ("XXXX-07-24", "XXXX-07-24"),
        ("[2024-03-14..]", "[2024-03-14..]"),
        ("14 March 2024 or later", "[2024-03-14..]"),
        ("since March 2024", "[2024-03..]"),
        ("until 14 March 2024", "[..2024-03-14]"),
        ("14 March 2024 or earlier", "[..2024-03-14]"),
        ("20 to 22 August 2021", "2021-08-20/2021-08-22"),
        ("20–22 August 2021", "2021-08-20/2021-08-22"),
        ("30 July – 2 August 2021", "2021-07-30/2021-08-02"),
        ("from 30 July to 2 August 2021", "2021-07-30/2021-08-02"),
        ("21 March 2025 to 23 March 2025", "2025-03-21/2025-03-23"),
        ("2025-03-21/2025-03-23", "2025-03-21/2025-03-23"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, known: str) -> None:
    assert read_day(typed) == known


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("08/09/2021", "can be 8 September 2021 or 9 August 2021"),
        ("8-9-2021", "write the month as a word"),
        ("19/08/21", "four digits"),
        ("31 April 2021", "not a day of the calendar"),
        ("29 February 2021", "not a day of the calendar"),
        ("30 February", "not a day of the calendar"),
        ("August", "add a day or a year"),
        ("last Thursday", "could not be read"),
        ("19 Augsut 2021", "could not be read"),
        ("22 August 2021 to 20 August 2021", "ends before it begins"),
        ("1 to 2", "could not be read"),
        ("٣١ May 2021", "could not be read"),
        ("9" * 5000, "could not be read"),
        ("2021-08-19\x00", "could not be read"),
    ],
)
def test_doubt_is_answered_with_what_to_type(typed: str, answer: str) -> None:
    with pytest.raises(ValueError, match=answer) as refusal:
        read_day(typed)

    assert len(str(refusal.value)) < 200


@given(
    st.text(max_size=30) | st.from_regex(r"[0-9]{1,2}[ ./-][a-z0-9]{1,3}[ ./-][0-9]{2,4}")
)
def test_whatever_is_typed_gives_edtf_or_a_reason(typed: str) -> None:
    try:
        known = read_day(typed)
    except ValueError:
        return  # the reason is tested above
    edtf.parse(known)


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
def test_every_day_in_words_reads_as_the_same_day(one: date, other: date) -> None:
    first, last = sorted([one, other])
    day, month = first.isoformat(), first.isoformat()[:7]
    known = [day, month, f"XXXX{day[4:]}", f"[{day}..]", f"[..{month}]"]
    if first != last:
        known.append(f"{day}/{last.isoformat()}")

    assert [read_day(describe(edtf)) for edtf in known] == known
