"""What docs/data.md promises is what there is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from statements import exports, feeds
from statements.citations import FORMATS
from statements.views.listings import FORMS, PER_PAGE

TEXT = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def test_every_column_is_described_and_every_described_column_exists() -> None:
    table = TEXT.split("## Columns")[1].split("## Asking")[0]
    told = [
        name
        for row in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    ]

    assert told == [field.name for field in fields(exports.StatementRow)]


def test_the_numbers_are_those_of_the_code() -> None:
    assert f"one page of {PER_PAGE}" in TEXT
    assert f"up to {exports.LIMIT:,} statements" in TEXT
    assert f"the {feeds.LIMIT} newest" in TEXT


def test_every_form_is_named() -> None:
    assert all(f"`.{extension}`" in TEXT for extension in FORMS)
    assert all(f"`{form}`" in TEXT for form in FORMATS)
