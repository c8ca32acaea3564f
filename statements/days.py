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

YEAR_DIGITS, DECEMBER = 4, 12

_NUMBERS = re.compile(r"([0-9]{1,4})\s*([./-])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,4})")
_DAY = r"(?P<day{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_WORDS = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:"
    + _DAY.format("")
    + r"\s+(?:of\s+)?(?P<month>[a-z]+)\.?|(?P<month2>[a-z]+)\.?\s+"
    + _DAY.format("2")
    + r"|(?P<month3>[a-z]+)\.?))(?:\s*,?\s*(?P<year>[0-9]{4}|year unknown))?"
)
_SINCE = re.compile(r"(.+) or later|since (.+)|from (.+)")
_UNTIL = re.compile(r"(.+) or earlier|(?:until|by) (.+)")
_BETWEEN = re.compile(r"(?:from )?(.+?)(?: to | ?– ?| - )(.+)")


class UnreadableError(ValueError):
    """What was typed is no day at all."""


def read_day(typed: str) -> str:
    """Return the EDTF for what was typed; an empty answer for nothing typed.

    Full and partial days are read ("19 August 2021", "aug 19 2021", "August 2021",
    "24 July", "19.08.2021", "20 to 22 August 2021", "14 March 2024 or later"), and
    EDTF as it is. What can be read in two ways, or not at all, raises ValueError
    with what to type instead.

    >>> read_day("aug 19 2021"), read_day("24 July"), read_day("February 2024")
    ('2021-08-19', 'XXXX-07-24', '2024-02')
    >>> read_day("since 14 March 2024"), read_day("20 to 22 August 2021")
    ('[2024-03-14..]', '2021-08-20/2021-08-22')
    """
    folded = " ".join(typed.split())
    if not folded:
        return ""
    for read in (_read_edtf, _read_point, _read_range):
        if known := read(folded):
            return known
    raise UnreadableError(_not_a_day(folded))


def _read_edtf(typed: str) -> str:
    try:
        edtf.parse(typed)
    except ValueError:
        return ""
    return typed


def _read_point(typed: str) -> str:
    if match := _NUMBERS.fullmatch(typed):
        return _read_numbers(match)
    if match := _WORDS.fullmatch(typed.lower()):
        return _read_words(match, typed)
    return ""


def _read_range(typed: str) -> str:
    folded = typed.lower()
    if match := _BETWEEN.fullmatch(folded):
        return _read_interval(match[1], match[2], typed)
    if match := _SINCE.fullmatch(folded):
        first = _read_bound(match[match.lastindex or 0])
        return f"[{first}..]" if first else ""
    if match := _UNTIL.fullmatch(folded):
        last = _read_bound(match[match.lastindex or 0])
        return f"[..{last}]" if last else ""
    return ""


def _read_interval(first: str, last: str, typed: str) -> str:
    end = _read_bound(last)
    if not end:
        return ""
    start = _read_bound(first) or _read_bound(_completed(first, last))
    if not start:
        raise UnreadableError(_not_a_day(typed))
    interval = f"{start}/{end}"
    edtf.parse(interval)
    return interval


def _completed(first: str, last: str) -> str:
    """Return `first` with the month and year it shares with `last`: "20" of "22 August 2021"."""
    words = last.split()
    has_month = any(word in MONTHS for word in first.split())
    return f"{first} {words[-1]}" if has_month else f"{first} {' '.join(words[1:])}"


def _read_bound(typed: str) -> str:
    """Return one end of a range; a day without its year bounds nothing."""
    try:
        known = _read_point(typed) or _read_edtf(typed)
    except ValueError:
        return ""
    return "" if "X" in known or "/" in known or "[" in known else known


def _read_numbers(match: re.Match[str]) -> str:
    first, mark, second, third = match.groups()
    if len(first) == YEAR_DIGITS:
        return _full(int(first), int(second), int(third), match.group())
    if len(third) != YEAR_DIGITS:
        raise ValueError(f"“{match.group()}”: write the year with four digits.")
    year, one, two = int(third), int(first), int(second)
    if mark == "." or one > DECEMBER or one == two:
        return _full(year, two, one, match.group())
    if two > DECEMBER:
        return _full(year, one, two, match.group())
    raise ValueError(
        f"“{match.group()}” can be {one} {calendar.month_name[two]} {year} or "
        f"{two} {calendar.month_name[one]} {year}: write the month as a word."
    )


def _read_words(match: re.Match[str], typed: str) -> str:
    month = MONTHS.get(match["month"] or match["month2"] or match["month3"])
    day = match["day"] or match["day2"]
    year = match["year"] if (match["year"] or "").isdigit() else None
    if month is None:
        return ""
    if day is None and year is None:
        raise ValueError(f"“{typed}”: add a day or a year.")
    if day is None:
        return f"{year}-{month:02}"
    if year is None:
        _full(2000, month, int(day), typed)  # a leap year, so that 29 February is a day
        return f"XXXX-{month:02}-{int(day):02}"
    return _full(int(year), month, int(day), typed)


def _full(year: int, month: int, day: int, typed: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(f"“{typed}” is not a day of the calendar.") from None


def _not_a_day(typed: str) -> str:
    return (
        f"“{typed[:60]}” could not be read as a day: write 19 August 2021, August 2021, "
        "24 July (year unknown) or 2021-08-19."
    )
