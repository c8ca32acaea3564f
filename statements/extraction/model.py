"""What extraction returns: frozen values, every one anchored to offsets of the text.

All offsets are half-open ranges of code points of the text that was given to
`extract`. A thing that is not known is empty (`""`, `None`, an `UNKNOWN` member),
never guessed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from statements.extraction.spans import Span


class ZoneKind(StrEnum):
    """What a stretch of the page is. Statements come from the first group only."""

    HEADLINE = "headline"
    DECK = "deck"
    BODY = "body"
    SUBHEADING = "subheading"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    NEWSLETTER = "newsletter"
    DONATION = "donation"
    TEASER = "teaser"
    RELATED = "related"
    COMMENT = "comment"
    SHARE = "share"
    NAVIGATION = "navigation"
    AGENCY = "agency"  # a closing line of the agency
    CREDIT = "credit"  # picture credits, copyright lines


READ = frozenset({ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.BODY})


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the page, with the reason it was taken for what it is."""

    start: int
    end: int
    kind: ZoneKind
    reason: str


class StatementKind(StrEnum):
    """How much of the content stands between quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Found:
    """A content, its cue and its source as they stand in the text, not yet named or dated.

    `source` is None where the sentence names nobody (a floating quotation);
    `elided` is set where the source is the subject of an earlier verb.
    """

    spans: tuple[Span, ...]
    kind: StatementKind
    source: Span | None
    cue: Span | None
    rule: str
    confidence: float  # 0 to 1
    elided: bool = False


class SpeakerKind(StrEnum):
    PERSON = "person"
    INSTITUTION = "institution"
    GROUP = "group"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Named:
    """Who a source is, as far as the article (and the starting table) tells."""

    name: str  # "Maria Zakharova", "Russian Foreign Ministry", "a defence official"; "" unknown
    kind: SpeakerKind
    role: str  # as the article has it: "Russian Foreign Ministry spokesperson"
    on_behalf_of: str  # the institution a spokesperson speaks for; "" if none
    reason: str  # one sentence for a reader: how the mention was resolved


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How a date is known."""

    STATED = "stated"
    YEAR_INFERRED = "year-inferred"
    WEEKDAY_PUBLICATION = "weekday-publication"
    RELATIVE = "relative"
    SAME_EVENT = "same-event"
    DATELINE = "dateline"
    PUBLICATION = "publication"
    EDITOR = "editor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Dating:
    """A day as far as it is known.

    `edtf` is what is known in EDTF: "2021-08-19", "2024-02", "XXXX-07-24",
    "[2024-03-14..]", "2025-03-21/2025-03-23", or "" where nothing is.
    `earliest` and `latest` follow from it, None where open. A day is known
    exactly when `precision` is DAY, and then both are that day.
    """

    text: str = ""  # as written, "" where the text names no date
    span: Span | None = None
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN
    weekday: int | None = None  # Monday is 0; EDTF cannot say "a Thursday"
    basis: Basis = Basis.UNKNOWN
    reason: str = ""  # one sentence for a reader


class EventKind(StrEnum):
    PRESS_BRIEFING = "press-briefing"
    INTERVIEW = "interview"
    PHONE_CALL = "phone-call"
    MEETING = "meeting"
    WRITTEN_STATEMENT = "written-statement"
    SPEECH = "speech"
    SOCIAL_POST = "social-post"
    MEDIA_REPORT = "media-report"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion the article reports, on which one or more statements were made."""

    kind: EventKind
    title: str  # "interview to CNN Turk television"
    host: str  # the institution or medium that held it, "" where not said
    place: str  # "" where not said
    mention: Span | None
    date: Dating


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that the text puts in one speaker's mouth."""

    spans: tuple[Span, ...]
    text: str  # join_spans(text, spans)
    kind: StatementKind
    source: Span | None
    source_text: str  # as written; "" for a floating quotation
    cue: Span | None
    cue_text: str
    speaker: Named
    date: Dating
    event: int | None  # index into Extraction.events
    via: tuple[str, ...]  # who passed it on, nearest to the speaker first
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says about itself."""

    headline: str
    byline: str
    dateline: str
    agency: str  # "TASS" in a wire copy
    outlet: str  # as given, else as the page betrays it, else ""
    via_text: str  # "Caliber.Az reports per Russian Media"
    language: str  # BCP 47, "" where not clear
    published: Dating


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article. `zones` cover it in order without overlap."""

    metadata: Metadata
    zones: tuple[Zone, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]  # in order of their first span
