"""Where statements come from: outlets and the exact versions of their articles."""

from __future__ import annotations

import hashlib
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from statements.models.dating import Dated


class Outlet(models.Model):
    """A publisher or an agency: whoever reported it."""

    class Kind(models.TextChoices):
        NEWS_SITE = "news-site", "news site"
        AGENCY = "agency", "news agency"
        OFFICIAL = "official", "official site"
        BROADCASTER = "broadcaster", "broadcaster"
        UNKNOWN = "unknown", "not known"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.UNKNOWN)
    domain = models.CharField(max_length=253, blank=True, help_text="Such as oc-media.org.")
    country = models.CharField(
        max_length=2, blank=True, help_text="Two letters, such as AM."
    )
    language = models.CharField(max_length=16, blank=True, help_text="Such as en or ru.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=~Q(domain=""), name="outlet_once_per_domain"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outlet", args=[self.slug])


class OldOutletSlug(models.Model):
    """An address an outlet once had. It redirects for ever."""

    slug = models.SlugField(max_length=80, unique=True)
    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


class ArticleQuerySet(models.QuerySet["Article"]):
    def current(self) -> Self:
        """Only the present version of each address."""
        return self.filter(newer=None)

    def without_text(self) -> Self:
        """Leave the text, by far the largest column, in the database."""
        return self.defer("text", "zones")


class Article(Dated):
    """One version of one article, exactly as it was imported. Its dates are of publication.

    A text that changes at the same address becomes a new row that supersedes
    this one, so an anchor into `text` never moves.
    """

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, related_name="articles",
        db_index=False,  # an index below begins with it
    )  # fmt: skip
    url = models.URLField("address", max_length=2000, blank=True)
    headline = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    dateline = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="wire_copies"
    )
    via_text = models.CharField("reported via", max_length=300, blank=True)
    language = models.CharField(max_length=16, blank=True)
    text = models.TextField(editable=False)
    digest = models.CharField("SHA-256 of the text", max_length=64, editable=False)
    # [start, end, kind, reason] in order, none overlapping.
    zones = models.JSONField(default=list, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="newer", editable=False
    )
    known_from = models.CharField(
        "how the date of publication is known", max_length=300, blank=True
    )
    imported_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["outlet", "url", "digest"], name="article_once_per_address_and_text"
            ),
        ]
        indexes = [
            models.Index(fields=["url"], name="article_by_address"),
            models.Index(fields=["digest"], name="article_by_digest"),
            models.Index(fields=["outlet", "latest"], name="article_by_outlet_and_day"),
        ]

    def __str__(self) -> str:
        return self.headline or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])


def digest_of(text: str) -> str:
    """Return the SHA-256 of `text` in hexadecimal, the identity of a version."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
