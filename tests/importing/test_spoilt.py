"""Articles that were cut, doubled, reversed or filled with odd characters are stored too."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from statements.extraction.spans import Span, join_spans
from statements.importing.extracting import extract_source
from statements.importing.sources import About, Source
from statements.importing.store import store
from statements.models import Statement

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_spoilt_articles_are_stored_too(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same examples in every run
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number in range(5):
        text = rng.choice(texts)
        for _ in range(rng.randint(1, 12)):
            start, end = sorted(rng.randrange(len(text) + 1) for _ in "ab")
            spoilt = rng.choice(SPOILING)
            text = text[:start] + spoilt(text[start:end]) + text[end:]
        about = About(outlet="Spoilt", url=f"https://example.org/{number % 2}")
        source = Source("a.txt", f"Number {number}. {text}", about)

        store(source, extract_source(source))

    for statement in Statement.objects.select_related("article"):
        assert statement.article is not None
        spans = [Span(*span) for span in statement.spans]
        assert join_spans(statement.article.text, spans) == statement.text


SPOILING: list[Callable[[str], str]] = [
    lambda part: "",
    lambda part: part * 2 if len(part) < 1_000 else part,
    lambda part: part.upper(),
    lambda part: part[::-1],
    lambda part: "“" + part,
    lambda part: "\u202e\u200b" + part.replace(" ", "\u2028"),
    lambda part: part + "x" * 3_000,
    lambda part: part.replace("a", "а").replace("o", "\u0301" * 30),
]
