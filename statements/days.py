"""What an editor types for a day, read as EDTF. Doubt is answered with a question."""

import calendar
import re
from datetime import date

from statements.extraction import edtf

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}

_NUMBERS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*(?:\2\s*(\d{1,4}))")
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>[a-z]+)\.?"
    r"|(?P<month2>[a-z]+)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<month3>[a-z]+)\.?)"
    r"(?:\s*,?\s*(?P<year>\d{4}))?"
)


def read_day(typed: str) -> str:
    """Return the EDTF for what was typed; an empty answer for nothing typed.

    Full and partial days are read: "19 August 2021", "aug 19 2021", "August 2021",
    "24 July", "19.08.2021", and EDTF as it is. A day that can be read in two ways,
    or not at all, raises ValueError with what to type instead.

    >>> read_day("aug 19 2021"), read_day("24 July"), read_day("February 2024")
    ('2021-08-19', 'XXXX-07-24', '2024-02')
    """
    folded = " ".join(typed.split())
    if not folded:
        return ""
    if match := _NUMBERS.fullmatch(folded):
        return _read_numbers(match)
    if match := _WORDS.fullmatch(folded.lower()):
        return _read_words(match, folded)
    try:
        edtf.parse(folded)
    except ValueError:
        raise ValueError(_not_a_day(folded)) from None
    return folded


def _read_numbers(match: re.Match[str]) -> str:
    first, mark, second, third = match.groups()
    if len(first) == 4:
        return _full(int(first), int(second), int(third), match.group())
    if len(third) != 4:
        raise ValueError(f"“{match.group()}”: write the year with four digits.")
    year, one, two = int(third), int(first), int(second)
    if mark == "." or one > 12 or one == two:
        return _full(year, two, one, match.group())
    if two > 12:
        return _full(year, one, two, match.group())
    raise ValueError(
        f"“{match.group()}” can be {one} {calendar.month_name[two]} {year} or "
        f"{two} {calendar.month_name[one]} {year}: write the month as a word."
    )


def _read_words(match: re.Match[str], typed: str) -> str:
    name = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"]
    month = MONTHS.get(name)
    if month is None:
        raise ValueError(_not_a_day(typed))
    if day is None:
        if match["year"] is None:
            raise ValueError(f"“{typed}”: add a day or a year.")
        return f"{match['year']}-{month:02}"
    if match["year"] is None:
        _full(2000, month, int(day), typed)
        return f"XXXX-{month:02}-{int(day):02}"
    return _full(int(match["year"]), month, int(day), typed)


def _full(year: int, month: int, day: int, typed: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"“{typed}” is not a day of the calendar.") from None


def _not_a_day(typed: str) -> str:
    return (
        f"“{typed}” could not be read as a day: write 19 August 2021, August 2021, "
        "24 July (year unknown) or 2021-08-19."
    )
