"""The marked truth of the seed articles, and how extraction compares with it."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from statements.extraction import extract
from statements.extraction.model import Extraction, SpeakerKind, Statement

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold" / "seeds_gold.jsonl"


@dataclass(frozen=True)
class Marked:
    """One statement as a person marked it."""

    id: str
    letters: frozenset[int]  # offsets of its letters and digits
    source: frozenset[int]
    canonical: str
    core: bool
    optional: bool
    dates: frozenset[str]  # every right answer from the text alone; "" is unknown
    dates_published: frozenset[str]


@dataclass(frozen=True)
class Article:
    """A seed with its marked statements and what is known from outside."""

    name: str
    text: str
    published: str
    marked: tuple[Marked, ...]


def _letters(text: str, spans: list[list[int]]) -> frozenset[int]:
    return frozenset(
        i for start, end in spans for i in range(start, end) if text[i].isalnum()
    )


def _mark(text: str, row: dict[str, Any]) -> Marked:
    return Marked(
        id=row["id"],
        letters=_letters(text, row["spans"]),
        source=_letters(text, row["source_spans"]),
        canonical=row["canonical"].partition(" (")[0],
        core=row["core"],
        optional="optional" in row["flags"],
        dates=frozenset(day or "" for day in row["date_edtf_ok"]),
        dates_published=frozenset(day or "" for day in row["date_edtf_published_ok"]),
    )


@cache
def seeds() -> tuple[Article, ...]:
    known = tomllib.loads((ROOT / "seeds" / "articles.toml").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Article(
            row["doc"],
            row["text"],
            known[row["doc"]]["published"],
            tuple(_mark(row["text"], statement) for statement in row["statements"]),
        )
        for row in rows
    )


@cache
def extracted(name: str, *, with_publication: bool) -> Extraction:
    article = next(article for article in seeds() if article.name == name)
    return extract(article.text, published=article.published if with_publication else None)


def likeness(marked: Marked, statement: Statement, text: str) -> float:
    """Return the share of letters that a marked statement and a found one have in common."""
    found = _letters(text, [[*span] for span in statement.spans])
    return len(marked.letters & found) / len(marked.letters | found)


def pairs(article: Article, *, with_publication: bool) -> list[tuple[Marked, Statement]]:
    """Return marked statements with the found one that is most like each, half alike at least."""
    statements = extracted(article.name, with_publication=with_publication).statements
    ranked = sorted(
        (
            (likeness(marked, statement, article.text), i, j)
            for i, marked in enumerate(article.marked)
            for j, statement in enumerate(statements)
        ),
        reverse=True,
    )
    taken_marks: set[int] = set()
    taken: set[int] = set()
    matched: list[tuple[Marked, Statement]] = []
    for alike, i, j in ranked:
        if alike >= 0.5 and i not in taken_marks and j not in taken:
            taken_marks.add(i)
            taken.add(j)
            matched.append((article.marked[i], statements[j]))
    return matched


def same_speaker(marked: Marked, statement: Statement) -> bool:
    """Whether the resolved speaker is the one meant.

    An unnamed source is right as anonymous, and a document of several people is right
    as those people.
    """
    speaker = statement.speaker
    if marked.canonical.startswith("unnamed"):
        return speaker.kind is SpeakerKind.ANONYMOUS
    if " of " in marked.canonical and ";" in speaker.name:
        return all(name in marked.canonical for name in speaker.name.split("; "))
    return speaker.name == marked.canonical
