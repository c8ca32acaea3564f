"""Half-open ranges of code points, and the one rule for joining them."""

from collections.abc import Iterable
from typing import NamedTuple

GAP = " … "  # stands where an attribution broke a quotation in two


class Span(NamedTuple):
    """A half-open range [start, end) of code points of one text.

    Offsets count Python characters, never bytes: `text[start:end]` is exactly
    what the span stands for.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` this span covers."""
        return text[self.start : self.end]


def join_spans(text: str, spans: Iterable[Span]) -> str:
    """Return the words of `spans` in order, with `GAP` where something was left out.

    >>> join_spans("“Yes,” he said, “no.”", [Span(0, 6), Span(16, 21)])
    '“Yes,” … “no.”'
    """
    return GAP.join(span.of(text) for span in spans)
