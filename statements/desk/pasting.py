"""A source that an editor pastes or uploads: read, shown, and stored on a second yes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q
from django.utils import timezone

from statements.desk.deciding import CHOSEN, make_speaker
from statements.desk.transcripts import Occasion, read_transcript
from statements.extraction import edtf
from statements.extraction.model import Extraction
from statements.forms import DayField
from statements.importing.decoding import check_text
from statements.importing.extracting import extract_source
from statements.importing.readers import read
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.store import Outcome, Stored, store
from statements.importing.walking import Input
from statements.models import Action, Article, Briefing, Outlet, Speaker, SpeakerName
from statements.models.history import Log, record
from statements.models.people import key_of
from statements.speakerfield import find_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

ARTICLE, TRANSCRIPT = "article", "transcript"
SUFFIXES = {".txt", ".html", ".htm"}
MOST_BYTES = 20_000_000
MOST_TEXT = 2_000_000  # characters


class PasteForm(forms.Form):
    """A source and what an editor knows about it."""

    kind = forms.ChoiceField(
        label="What it is",
        choices=[
            (ARTICLE, "an article"),
            (TRANSCRIPT, "an official transcript with questions and answers"),
        ],
        initial=ARTICLE,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        required=False, strip=False, max_length=MOST_TEXT, widget=forms.Textarea
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        help_text=".txt or .html, up to 20 MB",
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(SUFFIXES))}),
    )
    outlet = forms.CharField(max_length=200, help_text="Who published it.")
    url = forms.URLField(label="Address", required=False, max_length=2000)
    published = DayField(label="Day", help_text="Of publication, or of the transcript.")
    headline = forms.CharField(label="Headline or title", required=False, max_length=300)
    speaker = forms.CharField(
        label="Who answers", required=False, max_length=200, help_text="In a transcript."
    )
    host = forms.CharField(
        label="For whom they speak",
        required=False,
        max_length=200,
        help_text="In a transcript.",
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file and Path(file.name or "").suffix.lower() not in SUFFIXES:
            raise ValidationError("Only .txt and .html files can be read.")
        if file and (file.size or 0) > MOST_BYTES:
            raise ValidationError("This file is larger than 20 MB.")
        return file

    def clean_published(self) -> str:
        day: str = self.cleaned_data["published"]
        if day and None in edtf.parse(day)[:2]:
            raise ValidationError("Give a day, a month, a year or a range with both ends.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("file"):
            self.add_error("text", "Paste a text, or choose a file.")
        if cleaned.get("kind") == TRANSCRIPT:
            for name in ("speaker", "url"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "A transcript needs this.")
        return cleaned


def source_of(form: PasteForm) -> Source:
    """Return the source that was pasted or uploaded; raises ValueError with what is wrong."""
    asked = form.cleaned_data
    about = About(
        outlet=asked["outlet"],
        url=asked["url"],
        published=asked["published"],
        known_from="an editor gave it" if asked["published"] else "",
        headline=asked["headline"],
    )
    if asked["file"]:
        return _uploaded(asked["file"], about)
    text = asked["text"].replace("\r\n", "\n").replace("\r", "\n")
    check_text("the text", text)
    return Source("a pasted text", text, about)


def _uploaded(file: UploadedFile, about: About) -> Source:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(file.name or '').suffix.lower()}"
        path.write_bytes(b"".join(file.chunks()))
        (found,) = read(Input(path, "the file"), about)
    if isinstance(found, UnreadableError):
        raise found
    return found


def extraction_of(form: PasteForm, source: Source) -> Extraction:
    """Return what is found in the source; raises ValueError when a transcript has no answer."""
    asked = form.cleaned_data
    if asked["kind"] == ARTICLE:
        return extract_source(source)
    occasion = Occasion(
        asked["speaker"], asked["host"], asked["headline"], held=asked["published"]
    )
    return read_transcript(source.text, occasion)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Whom an editor names instead of the speakers that were found, name by name."""

    names: tuple[tuple[str, str], ...] = ()  # found, meant
    new: bool = False  # put names on record that nobody bears

    def apply(self, article: Article, log: Log) -> None:
        """Give the statements of each speaker to the one who is meant.

        Raises ValueError with who might be meant where a name is nobody's.
        """
        for found, meant in self.names:
            if not meant or meant == found:
                continue
            rows = article.statements.filter(speaker__name=found)
            log.update(
                rows,
                speaker=self._speaker(meant, log),
                speaker_reason=CHOSEN,
                edited=True,
                changed_at=timezone.now(),
            )

    def _speaker(self, meant: str, log: Log) -> Speaker:
        if self.new and not Speaker.objects.called(key_of(meant)).exists():
            return make_speaker(meant, log)
        return find_speaker(meant)


@contextmanager
def stored(
    source: Source, extraction: Extraction, by: User, corrections: Corrections
) -> Iterator[Stored]:
    """Store a source in the editor's name; what it became is only there inside."""
    with record(by, Action.Verb.ENTERED, f"pasted from {source.about.outlet}") as log:
        newest = {
            model: _newest(model) for model in (Outlet, Speaker, SpeakerName, Briefing)
        }
        done = store(source, extraction)
        if done.outcome is not Outcome.UNCHANGED:
            article = Article.objects.get(pk=done.article or 0)
            _note_made(article, newest, log)
            corrections.apply(article, log)
        yield done


def _newest(model: type[models.Model]) -> int:
    newest = model._default_manager.aggregate(newest=models.Max("pk"))["newest"]
    return newest or 0


def _note_made(article: Article, newest: dict[Any, int], log: Log) -> None:
    """Note what was stored with an article, so that undo removes what nothing else uses."""
    statements = list(article.statements.select_related("briefing"))
    briefings = {row.briefing for row in statements if row.briefing}
    keys = [key for row in statements for key in (row.speaker_id, row.on_behalf_of_id)]
    keys += [briefing.host_id for briefing in briefings]
    named = {key for key in keys if key}
    members = Speaker.objects.filter(pk__in=named).exclude(institution=None)
    named |= set(members.values_list("institution_id", flat=True))
    made = {
        Outlet: Q(pk__in=[article.outlet_id, article.agency_id or 0]),
        Speaker: Q(pk__in=named),
        SpeakerName: Q(speaker__in=named),
        Briefing: Q(pk__in=[briefing.pk for briefing in briefings]),
    }
    for model, rows in made.items():
        new = model._default_manager.filter(rows, pk__gt=newest[model])
        log.made(list(new.order_by("pk")))
    log.made([article])
    log.made(statements)
