"""An import that staff start: from files they upload, or from a folder on the server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from statements.forms import DayField
from statements.importing.formats.registry import SUFFIXES
from statements.importing.orders import Orders
from statements.importing.run import make_run
from statements.importing.sources import About
from statements.models import ImportRun

if TYPE_CHECKING:
    from django.contrib.auth.models import User

UPLOADS = "uploads"  # the folder below IMPORT_ROOT that what was uploaded is kept in
MOST_BYTES = 200_000_000  # of one upload; more goes into a folder on the server
MOST_FOLDERS = 500  # that are offered


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of uploaded files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files if one]


class StartForm(forms.Form):
    """What is to be imported, and what is known about all of it."""

    uploads = FilesField(
        label="Files",
        required=False,
        help_text="Articles, pages, tables, feeds, crawls or archives of these, up to 200 MB.",
        widget=ManyFiles(attrs={"accept": ",".join(SUFFIXES)}),
    )
    folder = forms.ChoiceField(label="Or a folder on the server", required=False)
    outlet = forms.CharField(
        required=False, max_length=200, help_text="Who published it, if it is one outlet."
    )
    published = DayField(label="Day", help_text="Of publication, if it is one day.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        folder: Any = self.fields["folder"]
        folder.choices = [("", "none"), *((name, name) for name in folders())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        files = cleaned.get("uploads", [])
        if bool(files) == bool(cleaned.get("folder")) and not self.errors:
            raise ValidationError("Choose files to upload, or a folder on the server.")
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            self.add_error(
                "uploads", "More than 200 MB: put them into a folder on the server."
            )
        return cleaned


def import_root() -> Path | None:
    """Return the folder that imports may be started from; None where there is none."""
    return Path(settings.IMPORT_ROOT) if settings.IMPORT_ROOT else None


def folders() -> list[str]:
    """Return the folders that can be chosen, two levels deep, relative to the root."""
    root = import_root()
    return sorted(_below(root, root, 2))[:MOST_FOLDERS] if root and root.is_dir() else []


def _below(folder: Path, root: Path, depth: int) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            hidden = entry.name.startswith(".") or not entry.name.isprintable()
            if hidden or not entry.is_dir(follow_symlinks=False):
                continue
            if folder == root and entry.name == UPLOADS:
                continue
            path = Path(entry.path)
            yield str(path.relative_to(root))
            if depth > 1:
                yield from _below(path, root, depth - 1)


def begin(form: StartForm, by: User) -> ImportRun:
    """Put a run on record that waits for a worker. Raises OSError if files cannot be kept."""
    root = import_root()
    if root is None:
        raise OSError("IMPORT_ROOT is not set")
    files, day = form.cleaned_data["uploads"], form.cleaned_data["published"]
    path = _keep(files, root) if files else root / form.cleaned_data["folder"]
    about = About(
        outlet=" ".join(form.cleaned_data["outlet"].split()),
        published=day,
        known_from=f"given by {by.get_username()} with the import" if day else "",
    )
    return make_run(Orders(about, paths=(path,)), by)


def _keep(files: Iterable[UploadedFile], root: Path) -> Path:
    """Write uploaded files into a new folder of their own; returns it."""
    folder = root / UPLOADS / f"{timezone.now():%Y-%m-%d}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    for number, file in enumerate(files):
        name = _safe_name(file.name or "")
        if (folder / name).exists():
            name = f"{number}-{name}"
        with (folder / name).open("xb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
    return folder


def _safe_name(name: str) -> str:
    """Return a name for a file that stays in its folder and is not hidden.

    >>> _safe_name("../.a\\n.txt")
    'a .txt'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(part if part.isprintable() else " " for part in last).lstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    short = stem.encode()[:150].decode("utf-8", "ignore") + dot + suffix[:10]
    return short or "file"
