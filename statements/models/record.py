"""The record itself: briefings, and the statements made there or elsewhere."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from statements import search
from statements.extraction.spans import GAP, Span, join_spans
from statements.models import bulk
from statements.models.dating import Basis, Dated, Precision, describe
from statements.models.people import Speaker
from statements.models.questions import Blank
from statements.models.slugs import free_slug
from statements.models.sources import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DATE_FIELDS = (
    "date_text", "edtf", "earliest", "latest", "precision", "weekday", "reason"
)  # fmt: skip
ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o, u: nothing to misread


def make_public_id() -> str:
    """Return a random identifier of ten letters and digits: 50 bits, never handed out twice."""
    number = secrets.randbits(50)
    return "".join([ID_ALPHABET[number >> shift & 31] for shift in range(0, 50, 5)])


class BriefingQuerySet(models.QuerySet["Briefing"]):
    def on(self, day: date | Blank) -> Self:
        """Briefings known to have been held on this very day."""
        return self.filter(precision=Precision.DAY, earliest=day)

    def same_as(self, briefing: Briefing) -> Self:
        """Other briefings of the same host, kind and day: most likely the same one."""
        if briefing.host_id is None or briefing.day is None:
            return self.none()
        return (
            self.on(briefing.day)
            .filter(host=briefing.host_id, kind=briefing.kind)
            .exclude(pk=briefing.pk)
        )


class Briefing(Dated):
    """An occasion on which statements were made: a press briefing, an interview, a call."""

    class Kind(models.TextChoices):
        PRESS_BRIEFING = "press-briefing", "press briefing"
        INTERVIEW = "interview", "interview"
        PHONE_CALL = "phone-call", "phone call"
        MEETING = "meeting", "meeting"
        WRITTEN_STATEMENT = "written-statement", "written statement"
        SPEECH = "speech", "speech"
        SOCIAL_POST = "social-post", "social media post"
        MEDIA_REPORT = "media-report", "media report"
        OTHER = "other", "other occasion"

    class Origin(models.TextChoices):
        IMPORT = "import", "found in an article"
        EDITOR = "editor", "entered by an editor"

    slug = models.SlugField(max_length=160, unique=True)
    kind = models.CharField(max_length=17, choices=Kind, default=Kind.PRESS_BRIEFING)
    title = models.CharField(max_length=300)
    host = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="hosted_briefings",
        db_index=False,  # an index below begins with it
    )  # fmt: skip
    place = models.CharField(max_length=200, blank=True)
    official_url = models.URLField("official address", max_length=2000, blank=True)
    notes = models.TextField(blank=True)
    origin = models.CharField(
        max_length=6, choices=Origin, default=Origin.EDITOR, editable=False
    )

    objects = BriefingQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = [F("latest").desc(nulls_last=True), "-id"]
        indexes = [
            models.Index(fields=["latest", "id"], name="briefing_by_day"),
            models.Index(
                fields=["host", "kind", "earliest"], name="briefing_by_host_kind_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("briefing", args=[self.slug])

    def _new_slug(self) -> str:
        """Return the title and the day; a title made for want of one ends with the day."""
        title = self.title.removesuffix(f", {self.date_label}")
        return free_slug(Briefing, f"{title[:70]} {self.edtf}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and hand a changed day on to the statements that inherit it."""
        self.slug = self.slug or self._new_slug()
        with transaction.atomic():
            super().save(*args, **kwargs)
            heirs = list(self.statements.filter(basis=Basis.BRIEFING))
            for heir in heirs:
                heir.briefing = self
                heir.inherit_date()
            self.statements.bulk_update(heirs, DATE_FIELDS)
            search.index(self.statements.all())  # its kind may have changed as well


def _text_fills_its_range() -> Q:
    """One span holds the text to the character; of several, the joints take room as well."""
    anchored = Q(start__isnull=False, end__isnull=False, start__lt=F("end"))
    joints = F("span_count") * (len(GAP) + 1) - len(GAP)
    return (
        Q(article__isnull=True, start=None, end=None, span_count=0)
        | Q(span_count=1) & anchored & Exact(Length("text"), F("end") - F("start"))
        | Q(span_count__gt=1) & anchored & GreaterThanOrEqual(Length("text"), joints)
    )


class OldBriefingSlug(models.Model):
    """An address a briefing once had. It redirects for ever."""

    slug = models.SlugField(max_length=160, unique=True)
    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


def public_states() -> tuple[str, ...]:
    """Return the states of what any reader may see."""
    states = (Statement.State.PUBLISHED.value, Statement.State.CANDIDATE.value)
    return states if settings.PUBLISH_UNREVIEWED else states[:1]


class StatementQuerySet(models.QuerySet["Statement"]):
    def public(self) -> Self:
        """What any reader may see: not rejected, not replaced, reviewed if that is required."""
        return self.addressable().filter(current=True)

    def addressable(self) -> Self:
        """What keeps a page of its own: as `public`, with what a newer version replaced."""
        return self.filter(state__in=public_states())

    def by(self, speaker: Speaker) -> Self:
        return self.filter(speaker=speaker)

    def on(self, day: date | Blank) -> Self:
        """Said on this very day, as far as that is certain."""
        return self.filter(precision=Precision.DAY, earliest=day)

    def within(self, first: date | Blank, last: date | Blank) -> Self:
        """Said for certain between two days, both included."""
        # The second says no more than the last, but ends the walk along the index.
        return self.filter(earliest__gte=first, earliest__lte=last, latest__lte=last)

    def rough(self) -> Self:
        """Of more days than one, from the first to the last."""
        return self.filter(earliest__lt=F("latest"))  # as the index on them says it

    def perhaps_within(self, first: date | Blank, last: date | Blank) -> Self:
        """Said on days known too roughly to tell whether they fall between these two."""
        overlapping = self.rough().filter(earliest__lte=last, latest__gte=first)
        return overlapping.exclude(earliest__gte=first, latest__lte=last)

    def undated(self) -> Self:
        """Without both an earliest and a latest day: on no calendar page."""
        return self.filter(Q(earliest=None) | Q(latest=None))

    def in_time(self) -> Self:
        """Newest day first, undated last; within a day as the articles have them."""
        return self.order_by(F("latest").desc(nulls_last=True), "article_id", "start", "id")

    def search(self, typed: str, order: str = "newest") -> Self:
        """Narrow to what was typed, in the order of days. See `statements.search`."""
        return search.narrow(self, typed, order)

    def for_display(self) -> Self:
        """Load what every statement card shows; reading more raises an error."""
        return (
            self.select_related("speaker", "on_behalf_of", "briefing", "article__outlet")
            .defer("article__text", "article__zones")
            .fetch_mode(models.FETCH_RAISE)
        )

    def with_index(self, statements: Sequence[Statement]) -> list[Statement]:
        """Store new statements and their index entries, in the caller's transaction."""
        bulk.insert(statements)
        search.enter(map(vars, statements))
        return list(statements)

    def review(self, state: str) -> int:
        """Accept or reject these; returns how many changed. The index follows."""
        with transaction.atomic():
            changing = list(self.exclude(state=state))
            changed = self.model.objects.filter(pk__in=[row.pk for row in changing])
            count = changed.update(state=state, changed_at=timezone.now())
            search.index(changed)
        return count

    def reindex(self, statements: Iterable[Statement]) -> None:
        """Make the index say what these rows say now."""
        search.index(list(statements))


class Statement(Dated):
    """Words that a source puts in one speaker's mouth.

    Anchored: `spans` are half-open ranges of code points of `article.text`, and
    `text` is what stands there, joined as `extraction.spans.join_spans` does.
    A day left empty is that of the briefing, and marked as such in `basis`.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", "quoted"
        MIXED = "mixed", "partly quoted"
        INDIRECT = "indirect", "reported"

    class State(models.TextChoices):
        CANDIDATE = "candidate", "not yet reviewed"
        PUBLISHED = "published", "reviewed"
        REJECTED = "rejected", "rejected"

    public_id = models.CharField(
        max_length=10, unique=True, default=make_public_id, editable=False
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="statements",
        db_index=False,  # an index below begins with it
    )  # fmt: skip
    speaker_as_written = models.TextField(blank=True)
    speaker_reason = models.TextField("why this speaker", blank=True)
    on_behalf_of = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="statements_on_behalf"
    )
    briefing = models.ForeignKey(
        Briefing, models.SET_NULL, null=True, blank=True, related_name="statements"
    )
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="statements",
        db_index=False,  # an index below begins with it
    )  # fmt: skip
    source_url = models.URLField(
        "official address", max_length=2000, blank=True,
        help_text="Where the words can be read, if no article is given.",
    )  # fmt: skip
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DIRECT)
    text = models.TextField("words")
    context = models.TextField("the sentence it stands in", blank=True, editable=False)
    # Half-open ranges of code points of article.text; empty only without an article.
    spans = models.JSONField(default=list, blank=True, editable=False)
    span_count = models.PositiveIntegerField(default=0, editable=False)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    source_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    source_end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    cue = models.CharField(max_length=200, blank=True)
    cue_start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    cue_end = models.PositiveIntegerField(null=True, blank=True, editable=False)
    via = models.JSONField("passed on by", default=list, blank=True)
    rule = models.CharField(max_length=60, blank=True, editable=False)
    confidence = models.FloatField(null=True, blank=True, editable=False)
    state = models.CharField(max_length=9, choices=State, default=State.PUBLISHED)
    edited = models.BooleanField(
        default=False, editable=False,
        help_text="On once an editor changed it; an import then leaves it alone.",
    )  # fmt: skip
    current = models.BooleanField(
        default=True, editable=False,
        help_text="Off once a newer version of the article has replaced it.",
    )  # fmt: skip
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        editable=False,
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    objects = StatementQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(article__isnull=False) & ~Q(spans=[])
                | Q(article__isnull=True, briefing__isnull=False) & ~Q(source_url=""),
                name="statement_has_a_source",
            ),
            models.CheckConstraint(
                condition=_text_fills_its_range(),
                name="statement_text_fills_its_range",
            ),
            models.UniqueConstraint(
                fields=["article", "start", "end", "speaker_as_written"],
                name="statement_once_per_place",
            ),
        ]
        indexes = [
            models.Index(fields=["latest", "id"], name="statement_by_day"),
            models.Index(fields=["speaker", "latest"], name="statement_by_speaker_and_day"),
            # Counts by day, for calendars, without a look at the rows.
            models.Index(
                fields=["earliest", "latest", "state", "current"],
                name="statement_by_first_day",
            ),
            # Days known roughly: few, and looked for on the page of every single day.
            models.Index(
                fields=["earliest", "latest"],
                condition=Q(earliest__lt=F("latest")),
                name="statement_by_rough_days",
            ),
            # What waits for review, in reading order. State comes last: in front it would
            # tempt SQLite to read every public statement wherever one is looked for.
            models.Index(
                fields=["article", "start", "id", "current", "state"],
                name="statement_by_place",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)

    def get_absolute_url(self) -> str:
        return reverse("statement", args=[self.public_id])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the inherited day and an up-to-date index entry, or not at all."""
        self.changed_at = timezone.now()
        self.inherit_date()
        if self.article_id is None and not self.source_url and self.briefing is not None:
            self.source_url = self.briefing.official_url
        with transaction.atomic():
            super().save(*args, **kwargs)
            search.index([self])

    def clean(self) -> None:
        super().clean()
        if self.article_id is None and not (
            self.source_url or (self.briefing and self.briefing.official_url)
        ):
            raise ValidationError(
                "Without an article, a statement needs the official address where its words "
                "can be read: fill it in here or on the briefing."
            )

    def anchor(self, spans: Sequence[Span], article: Article) -> None:
        """Point to the exact characters of `article`, and take the words from there."""
        self.article = article
        for name, value in columns_of_anchor(spans, article).items():
            setattr(self, name, value)

    def inherit_date(self) -> None:
        """Take the day of the briefing where the statement has none of its own."""
        if self.briefing is None:
            return
        if self.basis == Basis.BRIEFING or not (self.edtf or self.weekday is not None):
            for field in DATE_FIELDS:
                setattr(self, field, getattr(self.briefing, field))
            self.basis = Basis.BRIEFING

    @property
    def inherited_date_label(self) -> str:
        """The day in words, and that it is the briefing's where it is."""
        label = describe(self.edtf, self.weekday)
        return f"{label} (as the briefing)" if self.basis == Basis.BRIEFING else label


def columns_of_anchor(spans: Sequence[Span], article: Article) -> dict[str, Any]:
    """Return the columns of a statement that stands at these places of an article."""
    return {
        "article_id": article.pk,
        "spans": [[start, end] for start, end in spans],
        "span_count": len(spans),
        "start": spans[0].start,
        "end": spans[-1].end,
        "text": join_spans(article.text, spans),
    }
