"""A speaker, typed by name: any spelling on record will do, and doubt is asked back."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.http import urlencode

from statements.models import Speaker, SpeakerName
from statements.models.people import key_of
from statements.search import nearest_name

MOST = 8  # candidates shown
_SLUG = re.compile(r"\[([-\w]+)\]\s*$")
_KNOWN = [SpeakerName.State.ASSIGNED, SpeakerName.State.NEW]


class NobodyError(ValueError):
    """Nobody on record has this name, or one like it."""


def label_of(speaker: Speaker) -> str:
    """Return a name that leads back to this speaker alone: with the address if it is shared."""
    shared = Speaker.objects.filter(_called(speaker.name)).exclude(pk=speaker.pk).exists()
    return f"{speaker.name} [{speaker.slug}]" if shared else speaker.name


def labels_of(speakers: list[Speaker]) -> list[str]:
    """Return the labels of several speakers, in two questions to the database."""
    wanted = Q(pk__in=[])
    for speaker in speakers:
        wanted |= _called(speaker.name)
    rows = Speaker.objects.filter(wanted).values_list("pk", "name", "names__key")
    bearers: dict[str, set[int]] = {}
    for pk, name, key in rows:
        bearers.setdefault(key_of(name), set()).add(pk)
        bearers.setdefault(key or "", set()).add(pk)
    return [
        f"{one.name} [{one.slug}]" if len(bearers[key_of(one.name)]) > 1 else one.name
        for one in speakers
    ]


def find_speaker(typed: str) -> Speaker:
    """Return the one speaker who goes by this name; else raise ValueError with who might.

    With nobody to name it is a NobodyError.
    """
    if match := _SLUG.search(typed):
        found = list(Speaker.objects.filter(slug=match[1]))
    else:
        found = list(Speaker.objects.filter(_called(typed)).distinct()[:MOST])
    if len(found) == 1:
        return found[0]
    named = found or suggest(typed) or suggest(nearest_name("speaker", typed))
    if not named:
        raise NobodyError(f"Nobody on record is called “{typed[:80]}”.")
    names = "; ".join(f"{speaker.name} [{speaker.slug}]" for speaker in named)
    doubt = "Several are called" if found else "Nobody on record is called"
    raise ValueError(f"{doubt} “{typed[:80]}”. Did you mean: {names}?")


def suggest(typed: str) -> list[Speaker]:
    """Return speakers with a spelling in which each typed word begins a word."""
    found = Speaker.objects.all()
    for word in key_of(typed).split()[:6]:
        begins = Q(names__key__startswith=word) | Q(names__key__contains=f" {word}")
        found = found.filter(pk__in=Speaker.objects.filter(begins).values("pk"))
    return list(found.order_by("name", "pk")[:MOST]) if typed.strip() else []


def _called(name: str) -> Q:
    known = Q(names__key=key_of(name), names__state__in=_KNOWN)
    return known | Q(name__iexact=name.strip())


class SpeakerInput(forms.TextInput):
    """A text box that offers the names on record as they are typed; plain without script."""

    class Media:
        js = ["statements/complete.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        offers = {"data-names": reverse_lazy("desk-speaker-names"), "autocomplete": "off"}
        super().__init__({**offers, "size": 40, **(attrs or {})})


class SpeakerField(forms.CharField):
    """Takes a name and gives the speaker, or None for nothing typed.

    With `adding`, a name that nobody bears comes back with the way to put it on record.
    """

    widget = SpeakerInput

    def __init__(self, *, adding: bool = False, **kwargs: Any) -> None:
        self.adding = adding
        super().__init__(**{"required": False, "max_length": 250} | kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return find_speaker(typed) if typed else None
        except NobodyError as error:
            raise ValidationError(self._with_a_way(str(error), typed)) from error
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def _with_a_way(self, said: str, name: str) -> str:
        if not self.adding:
            return said
        # In a tab of its own, so that what was typed on this page stays.
        return format_html(
            '{} <a href="{}?{}" target="_blank">Put them on record</a>, then save again.',
            said,
            reverse("admin:statements_speaker_add"),
            urlencode({"name": name}),
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Speaker.objects.filter(pk=value).first()
        return label_of(value) if isinstance(value, Speaker) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or "").strip())
