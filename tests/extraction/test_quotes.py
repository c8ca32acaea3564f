"""Where quotations begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction.quotes import Quote, find_quotes
from statements.extraction.spans import Span


def quotes_of(*paragraphs: str) -> list[list[Quote]]:
    text, spans = "", []
    for paragraph in paragraphs:
        spans.append(Span(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return find_quotes(text, spans)


def words_of(*paragraphs: str) -> list[str]:
    text = "\n".join(paragraphs)
    return [text[q.start : q.end] for found in quotes_of(*paragraphs) for q in found]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“Yes,” he said.", ["“Yes,”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("''Yes,'' he said, ''of course.''", ["''Yes,''", "''of course.''"]),
        ("``Yes,'' he said.", ["``Yes,''"]),
        ("«Yes», he said.", ["«Yes»"]),
        ("„Yes“, he said.", ["„Yes“"]),
        ("‘Yes,’ he said.", ["‘Yes,’"]),
        ("He said 'we are ready' again.", ["'we are ready'"]),
    ],
)
def test_every_kind_of_mark(text: str, quotations: list[str]) -> None:
    assert words_of(text) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("It’s Ann’s, isn't it?", []),
        ("‘It’s Ann’s boat’, he said.", ["‘It’s Ann’s boat’"]),
        ("the sailors’ boats and the captains’ maps", []),
        ("‘the sailors’ boats are lost’, he said", ["‘the sailors’ boats are lost’"]),
        ("back in the ’90s, rock ‘n’ roll", []),
        ("‘advocate[s]’ and ‘return [...] to’", ["‘advocate[s]’", "‘return [...] to’"]),
    ],
)
def test_an_apostrophe_is_no_mark(text: str, quotations: list[str]) -> None:
    assert words_of(text) == quotations


@pytest.mark.parametrize(
    "text",
    [
        "“The ‘old’ port is closed,”",
        "‘The “old” port is closed’",
        "“He told me “no” and left”",
        "\"The 'old' port is closed,\"",
    ],
)
def test_only_the_outermost_quotation_counts(text: str) -> None:
    assert words_of(text + " he said.") == [text]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("The port said that “ships may leave. Nobody left.", "“ships may leave."),
        ("“Ships may leave. Nobody left.", "“Ships may leave. Nobody left."),
        ('He said: "Ships may leave. Nobody left.', '"Ships may leave. Nobody left.'),
    ],
)
def test_an_unclosed_mark_does_not_swallow_the_rest(text: str, quotation: str) -> None:
    assert words_of(text, "The next paragraph.") == [quotation]
    assert not quotes_of(text)[0][0].closed


def test_an_unclosed_mark_ends_before_the_next_quotation() -> None:
    assert words_of("“Ships may leave, he said. “Nobody left.”")[-1] == "“Nobody left.”"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second, third = quotes_of("“One.", "“Two.”", "“Three.”")
    assert (first[0].closed, first[0].continued) == (False, False)
    assert (second[0].closed, second[0].continued) == (True, True)
    assert not third[0].continued


@given(st.text(alphabet="ab s.,“”‘’\"'«»„`[]\n", max_size=60))
def test_quotations_lie_in_their_paragraph_in_order(text: str) -> None:
    for found in find_quotes(text, [Span(0, len(text))]):
        edges = [edge for quote in found for edge in (quote.start, quote.end)]
        assert edges == sorted(edges)
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
        assert all(quote.start < quote.end for quote in found)
