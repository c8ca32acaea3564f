"""What editors fill in: days as people write them, briefings and the statements made there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from statements.days import read_day
from statements.models import Article, Briefing, Speaker, Statement

DAY_HELP = (
    "19 August 2021, 2021-08-19, August 2021, 24 July (year unknown) or EDTF; "
    "empty if it is not known."
)


class DayField(forms.CharField):
    """A day as people write it; the value is EDTF. Doubt is an error that says what to type."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "help_text": DAY_HELP, "max_length": 60} | kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return read_day(super().to_python(value) or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error


class DatedForm(forms.ModelForm):
    """A form for a row with a day. A day that was typed here is the editor's."""

    edtf = DayField(label="Day")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "edtf" in self.changed_data and "edtf" in cleaned:
            self.instance.set_day(cleaned["edtf"])
        return cleaned


class BriefingForm(DatedForm):
    """A briefing; one that seems to exist already is only saved on a second yes."""

    another = forms.BooleanField(
        label="This is another occasion",
        required=False,
        help_text="Tick to save although a briefing of the same host, kind and day exists.",
    )

    class Meta:
        model = Briefing
        fields = ["kind", "edtf", "host", "title", "place", "official_url", "notes"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        twins = Briefing.objects.same_as(self._described(cleaned))
        if (twin := twins.first()) and not cleaned.get("another"):
            raise ValidationError(
                "“%(title)s” has the same host, kind and day (%(address)s). Add the statements "
                "there, or tick “This is another occasion”.",
                params={"title": twin.title, "address": twin.get_absolute_url()},
            )
        return cleaned

    def _described(self, cleaned: dict[str, Any]) -> Briefing:
        described = Briefing(
            pk=self.instance.pk, kind=cleaned.get("kind", ""), host=cleaned.get("host")
        )
        described.set_day(cleaned.get("edtf", ""))
        return described


class StatementForm(DatedForm):
    """A statement; one that is anchored in an article keeps the article's words."""

    edtf = DayField(label="Day", help_text="Empty: the day of the briefing.")

    class Meta:
        model = Statement
        fields = [
            "speaker", "on_behalf_of", "kind", "text", "edtf", "briefing", "source_url", "state",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        speaker = cleaned.get("speaker")
        if isinstance(speaker, Speaker) and not self.instance.speaker_as_written:
            self.instance.speaker_as_written = speaker.name
        return cleaned


class ArticleForm(DatedForm):
    """What is known about an article; its text never changes."""

    edtf = DayField(label="Day of publication")

    class Meta:
        model = Article
        fields = ["outlet", "headline", "byline", "agency", "edtf", "known_from"]

