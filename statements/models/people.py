"""Who speaks, and every spelling under which they were seen."""

from __future__ import annotations

from typing import Any, Self

from django.db import models, transaction
from django.urls import reverse

from statements import search
from statements.extraction.names import foreign_letters, name_key

NAME = 200  # characters


def key_of(name: str) -> str:
    """Return the key under which a spelling is looked up.

    A spelling with letters of a foreign script keeps them in its key, and so
    meets only itself.

    >>> key_of("Zakharova"), key_of("Zаkharova") == "zakharova"
    ('zakharova', False)
    """
    key = "" if foreign_letters(name) else name_key(name)
    return (key or name.casefold())[:NAME]


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def called(self, key: str) -> Self:
        """Everyone who bears the name with this normalised key."""
        return self.filter(
            names__key=key,
            names__state__in=[SpeakerName.State.ASSIGNED, SpeakerName.State.NEW],
        ).distinct()


class Speaker(models.Model):
    """A person or body whose words are recorded. Unnamed sources are one an article."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        INSTITUTION = "institution", "institution"
        GROUP = "group", "group"
        ANONYMOUS = "anonymous", "unnamed source"

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.PERSON)
    country = models.CharField(
        max_length=2, blank=True, help_text="Two letters, such as RU."
    )
    description = models.CharField(max_length=300, blank=True, help_text="Office or role.")
    institution = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="members"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="speaker_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.slug])


class OldSlug(models.Model):
    """An address a speaker once had. It redirects for ever."""

    slug = models.SlugField(max_length=120, unique=True)
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="old_slugs")

    def __str__(self) -> str:
        return self.slug


class SpeakerName(models.Model):
    """One spelling of a name. Two people may share one; then no machine chooses."""

    class State(models.TextChoices):
        ASSIGNED = "assigned", "assigned"
        NEW = "to-inspect", "to inspect"
        IGNORED = "ignored", "ignored"

    speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, blank=True, related_name="names"
    )
    name = models.CharField(max_length=200)
    key = models.CharField("normalised", max_length=200, db_index=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    source = models.CharField(
        max_length=300, blank=True, help_text="Where the spelling is from."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "name"], name="name_once_per_speaker"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save under the key of this spelling, and let search find its words."""
        self.key = key_of(self.name)
        with transaction.atomic():
            super().save(*args, **kwargs)
            search.index_names([self])
