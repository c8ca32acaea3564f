"""What a page says about itself: headline, byline, dateline, agency, outlet, publication."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from statements.extraction.dates_mentions import TimeMention, find_times
from statements.extraction.dates_reading import make_dating, read_time
from statements.extraction.dates_timeline import Timeline
from statements.extraction.lexicon.hints import betrayed_outlet
from statements.extraction.lexicon.known import find_known
from statements.extraction.model import Basis, Dating, Metadata, Zone, ZoneKind
from statements.extraction.zones_dateline import read_dateline

_BY: Final = re.compile(
    r"(?:by|written by|reported by|text by|words by|author:)\s+", re.IGNORECASE
)
_NAME: Final = r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]*(?:\.\w+)*(?: [A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]*(?:\.\w+)*){0,4}"
_PASSED_ON: Final = re.compile(
    rf"(?P<outlet>{_NAME}) (?:reports?|reported|writes|says) "
    r"(?:per|citing|quoting|with reference to|referring to|as cited by) "
    rf"(?P<source>(?:the )?{_NAME})"
)
_PASSING: Final = (
    " per ",
    " citing ",
    " quoting ",
    " reference to ",
    " referring to ",
    " cited by ",
)
_ENGLISH: Final = frozenset("the of and to in that is for on with".split())
_SAMPLE: Final = 2_000  # characters from which the language is told
_ENGLISH_SHARE: Final = 60  # one of these small words in so many characters


def read_metadata(
    text: str, zones: Sequence[Zone], outlet: str | None, published: Dating
) -> Metadata:
    """Return what the page says about itself; what it does not say is empty."""
    dateline = _first(text, zones, ZoneKind.DATELINE)
    passed_on = _PASSED_ON.search(text) if any(word in text for word in _PASSING) else None
    return Metadata(
        headline=_first(text, zones, ZoneKind.HEADLINE),
        byline=_read_byline(text, zones),
        dateline=dateline.rstrip(" –—―-:("),
        agency=_read_agency(dateline),
        outlet=outlet or betrayed_outlet(text),
        via_text=passed_on.group() if passed_on else "",
        language=_read_language(text),
        published=published,
    )


def _first(text: str, zones: Iterable[Zone], kind: ZoneKind) -> str:
    return next((text[zone.start : zone.end] for zone in zones if zone.kind is kind), "")


def _read_byline(text: str, zones: Iterable[Zone]) -> str:
    lines = [text[zone.start : zone.end] for zone in zones if zone.kind is ZoneKind.BYLINE]
    named = [_BY.sub("", line, count=1) for line in lines if _BY.match(line)]
    return named[0].splitlines()[0] if named else ""


def _read_agency(dateline: str) -> str:
    """Return the agency in a dateline, in its known spelling.

    >>> _read_agency("MOSCOW (TASS News) —"), _read_agency("MOSCOW ( –")
    ('TASS', '')
    """
    match = read_dateline(f"{dateline} A")
    written = (match.groupdict().get("agency") or "").strip() if match else ""
    known = find_known(written) or find_known(written.removesuffix(" News"))
    return known.name if known else written


def _read_language(text: str) -> str:
    sample = text[:_SAMPLE]
    small = sum(map(_ENGLISH.__contains__, sample.lower().split()))
    return "en" if small * _ENGLISH_SHARE > len(sample) else ""


def read_publication(text: str, zones: Iterable[Zone], given: str | None) -> Dating:
    """Return the publication day: as given, else as a line of the page prints it in full."""
    if given:
        return make_dating(given, Basis.PUBLICATION, "The day was given with the article.")
    for zone in zones:
        if zone.kind is ZoneKind.BYLINE:
            times = [
                t for t in find_times(text, zone.start, zone.end) if t.dated and t.year
            ]
            if times:
                return _stated(times[0])
    return Dating()


def _stated(time: TimeMention) -> Dating:
    day = f"{time.year:04}-{time.month:02}-{time.day:02}"
    return make_dating(
        day, Basis.STATED, f"The page prints “{time.text}” above the text.", time
    )


def publication_by_dateline(
    published: Dating,
    times: Iterable[TimeMention],
    zones: Iterable[Zone],
    timeline: Timeline,
) -> Dating:
    """Return `published`, or the day of the dateline where nothing else is known."""
    if published.edtf:
        return published
    zone = next((zone for zone in zones if zone.kind is ZoneKind.DATELINE), None)
    for time in times:
        if zone and zone.start <= time.span.start < zone.end and time.dated:
            read = read_time(time, timeline)
            return make_dating(
                read.edtf, Basis.DATELINE, f"The dateline. {read.reason}", time
            )
    return published
