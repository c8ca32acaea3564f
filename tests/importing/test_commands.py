"""The commands as an operator meets them: lines, exit codes, standard output and error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from statements.extraction import extract
from statements.extraction.model import Extraction
from statements.importing import writing
from statements.importing.formats.registry import BY_NAME, SUFFIXES
from statements.importing.interrupting import Interruption
from statements.importing.sidecars import KEYS
from statements.management.commands import extract_statements, import_articles
from statements.models import Article, ImportRun, Statement
from statements.search import index_pks

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (
    "Farmers protest\n\nFarmers blocked a road on Monday, May 3, 2021.\n\n"
    "“We want to be heard by the whole country,” Anna Arden, a farmer, said at a press "
    "conference in Springfield on May 3, 2021.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(
    *arguments: Any, command: str = "import_articles", code: int = 0
) -> tuple[str, str]:
    """Return what the command wrote to standard output and error, if it ended as expected."""
    out, err = StringIO(), StringIO()
    ended = 0
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        ended = error.returncode
        err.write(f"{error}\n")
    assert ended == code, err.getvalue()
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_files_are_told_one_a_line_and_counted_at_the_end(folder: Path) -> None:
    out, err = run(folder)

    assert out == (
        f"{folder}/a.txt: imported, 1 statement\n1 article: 1 imported; 1 statement.\n"
    )
    assert err == ""
    again, _ = run(folder)
    assert "known already" in again
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_bad_file_costs_one_line_and_the_exit_code(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"caf\xe9")
    (folder / "c.txt").write_bytes(b"")

    _, err = run(folder, code=1)

    assert len(err.splitlines()) == 3
    assert f"{folder}/b.txt: is not UTF-8: byte 0xe9 at 3. Convert it" in err
    assert f"{folder}/c.txt: is empty." in err
    assert err.endswith("2 of 3 could not be imported.\n")
    assert Article.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--published", "tomorrow", "a.txt"],
        ["--url", "javascript:alert(1)", "a.txt"],
        ["--url", "https://tass.com/1", "a.txt", "b.txt"],
        ["--nonsense", "a.txt"],
    ],
)
def test_a_call_that_makes_no_sense_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", "import_articles", *arguments])

    out, told = capsys.readouterr()
    assert end.value.code == 2
    assert out == ""
    assert told
    assert "Traceback" not in told


def test_a_file_after_an_address_is_told_where_it_belongs(folder: Path) -> None:
    with pytest.raises(CommandError, match="name files before --url"):
        call_command(
            "import_articles", "--url", "https://tass.com/1", str(folder / "a.txt")
        )


@pytest.mark.django_db
def test_json_is_one_object_a_line_with_everything_else_on_standard_error(
    folder: Path,
) -> None:
    (folder / "b.txt").write_bytes(b"")

    out, err = run(folder, "--json", "--explain", code=1)

    good, bad = map(json.loads, out.splitlines())
    assert good["file"] == f"{folder}/a.txt"
    assert good["outcome"] == "imported"
    assert good["article"] == Article.objects.get().pk
    assert good["statement_count"] == len(good["statements"]) == 1
    assert {"rule", "spans", "date"} <= set(good["statements"][0])
    assert bad["outcome"] == "failed"
    assert bad["message"] in err
    assert "2 articles: 1 imported, 1 failed; 1 statement." in err


@pytest.mark.django_db
def test_explaining_shows_rule_place_speaker_and_day_of_each_candidate(
    folder: Path,
) -> None:
    _, _ = run(folder)

    out, _ = run(folder, "--explain")

    statement = Statement.objects.get()
    assert "known already" in out
    assert f"[{statement.start}:{statement.end}] by {statement.rule}" in out
    assert statement.speaker_reason in out
    assert statement.edtf in out


@pytest.mark.django_db
def test_a_dry_run_says_what_would_happen_and_keeps_nothing(folder: Path) -> None:
    out, _ = run(folder, "--dry-run")

    assert "1 imported; 1 statement. Nothing was kept." in out
    assert Article.objects.count() == 0
    assert ImportRun.objects.count() == 0


@pytest.mark.django_db
def test_what_is_said_on_the_command_line_goes_with_the_article(folder: Path) -> None:
    url = "https://example.org/a"

    run(
        folder / "a.txt",
        "--outlet",
        "The Example",
        "--url",
        url,
        "--published",
        "2021-05-04",
    )

    article = Article.objects.get()
    assert (article.outlet.name, article.url, article.edtf) == (
        "The Example",
        url,
        "2021-05-04",
    )
    assert article.outlet.domain == "example.org"


@pytest.mark.django_db
def test_what_is_imported_can_be_searched(folder: Path) -> None:
    run(folder)

    assert [str(found) for found in Statement.objects.search("country heard")]
    index_pks(Statement.objects.values_list("pk", flat=True))


def without_database(*arguments: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run a command where any question to the database would fail."""
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
    )


def test_statements_are_extracted_without_a_database() -> None:
    done = without_database("extract_statements", given=TEXT.encode())

    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert done.returncode == 0
    assert found["text"] == "“We want to be heard by the whole country,”"
    assert [TEXT[start:end] for start, end in found["spans"]] == [found["text"]]
    assert TEXT[found["source_start"] : found["source_end"]] == found["source_text"]
    assert found["speaker"] == "Anna Arden"
    assert found["kind"] == "direct"
    assert found["date"].keys() == {"edtf", "basis", "reason"}
    assert found["date"]["edtf"] == "2021-05-03"


def extract_lines(
    monkeypatch: pytest.MonkeyPatch, given: bytes, *options: str, code: int = 0
) -> tuple[list[dict[str, Any]], str]:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given), "utf-8"))
    out, err = run("-", "--jsonl", *options, command="extract_statements", code=code)
    return [json.loads(line) for line in out.splitlines()], err


def test_lines_come_back_in_order_and_other_keys_are_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = [
        {"doc": "b", "text": TEXT, "outlet": 7, "statements": []},
        {"doc": "a", "text": "Nothing here.", "published": "2021-05-04"},
        {"doc": "c", "text": TEXT + "Half \ud800 a pair.", "published": None},
    ]

    found, err = extract_lines(monkeypatch, "\n\n".join(map(json.dumps, given)).encode())

    assert [(one["doc"], len(one["statements"])) for one in found] == [
        ("b", 1),
        ("a", 0),
        ("c", 1),
    ]
    assert err == ""


def test_a_line_that_is_no_document_is_named_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = [
        b"{",
        b'["doc"]',
        b'{"doc": "a"}',
        b'{"doc": "a", "text": "caf\xe9"}',
        b'{"doc": "a", "text": "x", "published": "soon"}',
        b"[" * 100_000,
        b'{"doc": "good", "text": "x"}',
    ]

    found, err = extract_lines(monkeypatch, b"\n".join(lines), code=1)

    assert found == [{"doc": "good", "statements": []}]
    assert [f"-: line {number}:" in err for number in range(1, 7)] == [True] * 6
    assert "Traceback" not in err


def test_the_day_of_publication_is_used_where_a_line_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "“We will not give up,” Anna Arden said at a news conference on Thursday."
    given = [{"doc": 1, "text": text}, {"doc": "a", "text": text}]
    lines = "\n".join(map(json.dumps, given)).encode()

    found, _ = extract_lines(monkeypatch, lines, "--published", "2021-05-07", code=1)

    assert [one["statements"][0]["date"]["edtf"] for one in found] == ["2021-05-06"]


def test_a_reader_who_leaves_early_ends_the_command_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join([json.dumps({"doc": "a", "text": TEXT})] * 1_000))
    command = [sys.executable, str(ROOT / "manage.py"), "extract_statements", "--jsonl"]

    with subprocess.Popen(
        [*command, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"doc": "a"')
        process.stdout.close()
        complaint = process.stderr.read()

    assert complaint == b""


def test_the_document_names_every_option_and_format() -> None:
    document = (ROOT / "docs" / "importing.md").read_text("utf-8")
    parser = import_articles.Command().create_parser("manage.py", "import_articles")
    inherited = BaseCommand().create_parser("manage.py", "none")
    known = {option for action in inherited._actions for option in action.option_strings}
    own = {
        option
        for action in parser._actions
        for option in action.option_strings
        if option not in known
    }

    assert {option for option in own if f"`{option}" not in document} == set()
    assert {name for name in [*SUFFIXES, *BY_NAME] if f"`{name}`" not in document} == set()
    assert {key for key in KEYS if f"`{key}`" not in document} == set()


@pytest.mark.django_db
def test_an_interrupt_ends_after_the_articles_in_hand(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.txt").write_text(f"{TEXT} Again.")
    monkeypatch.setattr(writing, "TOGETHER", 1)
    monkeypatch.setattr(Interruption, "asked", True, raising=False)
    monkeypatch.setattr(Interruption, "__init__", lambda self: setattr(self, "_before", {}))

    with pytest.raises(SystemExit) as end:
        run(folder)

    assert end.value.code == 130
    assert Article.objects.count() == 1
    assert ImportRun.objects.get().state == ImportRun.State.STOPPED
    monkeypatch.undo()
    number = ImportRun.objects.get().pk
    out, _ = run("--resume")
    assert "1 article: 1 imported;" in out
    assert ImportRun.objects.get().state == ImportRun.State.FINISHED
    assert f"Import {number} is finished." in run("--resume", number, code=2)[1]
    assert "No import is unfinished." in run("--resume", code=2)[1]
    for beside in (folder, "--outlet=TASS", "--dry-run"):
        assert "goes on as the run was begun" in run(beside, "--resume", code=2)[1]


@pytest.mark.django_db
def test_a_database_that_fails_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(writing, "store_together", fail)
    monkeypatch.setattr(writing, "store", fail)

    _, err = run(folder, code=1)

    assert err == "The database failed: database or disk is full\n"


def test_a_text_that_makes_the_extractor_fail_costs_only_its_own_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(text: str, **_: object) -> Extraction:
        if text == "stumble":
            raise IndexError("list index out of range")
        return extract(text)

    monkeypatch.setattr(extract_statements, "extract", stumble)
    given = [{"doc": "a", "text": "stumble"}, {"doc": "b", "text": TEXT}]
    lines = "\n".join(map(json.dumps, given)).encode()

    found, err = extract_lines(monkeypatch, lines, code=1)

    assert [(one["doc"], len(one["statements"])) for one in found] == [("a", 0), ("b", 1)]
    assert "a: made the extractor fail: IndexError" in err
