"""The lines of a page and what can be seen of each without reading its neighbours."""

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_INNER_END = re.compile(r"[.!?…][\"”’')]*\s+[\"“‘'(]?[A-Z]")
_SHORT_FORM = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Jr|Sr|vs|No|U\.S|U\.K|N\.Y|"
    r"Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\s",
)
_MARK = re.compile(r"[\"“”«»„‘']")
_QUOTATION = re.compile(r"[\"“”«»„‘]|(?<!\w)'|''")


class Line(NamedTuple):
    """One line of the page without the white space around it.

    `start` and `end` are offsets of the page.
    """

    start: int
    end: int
    text: str
    gap: bool  # an empty line, or the top of the page, stands before it
    words: int
    ended: bool  # as a sentence does
    quoted: bool  # a quotation mark stands anywhere in it

    @property
    def single(self) -> bool:
        """Whether the line is one sentence at most."""
        return not _INNER_END.search(_SHORT_FORM.sub("_ ", self.text))


def _make_line(text: str, start: int, *, gap: bool) -> Line:
    mark = _MARK.search(text)
    return Line(
        start,
        start + len(text),
        text,
        gap,
        words=len(text.split()),
        ended=bool(_SENTENCE_END.search(text[-8:])),
        quoted=mark is not None and bool(_QUOTATION.search(text, mark.start())),
    )


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text` that hold anything but white space, in order.

    >>> [(line.text, line.gap) for line in split_lines("One\\n\\n two \\nthree")]
    [('One', True), ('two', True), ('three', False)]
    """
    lines: list[Line] = []
    number_of_breaks = 2
    previous_end = 0
    for match in _LINE.finditer(text):
        number_of_breaks += _breaks(text, previous_end, match.start())
        previous_end = match.end()
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        lines.append(_make_line(stripped, start, gap=number_of_breaks > 1))
        number_of_breaks = 0
    return lines


def _breaks(text: str, start: int, end: int) -> int:
    between = text[start:end]
    return len(between) - between.count("\r\n")
