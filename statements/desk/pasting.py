"""A source that an editor pastes or uploads: read, shown, and stored on a second yes."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

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
from statements.models import Action, Article
from statements.models.history import record

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


@contextmanager
def stored(source: Source, extraction: Extraction, by: User) -> Iterator[Stored]:
    """Store a source in the editor's name; what it became is only there inside."""
    with record(by, Action.Verb.ENTERED, f"pasted from {source.about.outlet}") as log:
        done = store(source, extraction)
        if done.outcome is not Outcome.UNCHANGED:
            article = Article.objects.get(pk=done.article or 0)
            log.made([article])
            log.made(list(article.statements.all()))
        yield done
