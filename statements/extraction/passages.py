"""Where the sentence and the paragraph around an offset begin and end."""

import re
from bisect import bisect_right
from typing import Final

from statements.extraction.spans import Span

_ABBREVIATIONS: Final = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov govs lt gen col capt sgt maj adm messrs st
    mt ft jr sr vs no jan feb mar apr jun jul aug sept sep oct nov dec va md fla calif mass ga pa
    tenn ky ala ariz conn ill ind kan minn miss mo neb nev okla ore tex vt wash wis wyo""".split()
)

_BREAK: Final = re.compile(
    r"[.!?…\n\r\u2028\u2029](?:(?<=[\n\r\u2028\u2029])|[”\"’')\]»]*(?=[ \u00a0]+[“\"‘'(\[«]*[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ0-9]))"
)
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")
_LONGEST: Final = 12  # letters of a word that could be an abbreviation


class Passages:
    """The sentences of a text, found once and asked for by offset.

    A stop after an abbreviation or an initial ends no sentence. Quotations are not
    kept whole here: a date or a name is looked for near its verb, not around a speech.
    """

    __slots__ = ("_ends", "_size", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._size = len(text)
        self._ends = [
            match.end() for match in _BREAK.finditer(text) if _is_break(text, match)
        ]

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds `offset`.

        >>> text = "Dr. Lee left. She returned."
        >>> Passages(text).sentence(20).of(text)
        'She returned.'
        """
        index = bisect_right(self._ends, offset)
        start = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else self._size
        while start < end and self._text[start].isspace():
            start += 1
        return Span(start, end)

    def paragraph(self, offset: int) -> Span:
        """Return the line that holds `offset`."""
        start = self._text.rfind("\n", 0, offset) + 1
        end = self._text.find("\n", offset)
        return Span(start, end if end >= 0 else self._size)


def _is_break(text: str, match: re.Match[str]) -> bool:
    """Whether a stop ends its sentence: not after an initial or an abbreviation."""
    at = match.start()
    if text[at] != ".":
        return True
    word = _LAST_WORD.search(text[max(0, at - _LONGEST) : at])
    if word is None or (word[0].islower() and word[0] != "vs"):
        return word is None or len(word[0]) > 1  # "he was ill." is no place in Illinois
    return len(word[0]) > 1 and word[0].lower() not in _ABBREVIATIONS
