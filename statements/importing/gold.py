"""Texts with statements marked by hand, as JSON lines, and what extraction makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from statements.extraction import extract
from statements.extraction.model import Statement
from statements.extraction.scoring import Document, Figures, Marked, Score, read_marked
from statements.importing.sidecars import known_day

_SHAPE = '{"doc": "1", "text": "...", "statements": [{"spans": [[0, 9]], ...}]}'


@dataclass(frozen=True, slots=True)
class Gold:
    """One text and the statements marked in it."""

    text: str
    marked: tuple[Marked, ...]
    published: str = ""


def read_gold(lines: Iterable[str]) -> Iterator[Gold | ValueError]:
    """Yield the text of each line that is not empty, or what is wrong with the line."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _read(json.loads(line))
            except (ValueError, TypeError, RecursionError) as error:
                yield ValueError(f"line {number} is not like {_SHAPE}: {error}")


def _read(values: Any) -> Gold:
    if not isinstance(values, dict) or not isinstance(values.get("text"), str):
        raise ValueError('there is no "text"')
    marked = values.get("statements")
    if not isinstance(marked, list) or not all(isinstance(one, dict) for one in marked):
        raise ValueError('there are no "statements"')
    statements = tuple(map(read_marked, marked))
    if not all(statement.spans for statement in statements):
        raise ValueError("a statement has no spans")
    return Gold(values["text"], statements, known_day(values.get("published") or ""))


def try_out(gold: Gold) -> Document:
    """Return a text with what is marked in it beside what extraction finds."""
    found = extract(gold.text, published=gold.published or None).statements
    return Document(gold.text, gold.marked, tuple(map(_predicted, found)))


def _predicted(statement: Statement) -> Marked:
    source = (statement.source,) if statement.source else ()
    return Marked(statement.spans, source, statement.source_text)


def rows_of(score: Score) -> dict[str, dict[str, float]]:
    """Return the figures in percent, by the part of the statements they are about."""
    parts = {
        "core": score.core,
        "direct": score.direct,
        "mixed": score.mixed,
        "indirect": score.indirect,
    }
    return {name: _row(figures) for name, figures in parts.items()}


def _row(figures: Figures) -> dict[str, float]:
    joint = figures.joint
    row = {
        "joint": joint.f1,
        "precision": joint.precision,
        "recall": joint.recall,
        "content": figures.content.f1,
        "pieces": figures.pieces.f1,
        "source": figures.source_accuracy,
    }
    marked = {"marked": float(joint.hits + joint.missed)}
    return marked | {name: round(value, 1) for name, value in row.items()}
