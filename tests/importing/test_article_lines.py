"""Articles as JSON lines: each line its own article or its own refusal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from statements.importing.formats import json_lines
from statements.importing.readers import read
from statements.importing.sources import About, Source, UnreadableError
from statements.importing.walking import Input

PAGE = (
    "<html><head><title>T</title></head><body><article><h1>Farmers stay</h1><p>“We want to be "
    "heard by the whole country,” Anna Arden, a farmer, said in Springfield on Monday.</p>"
    "<p>The government has not answered yet, and they say that they will stay.</p>"
    "</article></body></html>"
)


def read_made(path: Path, *lines: bytes) -> list[Source | UnreadableError]:
    path.write_bytes(b"\n".join(lines))
    return list(read(Input(path, "a.jsonl"), About(outlet="Given", language="en")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.jsonl"


def test_each_line_is_an_article_with_what_is_known_about_it(path: Path) -> None:
    lines = [
        {
            "text": "One.\n",
            "outlet": "TASS",
            "url": "https://TASS.com/1",
            "published": None,
        },
        {"text": "Two.", "published": "2021-05-04T10:00:00Z", "doc": 7, "statements": []},
        {"html": PAGE, "url": "https://example.org/2021/05/04/x"},
    ]

    one, two, three = read_made(path, *(json.dumps(line).encode() for line in lines))

    assert one == Source(
        "a.jsonl:1", "One.\n", About("TASS", "https://tass.com/1", language="en")
    )
    assert two == Source(
        "a.jsonl:2", "Two.", About("Given", published="2021-05-04", language="en")
    )
    assert isinstance(three, Source)
    assert three.text.startswith("Farmers stay\n\n“We want")
    assert three.about.published == "2021-05-04"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "cannot be read: Expecting"),
        (b"[1]", "it is no object"),
        (b"{}", 'it has neither a "text" nor "html"'),
        (b'{"text": 7}', 'it has neither a "text" nor "html"'),
        (b'{"text": ""}', "is empty"),
        (b'{"text": "a\\u0000b"}', "it holds a NUL character"),
        (b'{"text": "a\\ud800b"}', "holds half a surrogate pair"),
        (b'{"text": "caf\xe9"}', "is not UTF-8"),
        (b'{"text": "x", "published": "soon"}', "is not a date"),
        (b'{"text": "x", "url": "file:///etc/passwd"}', "is not an address"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"html": "<html></html>"}', "shows no article text"),
    ],
)
def test_a_bad_line_costs_only_itself(path: Path, line: bytes, reason: str) -> None:
    bad, good = read_made(path, line, b"", b'{"text": "Good."}')

    assert isinstance(bad, UnreadableError)
    assert bad.name == "a.jsonl:1"
    assert reason in bad.problem
    assert isinstance(good, Source)
    assert good.name == "a.jsonl:3"


def test_a_line_beyond_the_limit_is_passed_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "MAX_PAGE_BYTES", 100)

    bad, good = read_made(path, b'{"text": "' + b"x" * 1_000 + b'"}', b'{"text": "Good."}')

    assert isinstance(bad, UnreadableError)
    assert "which no article is" in bad.problem
    assert isinstance(good, Source)
