"""Where quotations begin and end: a state machine over the marks of one paragraph after another.

It knows “ ” and " and ‘ ’ beside apostrophes, '' '' and `` '', « », „ “. Only the outermost
quotation counts; marks inside it are left alone. A mark that is never closed ends with
its paragraph, or, where the quotation began inside a sentence, with that sentence, so
that it cannot swallow the rest of the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from statements.extraction.spans import Span

type Mark = tuple[int, str]  # offset and characters


class Quote(NamedTuple):
    """One outermost quotation, marks included.

    `closed` tells whether its closing mark was found; `continued` whether it goes on with
    a quotation that the paragraph before left open.
    """

    start: int
    end: int
    closed: bool
    continued: bool = False


# An apostrophe between letters is no mark. What stands around a sign is looked at last, so
# that the search skips from one sign to the next.
_MARK: Final = re.compile(
    r"[“”„«»\"‘’'`](?:(?<=[“”„«»\"])|(?<=')'|(?<=`)`"
    r"|(?<=[‘’'])(?:(?<!\w.)(?=\S)|(?<=\S[’'])(?!\w)))"
)
_CLOSERS: Final = {
    "“": ("”", '"'),
    "„": ("“", "”"),
    "«": ("»",),
    '"': ('"', "”"),
    "''": ("''",),
    "``": ("''",),
}
_OPENING: Final = ("“", "„", "«", "``")
_SINGLE: Final = ("‘", "'")
_APOSTROPHES: Final = ("‘", "’", "'")
_DOUBLE: Final = ("“", '"', "„", "«")
_STICKY: Final = "”’\"'"
_NEAR: Final = 40  # marks that are looked at for a nested or single quotation
_FAR: Final = 120  # marks among which a quotation closes, or it was never closed
_OPENS_AFTER: Final = frozenset(" \t\u00a0([{—–-―/:…\u200b")
_SENTENCE_END: Final = re.compile(r"[.!?…](?=\s)")
# ’90s, ’em, ’til: the apostrophe of a clipped word, not an opening mark.
_CLIPPED: Final = re.compile(
    r"[‘’'](?:\d\ds?|em|til|cause|tis|twas|n|round|bout|cuz)\b", re.IGNORECASE
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
        if m.group() not in _APOSTROPHES or not _CLIPPED.match(text, m.start(), end)
    ]
    last = {mark: k for k, (_, mark) in enumerate(marks)}
    i = 0
    while i < len(marks):
        at, mark = marks[i]
        first = continued and at == start
        opens = _opens(text, at, mark, paragraph)
        close = _find_close(text, marks, i, last) if opens else -1
        if close is None and mark not in _SINGLE:
            stop = _unclosed_end(text, marks, i, paragraph)
            yield Quote(at, stop, closed=False, continued=first)
            i += 1
            while i < len(marks) and marks[i][0] < stop:
                i += 1
        elif close is None or close < 0:  # a closing mark, or an apostrophe after all
            i += 1
        else:
            stop = _past_marks(text, marks[close], paragraph.end)
            yield Quote(at, stop, closed=True, continued=first)
            i = close + 1
            while i < len(marks) and marks[i][0] < stop:
                i += 1


def _past_marks(text: str, mark: Mark, end: int) -> int:
    """Return the end of a closing mark, with marks of inner quotations that stick to it."""
    stop = mark[0] + len(mark[1])
    while stop < end and text[stop] in _STICKY:
        stop += 1
    return stop


def _opens(text: str, at: int, mark: str, paragraph: Span) -> bool:
    if mark in _OPENING:
        return True
    after = at + len(mark)
    if mark in ("’", "”", "»") or after >= paragraph.end or text[after].isspace():
        return False
    if at == paragraph.start or text[at - 1] in _OPENS_AFTER:
        return True
    return mark == '"' and text[after].isalnum() and not text[at - 1].isalnum()


def _find_close(
    text: str, marks: Sequence[Mark], i: int, last: Mapping[str, int]
) -> int | None:
    """Return the index of the mark that closes `marks[i]`, None where there is none.

    `last` is where each mark stands last, so that a row of opening marks costs little.
    """
    opener = marks[i][1]
    if opener in _SINGLE:
        return _single_close(text, marks, i)
    closed = max(last.get(closer, 0) for closer in _CLOSERS[opener])
    depth = 0
    for k in range(i + 1, min(closed + 1, i + _FAR)):
        at, mark = marks[k]
        if mark == opener == "“":
            if not (text[at - 1].isspace() and _closes_twice(marks, k, depth)):
                return None
            depth += 1
        elif mark in _CLOSERS[opener]:
            if mark == opener == '"' and _reopens(text, at):
                return None
            if depth == 0:
                return k
            depth -= 1
    return None


def _closes_twice(marks: Sequence[Mark], k: int, depth: int) -> bool:
    """Tell whether enough closing marks follow soon for a quotation inside a quotation."""
    near = [mark for _, mark in marks[k : k + _NEAR]]
    return near.count("”") > near.count("“") + depth


def _reopens(text: str, at: int) -> bool:
    """A straight mark after a space and before a letter opens; the one before was left open."""
    return text[at - 1].isspace() and text[at + 1 : at + 2].isalnum()


def _single_close(text: str, marks: Sequence[Mark], i: int) -> int | None:
    """Return the mark that closes a single quotation: the first that is no plural possessive."""
    opener = marks[i][1]
    closer = "’" if opener == "‘" else "'"
    possessive: int | None = None
    for k in range(i + 1, min(len(marks), i + _NEAR)):
        at, mark = marks[k]
        before = text[at - 1]
        if mark == opener and before.isspace():
            break
        if mark in _DOUBLE and possessive is not None:
            break
        if mark != closer or before.isspace():
            continue
        after = text[at + 1 : at + 3]
        if before != "s" or after[:1] != " " or after[1:].isupper():
            return k
        possessive = k if possessive is None else possessive  # the armies’ retreat
    return possessive


def _unclosed_end(text: str, marks: Sequence[Mark], i: int, paragraph: Span) -> int:
    """Return where a quotation without closing mark is taken to end."""
    at = marks[i][0]
    limit = paragraph.end
    for k in range(i + 1, len(marks)):
        later, mark = marks[k]
        if mark in _OPENING or (mark == '"' and text[later - 1].isspace()):
            limit = later
            break
    announced = at == paragraph.start or text[at - 2 : at - 1] in (".", ",", ":", "?", "!")
    if limit == paragraph.end and announced:
        return limit
    sentence = _SENTENCE_END.search(text, at, limit)
    end = sentence.end() if sentence else limit
    return at + len(text[at:end].rstrip())
