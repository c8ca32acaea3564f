"""What is known about a day, as columns that both databases can check and compare."""

import calendar
import re
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from statements.extraction.edtf import parse
from statements.extraction.model import Dating


class Precision(models.TextChoices):
    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"
    RANGE = "range", "range of days"
    UNKNOWN = "unknown", "not known"


class Basis(models.TextChoices):
    """How a date is known. The values are those of `extraction.model.Basis`, and one more."""

    STATED = "stated", "stated in the article"
    YEAR_INFERRED = "year-inferred", "day stated, year worked out"
    WEEKDAY_PUBLICATION = "weekday-publication", "weekday and day of publication"
    RELATIVE = "relative", "worked out from another day in the article"
    SAME_EVENT = "same-event", "same event as another statement"
    DATELINE = "dateline", "dateline of the article"
    PUBLICATION = "publication", "day of publication"
    BRIEFING = "briefing", "taken from its briefing"
    EDITOR = "editor", "entered by an editor"
    UNKNOWN = "unknown", "not known"


class Weekday(models.IntegerChoices):
    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


def _dates_agree_with_precision() -> Q:
    both = Q(earliest__isnull=False, latest__isnull=False)
    return (
        Q(precision=Precision.DAY) & both & Q(earliest=F("latest"))
        | Q(precision__in=[Precision.MONTH, Precision.YEAR])
        & both
        & Q(earliest__lt=F("latest"))
        | Q(precision=Precision.RANGE) & both & Q(earliest__lt=F("latest"))
        | Q(precision=Precision.RANGE, earliest__isnull=False, latest__isnull=True)
        | Q(precision=Precision.RANGE, earliest__isnull=True, latest__isnull=False)
        | Q(precision=Precision.UNKNOWN, earliest__isnull=True, latest__isnull=True)
    )


class Dated(models.Model):
    """A row with a day that may be known in part, and the reason it is known.

    `edtf` holds what is known (`2021-08-19`, `2024-02`, `XXXX-07-24`,
    `[2024-03-14..]`, an interval, or nothing); `earliest` and `latest` follow
    from it for queries and are null where open.
    """

    date_text = models.CharField("date as written", max_length=200, blank=True)
    edtf = models.CharField(
        "date (EDTF)",
        max_length=40,
        blank=True,
        help_text="2021-08-19, 2024-02, XXXX-07-24, [2024-03-14..] or an interval; empty if unknown.",
    )
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    precision = models.CharField(
        max_length=7, choices=Precision, default=Precision.UNKNOWN, editable=False
    )
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, choices=Weekday)
    basis = models.CharField(
        "how the date is known", max_length=19, choices=Basis, default=Basis.UNKNOWN
    )
    reason = models.TextField("why this date", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_dates_agree_with_precision(),
                name="%(class)s_dates_agree_with_precision",
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6),
                name="%(class)s_weekday_is_one_of_seven",
            ),
        ]

    @property
    def day(self) -> date | None:
        """The day itself, where it is known to the day."""
        return self.earliest if self.precision == Precision.DAY else None

    @property
    def date_label(self) -> str:
        """What is known about the day, in words: "19 August 2021", "a Thursday"."""
        return describe(self.edtf, self.weekday)

    def set_day(self, edtf: str) -> None:
        """Take over a day that an editor entered, in EDTF; empty means not known."""
        self.edtf = edtf
        self.earliest, self.latest, self.precision = parse(edtf)
        self.date_text, self.weekday = "", None
        self.basis = Basis.EDITOR if edtf else Basis.UNKNOWN
        self.reason = "An editor entered this day." if edtf else ""

    def set_dating(self, dating: Dating) -> None:
        """Take over what extraction found out about the day."""
        for name, value in columns_of_dating(dating).items():
            setattr(self, name, value)


def columns_of_dating(dating: Dating) -> dict[str, Any]:
    """Return the columns of a dated row as extraction found them."""
    return {
        "date_text": dating.text[:200],
        "edtf": dating.edtf,
        "earliest": dating.earliest,
        "latest": dating.latest,
        "precision": str(dating.precision),
        "weekday": dating.weekday,
        "basis": str(dating.basis),
        "reason": dating.reason,
    }


_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def describe(edtf: str, weekday: int | None = None) -> str:
    """Return what an EDTF date says, in words for a reader.

    >>> describe("2021-08-19"), describe("2024-02"), describe("XXXX-07-24")
    ('19 August 2021', 'February 2024', '24 July, year unknown')
    >>> describe("[2024-03-14..]"), describe("2025-03-21/2025-03-23"), describe("", 3)
    ('14 March 2024 or later', '21 March 2025 to 23 March 2025', 'a Thursday')
    """
    known = _describe_known(edtf)
    if weekday is None or _DAY.fullmatch(edtf):
        return known or "date not known"
    named = f"a {calendar.day_name[weekday]}"
    return f"{named}, {known}" if known else named


def _describe_known(edtf: str) -> str:
    if edtf.startswith("[") or "/" in edtf:
        return _describe_range(edtf)
    if match := _DAY.fullmatch(edtf):
        year, month, day = match.groups()
        if month == "XX" or day == "XX":
            return ""
        named = f"{int(day)} {calendar.month_name[int(month)]}"
        return f"{named}, year unknown" if year == "XXXX" else f"{named} {year}"
    if match := _MONTH.fullmatch(edtf):
        return f"{calendar.month_name[int(match[2])]} {match[1]}"
    return "" if "X" in edtf else edtf


def _describe_range(edtf: str) -> str:
    separator = "/" if "/" in edtf else ".."
    first, _, last = edtf.strip("[]").partition(separator)
    first, last = first.strip("."), last.strip(".")
    if first and last:
        return f"{_describe_known(first)} to {_describe_known(last)}"
    if first:
        return f"{_describe_known(first)} or later"
    return f"{_describe_known(last)} or earlier"
