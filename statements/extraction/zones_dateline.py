"""Datelines: the place, the day and the agency before the first words of a report."""

import re
from collections.abc import Sequence

from statements.extraction.model import ZoneKind
from statements.extraction.zones_furniture import DATE
from statements.extraction.zones_lines import Line

_CAPS = r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ.’'-]+"
_CITY = rf"(?P<city>{_CAPS}(?:[ /]{_CAPS}){{0,4}}(?:, ?(?:[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.’'-]*)(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.’'-]*)?){{0,2}}?)"
_MIXED_CITY = (
    r"(?P<city>[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.’'-]+(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.’'-]+){0,3})"
)
_DAY = rf"(?:,? +(?P<day>{DATE})\.?,?(?: \d{{4}})?)?"
_BRACKET = r"\((?P<agency>[^()\n]{0,40})\)"
_DASH = r" ?[—–―-]{1,2} "
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # MOSCOW, November 5. /TASS/.
        rf"{_CITY}{_DAY}\.? ?/(?P<agency>[\w. -]{{2,20}})/\.? ?(?:[—–-]+ )?",
        # WASHINGTON (AP) — and, its agency lost, MOSCOW ( –
        rf"{_CITY}{_DAY} ?(?:{_BRACKET}|\([^()\n]{{0,20}}?){_DASH}",
        # New Delhi, Nov 5 (PTI) -
        rf"{_MIXED_CITY}{_DAY} ?{_BRACKET}:?(?:{_DASH}| )(?=[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ“\"‘])",
        # BERLIN, 4 May —
        rf"{_CITY}{_DAY}(?:{_DASH}|(?<=\d): )",
    )
)
_AGENCY_WORD = re.compile(
    r"[A-Z]{2,6}\b|Reuters|Xinhua|Bloomberg|Interfax|Agence|News|Press"
)
_COLON_CITY = re.compile(
    r"(?P<city>[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ]{3,}(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ]{3,}){0,2}): "
)
_WITHIN = 120  # a dateline is over by this column


def read_dateline(text: str) -> re.Match[str] | None:
    """Return the match of the dateline `text` begins with, groups city, day and agency.

    >>> read_dateline("PARIS, May 4 (AFP) — The minister")["agency"]
    'AFP'
    """
    for number, pattern in enumerate(_PATTERNS):
        match = pattern.match(text[:_WITHIN])
        if match and (number != 2 or _AGENCY_WORD.search(match["agency"])):  # noqa: PLR2004
            return match
    return None


def find_dateline(
    lines: Sequence[Line], verdicts: Sequence[tuple[ZoneKind, str]]
) -> dict[int, int]:
    """Return where the text begins after the dateline, by line; the first paragraph has one or none.

    "DELHI: " is read as a dateline only where no other line begins so, because the
    speakers of a transcript are written in the same way.
    """
    lead = next((i for i, (kind, _) in enumerate(verdicts) if kind is ZoneKind.BODY), None)
    if lead is None:
        return {}
    text = lines[lead].text
    match = read_dateline(text)
    if not match:
        match = _COLON_CITY.match(text)
        others = (line.text for index, line in enumerate(lines) if index != lead)
        if not match or any(map(_COLON_CITY.match, others)):
            return {}
    if match.end() >= len(text):
        return {}
    return {lead: lines[lead].start + match.end()}
