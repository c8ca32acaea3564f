"""Every expression of time in a text: as written, taken apart, not yet a day."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from statements.extraction.dates_calendar import MONTHS, WEEKDAYS, day_of
from statements.extraction.spans import Span


class Relative(StrEnum):
    """What an expression is counted from."""

    NONE = "none"  # it names a day, month, year or weekday itself
    PUBLICATION = "publication"  # "yesterday": from the day the article was written
    MENTION = "mention"  # "the next day": from the day mentioned before
    SPEAKER = "speaker"  # "the same evening as Smith's speech": from that person's words
    VAGUE = "vague"  # "previously": some time ago


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A written expression of time. `shift` counts days from what it is relative to."""

    span: Span
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: Relative = Relative.NONE
    shift: int = 0
    unit: str = "day"  # what the answer is known to: day, week, month, year
    name: str = ""  # the person a SPEAKER expression refers to

    @property
    def dated(self) -> bool:
        """Whether a day and a month are written."""
        return self.day is not None


_MONTH: Final = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY: Final = r"(?P<{0}>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR: Final = r"(?P<{0}>(?:19|20)\d\d)(?![\d-])"
_ORDINAL: Final = r"(?:st|nd|rd|th)?\b"
_PART: Final = r"(?: (?:morning|afternoon|evening|night))?"

_DATE: Final = re.compile(
    r"\b(?=[\dJFMASONDTWnCcIiUusBbLlEemd])(?:"
    rf"(?P<iso>(?:19|20)\d\d-\d\d-\d\d\b)"
    rf"|(?:{_WEEKDAY.format('w1')}{_PART},? (?:the )?)?(?:"
    rf"{_MONTH.format('m1')} (?P<d1>\d\d?){_ORDINAL}(?!\.\d|:)(?:,? {_YEAR.format('y1')})?"
    rf"|(?P<d2>\d\d?){_ORDINAL}(?: of)? {_MONTH.format('m2')}\b(?:,? {_YEAR.format('y2')})?)"
    rf"|{_MONTH.format('m3')},? {_YEAR.format('y3')}"
    rf"|(?P<next>[Nn]ext |[Cc]oming )?{_WEEKDAY.format('w4')}\b{_PART}"
    rf"|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Ee]arly|[Ll]ate|mid-?|[Dd]uring)"
    rf" {_MONTH.format('m5')}\b(?! \d)"
    rf"|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]ack in|[Ee]arly|[Ll]ate|[Dd]uring) {_YEAR.format('y6')})"
)
# Every expression holds one of these; the slow pattern is tried only around them.
_DATE_SIGNS: Final = (*(month[:3] for month in MONTHS), "day", "19", "20")
_RELATIVE_SIGNS: Final = (
    "same ", "next ", "following ", "prec", "revious", "day later", "day earlier", "day before",
    "ater ", "arlier", "that day", "that eve", "that aft", "that mor", "that nig", "today",
    "Today", "onight", "his morning", "his afternoon", "his evening", "his week", "his month",
    "his year", "weekend", "esterday", "last ", "Last ", "ago", "once", "Once", "ormerly", "the past",
    "the time", "epeatedly", "recent", "Recent", "years",
)  # fmt: skip
_BEFORE_SIGN: Final = 32  # characters an expression can have before its sign
_AFTER_SIGN: Final = 64
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "a one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_NUMBERS["a"] = 1
_RELATIVE: Final = re.compile(
    r"\b(?=[\dadefilnoprsty])(?:(?P<same_as>(?:on |in )?the same (?:day|evening|morning|afternoon|night) as "
    r"(?P<name>[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]+(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]+){0,2})[’']s? \w+)"
    r"|(?P<following>(?:on )?the (?:next|following) (?:day|morning|afternoon|evening)\b|a day later\b)"
    r"|(?P<before>(?:on )?the (?:previous|preceding) day\b|(?:a|one) day (?:earlier|before)\b|the day before\b)"
    r"|(?P<same>(?:on )?(?:the|that) same (?:day|evening|afternoon|morning|night)\b|"
    r"(?:later|earlier) (?:that|in the) day\b|that (?:day|evening|afternoon|morning|night)\b)"
    r"|(?P<today>today\b(?![’'])|tonight\b|this (?:morning|afternoon|evening)\b|earlier in the day\b)"
    r"|(?P<yesterday>yesterday\b|last night\b|last evening\b)"
    r"|(?P<ago>(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
    r"(?P<unit>day|week|month|year)s? (?:ago|earlier)\b)"
    r"|(?P<last>(?P<which>last|this|over the|at the) (?P<span>weekend)\b|"
    r"(?P<which2>last|this) (?P<span2>week|month|year)\b(?![’']))"
    r"|(?P<vague>(?:previously|once(?! (?:again|more))|formerly|in the past|at the time|years ago|decades ago|"
    r"repeatedly|recently|long ago|over the years|for years|in recent (?:days|weeks|months|years))\b))",
    re.IGNORECASE,
)
_SHIFTS: Final = {
    "following": (Relative.MENTION, 1),
    "before": (Relative.MENTION, -1),
    "same": (Relative.MENTION, 0),
    "today": (Relative.PUBLICATION, 0),
    "yesterday": (Relative.PUBLICATION, -1),
}
_DAYS: Final = {"day": 1, "weekend": 0, "week": 7, "month": 30, "year": 365}


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """Return the expressions of time in `text[start:end]`, in order.

    >>> [(m.text, m.weekday, m.month, m.day) for m in find_times("On Thursday, August 19, he said")]
    [('Thursday, August 19', 3, 8, 19)]
    """
    stop = len(text) if end is None else end
    dates = _search(_DATE, _DATE_SIGNS, text, start, stop)
    relatives = _search(_RELATIVE, _RELATIVE_SIGNS, text, start, stop)
    found = [*map(_read_date, dates), *map(_read_relative, relatives)]
    known = [mention for mention in found if mention]
    known.sort(key=lambda mention: mention.span)
    return known


def _find_signs(text: str, signs: Iterable[str], start: int, stop: int) -> list[int]:
    places: list[int] = []
    for sign in signs:
        at = text.find(sign, start, stop)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1, stop)
    places.sort()
    return places


def _search(
    pattern: re.Pattern[str], signs: Iterable[str], text: str, start: int, stop: int
) -> Iterator[re.Match[str]]:
    """Yield the matches of a slow pattern, looked for only around its signs."""
    at = start
    for sign in _find_signs(text, signs, start, stop):
        if sign < at:
            continue
        match = pattern.search(
            text, max(at, sign - _BEFORE_SIGN), min(stop, sign + _AFTER_SIGN)
        )
        if match and match.start() <= sign:
            yield match
            at = match.end()


def _read_date(match: re.Match[str]) -> TimeMention | None:
    span, text = Span(*match.span()), match.group()
    if match["iso"]:
        year, month, day = (int(part) for part in text.split("-"))
        return (
            TimeMention(span, text, year, month, day) if day_of(year, month, day) else None
        )
    weekday = _weekday(match["w1"] or match["w4"])
    month_name = match["m1"] or match["m2"] or match["m3"] or match["m5"]
    month_number = _month(month_name)
    written_day = match["d1"] or match["d2"]
    written_year = match["y1"] or match["y2"] or match["y3"] or match["y6"]
    year_number = int(written_year) if written_year else None
    day_number = int(written_day) if written_day else None
    if match["next"]:
        return TimeMention(span, text, relative=Relative.VAGUE)
    if (
        day_number
        and month_number
        and not day_of(year_number or 2000, month_number, day_number)
    ):
        return None
    return TimeMention(span, text, year_number, month_number, day_number, weekday)


def _weekday(name: str | None) -> int | None:
    if not name:
        return None
    return next(i for i, weekday in enumerate(WEEKDAYS) if weekday.startswith(name))


def _month(name: str | None) -> int | None:
    if not name:
        return None
    return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def _read_relative(match: re.Match[str]) -> TimeMention | None:
    span, text, group = Span(*match.span()), match.group(), match.lastgroup or ""
    if match["same_as"]:
        return TimeMention(span, text, relative=Relative.SPEAKER, name=match["name"])
    if match["vague"]:
        return TimeMention(span, text, relative=Relative.VAGUE)
    if match["ago"]:
        return _read_ago(match, span, text)
    if match["last"]:
        unit = (match["span"] or match["span2"]).lower()
        last = (match["which2"] or "").lower() == "last"
        shift = -_DAYS[unit] if last else 0
        return TimeMention(
            span, text, relative=Relative.PUBLICATION, shift=shift, unit=unit
        )
    group = next(name for name in _SHIFTS if match[name])
    relative, shift = _SHIFTS[group]
    return TimeMention(span, text, relative=relative, shift=shift)


def _read_ago(match: re.Match[str], span: Span, text: str) -> TimeMention:
    written = match["count"].lower()
    count = int(written) if written.isdigit() else _NUMBERS[written]
    unit = match["unit"].lower()
    relative = (
        Relative.MENTION if text.lower().endswith("earlier") else Relative.PUBLICATION
    )
    return TimeMention(span, text, relative=relative, shift=-count * _DAYS[unit], unit=unit)
