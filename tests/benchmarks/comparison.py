"""Hand the mix of questions to tantivy: `python -m tests.benchmarks.comparison STATEMENTS`.

It wants an environment of its own with tantivy in it, whose Python PEER_PYTHON names
(else .peer/bin/python), and does nothing where there is none.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from statements.search.entries import Row, make_entry, unpack  # noqa: E402
from statements.search.matching import Named, make_match  # noqa: E402
from tests.benchmarks.questions import Question, mix, rows  # noqa: E402

PROGRAM = Path(__file__).with_name("peer.py")


def main(size: int) -> None:
    python = Path(os.environ.get("PEER_PYTHON", ".peer/bin/python"))
    if not python.exists():
        print(f"tantivy left out: there is no {python}")
        return
    command = [str(python), str(PROGRAM)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as peer:
        assert peer.stdin
        for row in rows(size):
            peer.stdin.write(json.dumps(document(row)) + "\n")
        asked = {name: [question(q) for q in of] for name, of in mix().items()}
        peer.stdin.write(f"\n{json.dumps(asked)}\n")


def document(row: Row) -> dict[str, Any]:
    entry = make_entry(row)
    facts = unpack(entry.facts)
    return {
        "stems": entry.stems,
        "forms": entry.forms,
        "filters": " ".join(entry.filters),
        "key": entry.sort_key,
        "speaker": facts.speaker,
        "outlet": facts.outlet,
        "year": row.latest.year if row.latest else 0,
        "day": entry.last_day or 0,
    }


def question(asked: Question) -> dict[str, Any]:
    query, filters = asked
    match = make_match(query, Named(), filters)
    period = match.period
    return {
        "groups": [[atom._asdict() for atom in group] for group in match.groups],
        "days": [period.first.toordinal(), period.last.toordinal()]
        if period.first and period.last
        else None,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
