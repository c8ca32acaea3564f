"""Where sentences end, and what is read at all."""

import pytest

from statements.extraction.model import Zone, ZoneKind
from statements.extraction.quotes import find_quotes
from statements.extraction.sentences import LONGEST, find_paragraphs, find_sentences
from statements.extraction.spans import Span
from statements.extraction.tokens import Tokens


def sentences_of(text: str) -> list[str]:
    whole = Span(0, len(text))
    tokens = Tokens(text, whole, find_quotes(text, [whole])[0])
    return [tokens.span(lo, hi).of(text) for lo, hi in find_sentences(tokens)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "Nobody came."],
        ["Mr. Lee met Dr. J. R. Kim in the U.S. Senate.", "They spoke."],
        ["He lives in Akron, Ohio.", "She moved to Washington, D.C.", "They write."],
        ["Lee (R., Texas) left at 3.30 p.m. on Friday.", "Kim stayed."],
        ["“It rained. Nobody came,” said Ann Lee.", "“We left.”"],
        ["“It rained.”", "Nobody came."],
        ["“Why?” Ann Lee asked.", "Nobody knew."],
        ["“Never!” shouted the crowd at the gate.", "Then it left."],
        ["“It rained.” Ann Lee said.", "Nobody came."],
        ["The firm paid $3.5 million... and left.", "Why?", "Nobody knew."],
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(sentences: list[str]) -> None:
    assert sentences_of(" ".join(sentences)) == sentences


def test_a_sentence_without_end_is_cut() -> None:
    assert len(sentences_of("word " * (LONGEST * 2))) > 1


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("WASHINGTON (AP) - It rained.", "It rained."),
        ("LONDON — It rained.", "It rained."),
        ("OSLO, May 5. /NEWS/. It rained.", "It rained."),
        ("USA fans left — it rained.", "USA fans left — it rained."),
        ("Editor’s note: an earlier version was wrong.", None),
    ],
)
def test_datelines_and_notes_are_left_out(line: str, read: str | None) -> None:
    found = find_paragraphs(line, [Zone(0, len(line), ZoneKind.BODY, "")])
    assert [span.of(line) for span, _ in found] == ([read] if read else [])


def test_only_zones_that_are_read_have_paragraphs() -> None:
    text = "One.\nTwo.\n\n  Three.  "
    zones = [Zone(0, 5, ZoneKind.CAPTION, ""), Zone(5, len(text), ZoneKind.BODY, "")]
    assert [span.of(text) for span, _ in find_paragraphs(text, zones)] == ["Two.", "Three."]
