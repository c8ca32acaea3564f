"""What editors fill in: days as people write them, briefings and the statements made there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html

from statements.days import read_day
from statements.extraction import edtf
from statements.models import Article, Briefing, Outlet, Speaker, SpeakerName, Statement
from statements.models.dating import Basis, describe
from statements.speakerfield import SpeakerField, labels_of

DAY_HELP = (
    "19 August 2021, 2021-08-19, August 2021, 24 July (year unknown), "
    "20 to 22 August 2021; empty if it is not known."
)

ADDRESS_LABEL = {"slug": "Address"}
ADDRESS_HELP = {"slug": "The last part of the address of the page, made of the name."}


class DayField(forms.CharField):
    """A day as people write it; the value is EDTF. Doubt is an error that says what to type."""

    def __init__(self, **kwargs: Any) -> None:
        usual: dict[str, Any] = {"required": False, "help_text": DAY_HELP, "max_length": 60}
        super().__init__(**usual | kwargs)

    def to_python(self, value: Any) -> str:
        try:
            return read_day(super().to_python(value) or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Show what is known in words, and what was typed in doubt as it was typed."""
        try:
            edtf.parse(value or "")
            words = describe(value) if value else ""
            return words if read_day(words) == value else value
        except ValueError:
            return value


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

    host = SpeakerField(
        label="Host", help_text="Whoever held it, by any known spelling.", adding=True
    )
    another = forms.BooleanField(
        label="This is another occasion",
        required=False,
        widget=forms.HiddenInput,
        help_text="Tick to save although a briefing of the same host, kind and day exists.",
    )

    class Meta:
        model = Briefing
        fields = ["kind", "edtf", "host", "place", "official_url", "title", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:  # not when the page may only be read
            self.fields["title"].required = False
            self.fields[
                "title"
            ].help_text = "Empty: made of the kind, the host and the day."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_changed():
            self.instance.origin = Briefing.Origin.EDITOR
        described = self._described(cleaned)
        cleaned["title"] = cleaned.get("title") or title_of(described)
        twin = Briefing.objects.same_as(described).first()
        if twin and not cleaned.get("another"):
            self.fields["another"].widget = forms.CheckboxInput()
            raise ValidationError(
                format_html(
                    "“{}” has the same host, kind and day. <a href='{}'>Add the statements "
                    "there</a>, or tick “This is another occasion”.",
                    twin.title,
                    f"../{'../' * bool(self.instance.pk)}{twin.pk}/change/",
                )
            )
        return cleaned

    def _described(self, cleaned: dict[str, Any]) -> Briefing:
        described = Briefing(
            pk=self.instance.pk, kind=cleaned.get("kind", ""), host=cleaned.get("host")
        )
        described.set_day(cleaned.get("edtf", ""))
        return described


def title_of(briefing: Briefing) -> str:
    """Return a plain title: the kind, the host and the day, as far as they are known.

    >>> title_of(Briefing(kind="interview", edtf="2021-08-14"))
    'Interview, 14 August 2021'
    """
    kind = briefing.get_kind_display().capitalize()
    host = f"{kind}, {briefing.host}" if briefing.host else kind
    return f"{host}, {briefing.date_label}" if briefing.edtf else host


class StatementForm(DatedForm):
    """A statement; one that is anchored in an article keeps the article's words."""

    edtf = DayField(
        label="Day",
        help_text="Empty: the day of the briefing.",
    )
    speaker = SpeakerField(label="Speaker", help_text="By any known spelling.", adding=True)
    on_behalf_of = SpeakerField(label="On behalf of", adding=True)

    class Meta:
        model = Statement
        fields = [
            "speaker", "on_behalf_of", "kind", "text", "edtf", "briefing", "source_url",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        statement = self.instance
        if "speaker" in self.changed_data and cleaned.get("speaker"):
            self.take_speaker(cleaned["speaker"])
        if "briefing" in self.changed_data and statement.basis == Basis.BRIEFING:
            cleaned["edtf"] = ""  # so that it inherits the day of the new one
            statement.set_day("")
        if self.has_changed():
            statement.edited = True
        if statement.pk is None and settings.FOUR_EYES:
            statement.state = Statement.State.CANDIDATE
        return cleaned

    def take_speaker(self, speaker: Speaker) -> None:
        """Give the statement the speaker that an editor chose."""
        statement = self.instance
        statement.speaker = speaker
        statement.speaker_as_written = statement.speaker_as_written or speaker.name
        statement.speaker_reason = "An editor chose this speaker."


class TypedStatementForm(StatementForm):
    """A statement that an editor types: somebody said it."""

    speaker = SpeakerField(label="Speaker", help_text="Empty: the one above.", adding=True)


class TypedStatements(forms.BaseInlineFormSet):
    """The statements of one briefing; a speaker who goes on is named once."""

    @cached_property
    def forms(self) -> list[Any]:
        """The forms, each with the names of its speakers, which are asked for all at once."""
        forms: list[Any] = super().forms
        rows = [form.instance for form in forms]
        named = {row.speaker_id: row.speaker for row in rows}
        named |= {row.on_behalf_of_id: row.on_behalf_of for row in rows}
        speakers = [speaker for speaker in named.values() if speaker]
        labels = dict(zip([one.pk for one in speakers], labels_of(speakers), strict=True))
        for form in forms:
            for name in ("speaker", "on_behalf_of"):
                key = form.initial.get(name)
                form.initial[name] = labels.get(key, key)
        return forms

    def clean(self) -> None:
        super().clean()
        speaker = None
        forms: list[Any] = self.forms
        for form in forms:
            said = form.cleaned_data if form.is_valid() else {}
            if not said.get("text") or said.get("DELETE"):
                continue
            speaker = said.get("speaker") or speaker
            if speaker is None:
                form.add_error("speaker", "Who said this?")
            elif said.get("speaker") is None:
                form.take_speaker(speaker)


class SpeakerForm(forms.ModelForm):
    institution = SpeakerField(label="Institution", help_text="The body they belong to.")

    class Meta:
        model = Speaker
        fields = ["name", "kind", "country", "description", "institution", "slug"]
        labels = ADDRESS_LABEL
        help_texts = ADDRESS_HELP


class OutletForm(forms.ModelForm):
    class Meta:
        model = Outlet
        fields = ["name", "kind", "domain", "country", "language", "slug"]
        labels = ADDRESS_LABEL
        help_texts = ADDRESS_HELP


class SpellingForm(forms.ModelForm):
    speaker = SpeakerField(label="Speaker")

    class Meta:
        model = SpeakerName
        fields = ["speaker", "name", "state", "source"]


class ArticleForm(DatedForm):
    """What is known about an article; its text never changes."""

    edtf = DayField(label="Day of publication")

    class Meta:
        model = Article
        fields = ["outlet", "headline", "byline", "agency", "edtf", "known_from"]
