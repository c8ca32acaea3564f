"""Compiled modules: never older than their source, and no other in what they find."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from statements.extraction.compiled import check

ROOT = Path(__file__).parents[2]
EXTRACT_ALL = """
import json, sys
from statements.extraction import extract, pipeline
print(pipeline.__file__)
for line in sys.stdin:
    print(extract(json.loads(line)))
"""


@pytest.mark.parametrize(
    ("source", "compiled", "refused"),
    [(1, 2, False), (2, 2, False), (3, 2, True), (None, 2, True), (1, None, False)],
)
def test_a_module_compiled_before_its_source_changed_is_refused(
    tmp_path: Path, source: int | None, compiled: int | None, refused: bool
) -> None:
    for name, changed in (("dates.py", source), ("dates.cpython-313.so", compiled)):
        if changed is not None:
            (tmp_path / name).touch()
            os.utime(tmp_path / name, (changed, changed))
    if refused:
        with pytest.raises(ImportError, match="make compiled"):
            check(tmp_path)
    else:
        check(tmp_path)


@pytest.mark.torture
def test_compiled_extraction_finds_the_same(tmp_path: Path) -> None:
    gold = (ROOT / "tests/gold/seeds_gold.jsonl").read_text("utf-8").splitlines()
    texts = "".join(f"{json.dumps(json.loads(line)['text'])}\n" for line in gold)
    without = shutil.ignore_patterns("*.so", "__pycache__")
    for folder in ("statements", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=without)
    plain = run_in(tmp_path, "-c", EXTRACT_ALL, given=texts).splitlines()
    run_in(tmp_path, "scripts/compile.py")
    compiled = run_in(tmp_path, "-c", EXTRACT_ALL, given=texts).splitlines()
    assert plain[0].endswith(".py")
    assert compiled[0].endswith(".so")
    assert plain[1:] == compiled[1:]
    assert len(plain) > len(gold)


def run_in(folder: Path, *arguments: str, given: str = "") -> str:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    ).stdout
