"""A paragraph as a row of tokens, each quotation and each bracket a single token.

What stands inside quotation marks or brackets can thus never be taken for a cue, a
subject or the end of a sentence.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from statements.extraction.cues import CUES
from statements.extraction.quotes import Quote
from statements.extraction.spans import Span
from statements.extraction.words import WORDS, flags_of

WORD: Final = 0
COMMA: Final = 1
STOP: Final = 2  # . ? ! … and the end of a line
COLON: Final = 3
SEMICOLON: Final = 4
DASH: Final = 5
BRACKET: Final = 6
QUOTE: Final = 7
MARK: Final = 8  # anything else

# The full stop of an abbreviation belongs to its token; sentences.py decides whether it
# also ends a sentence.
ABBREVIATIONS: Final = (
    "Mr Mrs Ms Dr Prof Rev Hon Sen Sens Rep Reps Gov Govs Lt Gen Col Capt Sgt Maj Adm Cmdr "
    "Pres St Mt Ft Jr Sr vs No Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark "
    "Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla "
    "Ore Pa Tenn Tex Va Vt Wash Wis Wyo Inc Corp Co Ltd Bros Dept Univ Assn Ave Blvd Atty Asst "
    "Messrs"
)

_TOKEN: Final = re.compile(
    r"(?P<w>(?:[^\W\d_]\.)+(?:[^\W\d_](?!\w))?(?:[’']s)?"
    rf"|(?:{'|'.join(ABBREVIATIONS.split())})\.|[$£€#@]?\w+(?:(?:[-’'/&]|\.(?=[\w])|,(?=\d\d\d))\w+)*[’']?)"
    r"|(?P<b>\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\])"
    r"|(?P<d>--+|[–—―]|(?<=\s)-(?=\s))"
    r"|[,.;:!?…]"
    r"|\S"
)
_PUNCTUATION: Final = {
    ",": COMMA, ".": STOP, "!": STOP, "?": STOP, "…": STOP, ":": COLON, ";": SEMICOLON,
}  # fmt: skip


_KINDS: Final = {"b": BRACKET, "d": DASH}
PLAIN: Final = frozenset(WORDS) | frozenset(CUES)


def in_title_case(text: str, line: Span) -> bool:
    """Tell whether nearly every longer word of the line has a capital."""
    words = _LONG_WORD.findall(text, line.start, line.end)
    large = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADLINE_WORDS and large > _NEARLY_ALL * len(words)


def _quoted_cue(text: str, quote: Quote) -> str:
    """Return the verb of saying that a quotation consists of (‘confirm[ed]’), else ""."""
    if quote.end - quote.start > _LONGEST_CUE:
        return ""
    word = (
        text[quote.start : quote.end]
        .strip("“”\"'‘’")
        .replace("[", "")
        .replace("]", "")
        .lower()
    )
    return word if word in CUES else ""


_HEADLINE_WORDS: Final = 4
_NEARLY_ALL: Final = 0.8
_LONGEST_CUE: Final = 20  # characters
_LONG_WORD: Final = re.compile(r"\b[^\W\d_]{4,}")
_PADDING: Final = 4


class Range(NamedTuple):
    """A half-open range of tokens of one paragraph."""

    first: int
    last: int


_QUOTATION: Final = "“”\"'‘’«»„` "


class Tokens:
    """The tokens of one paragraph in parallel lists; offsets are those of the whole text.

    In a `titled` line, where every word has a capital, words that we know lose theirs.
    A few empty stops are kept behind the last token, so that a rule may look ahead.
    """

    __slots__ = (
        "_size",
        "ends",
        "flags",
        "folded",
        "kinds",
        "paragraph",
        "starts",
        "text",
        "titled",
    )

    def __init__(
        self, text: str, paragraph: Span, quotes: Sequence[Quote], *, titled: bool = False
    ) -> None:
        self.text = text
        self.titled = titled
        self.paragraph = paragraph
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self.kinds: list[int] = []
        self.flags: list[int] = []
        at = paragraph.start
        for quote in quotes:
            self._read(at, quote.start)
            cue = _quoted_cue(text, quote)
            self._add(quote.start, quote.end, cue, WORD if cue else QUOTE, 0)
            at = quote.end
        self._read(at, paragraph.end)
        self._size = len(self.starts)
        for _ in range(_PADDING):
            self._add(paragraph.end, paragraph.end, "", STOP, 0)

    def __len__(self) -> int:
        return self._size

    def _add(self, start: int, end: int, folded: str, kind: int, flags: int) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.folded.append(folded)
        self.kinds.append(kind)
        self.flags.append(flags)

    def _read(self, start: int, end: int) -> None:
        starts, ends, folds = self.starts, self.ends, self.folded
        kinds, flags = self.kinds, self.flags
        for match in _TOKEN.finditer(self.text, start, end):
            word, group = match.group(), match.lastgroup
            starts.append(match.start())
            ends.append(match.end())
            if group == "w":
                folded = word.lower().replace("’", "'")
                folds.append(folded)
                kinds.append(WORD)
                plain = self.titled and folded in PLAIN
                flags.append(flags_of(folded if plain else word, folded))
            else:
                folds.append(word if group is None else "")
                kinds.append(_KINDS[group] if group else _PUNCTUATION.get(word, MARK))
                flags.append(0)

    def inside(self, k: int) -> str:
        """Return the words of the quotation at token `k`, less marks and a closing comma."""
        return self.text[self.starts[k] : self.ends[k]].strip(_QUOTATION + ",")

    def last_inside(self, k: int) -> str:
        """Return the last character of the quotation at token `k` before its closing mark."""
        return self.text[self.starts[k] : self.ends[k]].rstrip(_QUOTATION)[-1:]

    def words_inside(self, k: int) -> int:
        """Return how many words the quotation at token `k` has."""
        return self.text.count(" ", self.starts[k], self.ends[k]) + 1

    def span(self, first: int, last: int) -> Span:
        """Return the characters from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])
