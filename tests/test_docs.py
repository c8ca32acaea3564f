"""What the documents promise is there, and what is there is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("seeds/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"^([a-z]+):.*?  ## ", re.MULTILINE)
NAMED_TARGETS = re.compile(r"\bmake ((?:[a-z]+\b ?)+)(?=[`\s#A-Z]|$)", re.MULTILINE)
SETTING = re.compile(r"\b(?:text|flag|number|words|choice|database)\(\s*\"([A-Z_]+)\"")
SETTING_ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def commands(text: str) -> str:
    """Return what a document sets as code: prose may say "make a speaker"."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text("utf-8"))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_make_target_is_documented_and_every_documented_one_exists() -> None:
    targets = set(TARGET.findall(read("Makefile")))
    named = {
        target
        for document in DOCUMENTS
        for targets_named in NAMED_TARGETS.findall(commands(document.read_text("utf-8")))
        for target in targets_named.split()
    }

    assert named == targets


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    read_settings = set(SETTING.findall(read("config/settings.py") + read("config/env.py")))

    assert set(SETTING_ROW.findall(read("docs/operating.md"))) == read_settings


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_and_hashes_everything_and_names_no_address(lock: str) -> None:
    text = read(lock)
    pins = re.findall(r"^[a-z0-9]\S*", text, re.MULTILINE)

    assert pins
    assert [pin for pin in pins if "==" not in pin] == []
    assert len(re.findall(r"^[a-z0-9].*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(
        pins
    )
    assert "://" not in text


def test_the_tests_run_on_what_runs_in_production() -> None:
    pins = re.compile(r"^[a-z0-9]\S*==\S+", re.MULTILINE)

    assert set(pins.findall(read("requirements.txt"))) <= set(
        pins.findall(read("requirements-dev.txt"))
    )
