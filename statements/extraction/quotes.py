"""Where quotations begin and end: a state machine over the marks of one paragraph after another.

It knows “ ” and " and ‘ ’ beside apostrophes, '' '' and `` '', « », „ “. Only the outermost
quotation counts; marks inside it are left alone. A mark that is never closed ends with
its paragraph, or, where the quotation began inside a sentence, with that sentence, so
that it cannot swallow the rest of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from statements.extraction.spans import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """One outermost quotation, marks included.

    `closed` tells whether its closing mark was found; `continued` whether it goes on with
    a quotation that the paragraph before left open.
    """

    start: int
    end: int
    closed: bool
    continued: bool = False


# An apostrophe between letters is never a mark, and costs nothing here.
_MARK: Final = re.compile(r"[“”„«»\"]|''|``|(?<!\w)[‘’'](?=\S)|(?<=\S)[’'](?!\w)")
_CLOSERS: Final = {"“": '”"', "„": "“”", "«": "»", '"': '"”', "''": "''", "``": "''"}
_OPENS_AFTER: Final = frozenset(" \t\u00a0([{—–-―/:…\u200b")
_SENTENCE_END: Final = re.compile(r"[.!?…](?=\s)")
# ’90s, ’em, ’til: the apostrophe of a clipped word, not an opening mark.
_CLIPPED: Final = re.compile(
    r"[‘’'](?:\d\ds?|em|til|cause|tis|twas|n|round|bout|cuz)\b", re.I
)


def find_quotes(text: str, paragraphs: Iterable[Span]) -> list[list[Quote]]:
    """Return the outermost quotations of each paragraph, in order.

    >>> find_quotes("“Yes,” he said.", [Span(0, 15)])
    [[Quote(start=0, end=6, closed=True, continued=False)]]
    """
    found: list[list[Quote]] = []
    open_before = False
    for paragraph in paragraphs:
        quotes = list(_read_paragraph(text, paragraph, continued=open_before))
        open_before = (
            bool(quotes) and not quotes[-1].closed and quotes[-1].end == paragraph.end
        )
        found.append(quotes)
    return found


def _read_paragraph(text: str, paragraph: Span, *, continued: bool) -> Iterator[Quote]:
    start, end = paragraph
    marks = [
        (m.start(), m.group())
        for m in _MARK.finditer(text, start, end)
        if not _CLIPPED.match(text, m.start(), end)
    ]
    i = 0
    while i < len(marks):
        at, mark = marks[i]
        if not _opens(text, at, mark, start, end):
            i += 1
            continue
        close = _find_close(text, marks, i, end)
        first = continued and at == start
        if close is None:
            if mark in ("‘", "'"):  # an apostrophe after all
                i += 1
                continue
            stop = _unclosed_end(text, marks, i, paragraph)
            yield Quote(at, stop, closed=False, continued=first)
            i = next(
                (k for k in range(i + 1, len(marks)) if marks[k][0] >= stop), len(marks)
            )
        else:
            where, closing = marks[close]
            yield Quote(at, where + len(closing), closed=True, continued=first)
            i = close + 1


def _opens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    if mark in ("“", "„", "«", "``"):
        return True
    after = at + len(mark)
    if mark == "’" or after >= end or text[after].isspace():
        return False
    if mark in ("”", "»"):
        return False
    return (
        at == start
        or text[at - 1] in _OPENS_AFTER
        or (mark == '"' and text[after].isalnum() and not text[at - 1].isalnum())
    )


def _find_close(text: str, marks: list[tuple[int, str]], i: int, end: int) -> int | None:
    """Return the index of the mark that closes `marks[i]`, None where there is none."""
    opener = marks[i][1]
    if opener in ("‘", "'"):
        return _single_close(text, marks, i, end)
    closers = _CLOSERS[opener]
    depth = 0
    for k in range(i + 1, len(marks)):
        at, mark = marks[k]
        if mark == opener == "“":
            if text[at - 1].isspace() and _balance(marks, k) < 0:
                depth += 1
                continue
            return None
        if mark in closers:
            if mark == opener == '"' and _reopens(text, at, end):
                return None
            if depth:
                depth -= 1
                continue
            return k
    return None


def _balance(marks: list[tuple[int, str]], k: int) -> int:
    """Return opening minus closing curly marks from `k` on: below zero when one is nested."""
    return sum((m == "“") - (m == "”") for _, m in marks[k:])


def _reopens(text: str, at: int, end: int) -> bool:
    """A straight mark after a space and before a letter opens; the one before it was left open."""
    return at + 1 < end and text[at - 1].isspace() and text[at + 1].isalnum()


def _single_close(text: str, marks: list[tuple[int, str]], i: int, end: int) -> int | None:
    opener = marks[i][1]
    closer = "’" if opener == "‘" else "'"
    best: int | None = None
    for k in range(i + 1, len(marks)):
        at, mark = marks[k]
        if mark == opener and text[at - 1].isspace():
            return best
        if mark in ("“", '"', "„", "«") and best is not None:
            return best
        if mark != closer or text[at - 1].isspace():
            continue
        if (
            text[at - 1] != "s"
            or text[at + 1 : at + 2] != " "
            or text[at + 2 : at + 3].isupper()
        ):
            return k
        best = k if best is None else best  # the armies’ retreat: maybe a plural possessive
    return best


def _unclosed_end(text: str, marks: list[tuple[int, str]], i: int, paragraph: Span) -> int:
    """Return where a quotation without closing mark is taken to end."""
    at = marks[i][0]
    limit = paragraph.end
    for later, mark in marks[i + 1 :]:
        if mark in ("“", "«", "„", "``") or (mark == '"' and text[later - 1].isspace()):
            limit = later
            break
    if limit == paragraph.end and (
        at == paragraph.start or text[at - 2 : at - 1] in ".,:?!"
    ):
        return limit
    sentence = _SENTENCE_END.search(text, at, limit)
    end = sentence.end() if sentence else limit
    return at + len(text[at:end].rstrip())
