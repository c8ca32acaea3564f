"""Anyone can score their own gold."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

GOOD = "“We want to be heard by the whole country,” Anna Arden said on Monday."
OVERLOOKED = "Rain. Again rain, and more of it. It went on for days."


def marked(text: str, words: str, source: str) -> dict[str, Any]:
    start = text.index(words)
    place = text.index(source)
    return {
        "spans": [[start, start + len(words)]],
        "source_spans": [[place, place + len(source)]],
        "source_text": source,
        "speech": True,
    }


GOLD = [
    {
        "doc": "1",
        "text": GOOD,
        "statements": [
            marked(GOOD, "We want to be heard by the whole country", "Anna Arden")
        ],
    },
    {
        "doc": "2",
        "text": OVERLOOKED,
        "statements": [marked(OVERLOOKED, "more of it", "Rain")],
    },
]


def evaluate(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("evaluate_extraction", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def test_the_measure_counts_what_was_found_and_what_was_not(tmp_path: Path) -> None:
    found = json.loads(evaluate(write(tmp_path / "gold.jsonl", *GOLD), "--json"))

    assert found["documents"] == 2
    assert found["core"]["marked"] == 2
    assert (found["core"]["precision"], found["core"]["recall"]) == (100.0, 50.0)
    assert found["core"]["joint"] == 66.7
    assert found["direct"]["joint"] == 100.0


def test_the_table_has_a_row_for_each_kind(tmp_path: Path) -> None:
    head, *rows = evaluate(write(tmp_path / "gold.jsonl", *GOLD)).splitlines()

    assert head.split()[:2] == ["marked", "joint"]
    assert [row.split()[:3] for row in rows] == [
        ["core", "2", "66.7"],
        ["direct", "1", "100.0"],
        ["mixed", "0", "0.0"],
        ["indirect", "1", "0.0"],
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "holds no marked text"),
        (["words"], "holds no marked text"),
        ([{"text": GOOD, "statements": [{"spans": "all"}]}], "holds no marked text"),
        ([{"text": GOOD, "statements": [{"spans": [[1]]}]}], "holds no marked text"),
        ([GOLD[0], {"text": GOOD}], "1 line could not be read"),
        ([GOLD[0], {**GOLD[1], "published": "soon"}], "1 line could not be read"),
    ],
)
def test_a_file_that_is_no_gold_is_refused(
    tmp_path: Path, lines: list[object], reason: str
) -> None:
    with pytest.raises(CommandError, match=reason):
        evaluate(write(tmp_path / "gold.jsonl", *lines))


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        evaluate(tmp_path / "none.jsonl")
