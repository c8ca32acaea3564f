"""What there is to cite of a statement, as one frozen value of clean lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from statements.addresses import outward
from statements.characters import one_line, shorten
from statements.models import Dated, Statement
from statements.models.dating import Precision

TITLE = 120  # characters of the words that serve as a title
_MARKS = "\"'“”‘’„‚«»‹›"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is known; `label` says it in words, `text` as the source has it."""

    earliest: date | None
    latest: date | None
    precision: str
    label: str
    text: str

    @classmethod
    def of(cls, row: Dated) -> Day:
        """Return what `row` knows about its day."""
        return cls(
            row.earliest,
            row.latest,
            row.precision,
            one_line(row.date_label),
            one_line(row.date_text),
        )

    def __str__(self) -> str:
        if self.precision != Precision.UNKNOWN:
            return self.label
        return f"n.d. (reported as '{self.text}')" if self.text else "n.d."

    @property
    def year(self) -> str:
        """The year, where both ends of what is known agree on it."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return f"{self.earliest.year:04}"
        return ""

    @property
    def parts(self) -> list[int]:
        """Year, month, day as far as they are certain."""
        if not self.year or self.earliest is None:
            return []
        depth = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}
        known = [self.earliest.year, self.earliest.month, self.earliest.day]
        return known[: depth.get(Precision(self.precision), 1)]


NO_DAY = Day(None, None, Precision.UNKNOWN, "", "")


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything a format may print of one statement. Every text is one clean line."""

    key: str  # the public identifier
    address: str  # where this site shows it
    site: str
    speaker: str
    words: str
    kind: str
    said: Day
    event: str
    event_kind: str
    outlet: str
    headline: str
    byline: str
    source: str  # where the outlet or the official site shows it; "" if nowhere
    published: Day
    reviewed: bool

    @property
    def quoted(self) -> str:
        """The words between marks where they are the speaker's own, else as a report."""
        if self.kind != Statement.Kind.DIRECT:
            return f"[reported speech] {self.words}"
        return self.words if self.words[:1] in _MARKS else f"“{self.words}”"

    @property
    def title(self) -> str:
        return shorten(self.words, TITLE)

    @property
    def note(self) -> str:
        """One sentence on the day, the occasion and the source."""
        said = f"Said {self.said}" + (f", {self.event}" if self.event else "")
        by = f"; reported by {self.outlet}, {self.published}" if self.outlet else ""
        return f"{said}{by}{self.warning}"

    @property
    def warning(self) -> str:
        return "" if self.reviewed else " (not yet reviewed)"


def cite(statement: Statement, address: str, site: str) -> Citation:
    """Return what is to be cited of `statement`, which this `site` shows at `address`."""
    article, briefing = statement.article, statement.briefing
    speaker = statement.speaker.name if statement.speaker else statement.speaker_as_written
    return Citation(
        key=statement.public_id,
        address=address,
        site=one_line(site),
        speaker=one_line(speaker) or "Speaker not known",
        words=_bare(statement.text),
        kind=statement.kind,
        said=Day.of(statement),
        event=one_line(briefing.title) if briefing else "",
        event_kind=briefing.kind if briefing else "",
        outlet=one_line(article.outlet.name) if article else "",
        headline=one_line(article.headline) if article else "",
        byline=one_line(article.byline) if article else "",
        source=encoded(outward(article.url if article else statement.source_url)),
        published=Day.of(article) if article else NO_DAY,
        reviewed=statement.state == Statement.State.PUBLISHED,
    )


def _bare(text: str) -> str:
    """Return the words without the one pair of marks and the comma that enclose them all."""
    line = one_line(text)
    if not (line and line[0] in _MARKS and line[-1] in _MARKS):
        return line
    inner = line[1:-1].rstrip(" ,")
    return line if any(mark in inner for mark in '“”"«»') else inner


def encoded(url: str) -> str:
    """Return `url` without a character that could end it in any of the formats."""
    return quote(url, safe="/:?#@!$&*+,;=%~-._", errors="replace")
