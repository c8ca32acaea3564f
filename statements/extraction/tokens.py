"""A paragraph as a row of tokens, each quotation and each bracket a single token.

What stands inside quotation marks or brackets can thus never be taken for a cue, a
subject or the end of a sentence.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, compress
from operator import add
from typing import Final, NamedTuple

from statements.extraction.cues import CUES
from statements.extraction.lexicon.reporting import NOUNS
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
_ABBREVIATIONS: Final = (
    "Mr Mrs Ms Dr Prof Rev Hon Sen Sens Rep Reps Gov Govs Lt Gen Col Capt Sgt Maj Adm Cmdr "
    "Pres St Mt Ft Jr Sr vs No Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark "
    "Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla "
    "Ore Pa Tenn Tex Va Vt Wash Wis Wyo Inc Corp Co Ltd Bros Dept Univ Assn Ave Blvd Atty Asst "
    "Messrs"
)


def _stop_of_abbreviation() -> str:
    """Return a pattern for the stop behind an abbreviation, told by looking behind it.

    A look-behind has one length, so that there is one for each length of abbreviation.
    """
    short = _ABBREVIATIONS.split()
    same = (
        "|".join(word for word in short if len(word) == length)
        for length in sorted({len(word) for word in short})
    )
    return rf"\.(?:{'|'.join(rf'(?<=\b(?:{words})\.)' for words in same)})"


# A piece is a token with the white space behind it: laid end to end, the pieces are the text.
_PIECE: Final = re.compile(
    r"(?:[A-Za-z]++(?= )"  # nearly every word; the others would find the same more slowly
    r"|(?:[^\W\d_]\.)+(?:[^\W\d_](?!\w))?(?:[’']s)?"
    rf"|[$£€#@]?\w+(?:{_stop_of_abbreviation()}"
    r"|(?:(?:[-’'/&]|\.(?=\w)|,(?=\d\d\d))\w+)*[’']?)"
    r"|\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]"
    r"|--+"
    r"|\S)\s*"
)
_SIGNS: Final = {
    ",": COMMA, ".": STOP, "!": STOP, "?": STOP, "…": STOP, ":": COLON, ";": SEMICOLON,
    "–": DASH, "—": DASH, "―": DASH,
}  # fmt: skip
_BEFORE_WORD: Final = frozenset("_$£€#@")
_PLAIN: Final = frozenset(WORDS) | frozenset(CUES)
_TELLING: Final = frozenset(CUES) | NOUNS | {"according"}


class Fact(NamedTuple):
    """What a piece of text is, wherever it stands."""

    folded: str
    kind: int
    flags: int
    width: int  # characters, without the white space behind
    closing: bool  # it may end a sentence
    telling: bool  # it may be the cue of a statement


def read_fact(piece: str) -> Fact:
    """Return what a piece is.

    >>> read_fact("Said ")[:2], read_fact("Said ").telling, read_fact("?").closing
    (('said', 0), True, True)
    """
    token = piece.rstrip()
    width, first = len(token), token[0]
    if first.isalnum() or (width > 1 and first in _BEFORE_WORD):
        folded = token.lower().replace("’", "'")
        closing, telling = folded[-1] == ".", folded in _TELLING
        return Fact(folded, WORD, flags_of(token, folded), width, closing, telling)
    if width > 1:
        kind = DASH if first == "-" else BRACKET
        return Fact("", kind, 0, width, closing=False, telling=False)
    if first == "-" and width < len(piece):
        return Fact("", DASH, 0, 1, closing=False, telling=False)
    kind = _SIGNS.get(first, MARK)
    return Fact(
        "" if kind == DASH else first, kind, 0, 1, closing=kind == STOP, telling=False
    )


def _read_titled(piece: str) -> Fact:
    """Return what a piece is where every word has a capital: words that we know lose theirs."""
    fact = read_fact(piece)
    if fact.folded not in _PLAIN:
        return fact
    return fact._replace(flags=flags_of(fact.folded, fact.folded))


class _Facts(dict[str, Fact]):
    """The facts of each piece, worked out once; when there are too many, all are forgotten."""

    def __init__(self, read: Callable[[str], Fact]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> Fact:
        fact = self._read(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = fact
        return fact


_LONGEST_KEPT: Final = 40  # characters
_MOST_KEPT: Final = 20_000
_FACTS: Final = _Facts(read_fact)
_TITLED_FACTS: Final = _Facts(_read_titled)


def _lay_out(
    text: str, span: Span, known: _Facts, facts: list[Fact], starts: list[int]
) -> None:
    """Add the facts of every token of a span, and where each begins."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        pieces = _PIECE.findall(text, start, end)
        facts += map(known.__getitem__, pieces)
        starts += accumulate(map(len, pieces[:-1]), initial=start)


def _quote_fact(text: str, quote: Quote) -> Fact:
    cue, width = _quoted_cue(text, quote), quote.end - quote.start
    if cue:
        return Fact(cue, WORD, 0, width, closing=False, telling=True)
    return Fact("", QUOTE, 0, width, closing=True, telling=False)


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


_LONGEST_CUE: Final = 20  # characters
_PADDING: Final = 4
_BEYOND: Final = Fact("", STOP, 0, 0, closing=False, telling=False)


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
        "_closing",
        "_size",
        "_telling",
        "ends",
        "flags",
        "folded",
        "kinds",
        "starts",
        "text",
    )

    def __init__(
        self, text: str, paragraph: Span, quotes: Sequence[Quote], *, titled: bool = False
    ) -> None:
        self.text = text
        known = _TITLED_FACTS if titled else _FACTS
        facts: list[Fact] = []
        starts: list[int] = []
        at = paragraph.start
        for quote in quotes:
            _lay_out(text, Span(at, quote.start), known, facts, starts)
            facts.append(_quote_fact(text, quote))
            starts.append(quote.start)
            at = quote.end
        _lay_out(text, Span(at, paragraph.end), known, facts, starts)
        self._size = len(facts)
        facts += [_BEYOND] * _PADDING
        self.starts = [*starts, *[paragraph.end] * _PADDING]
        self.folded: tuple[str, ...]
        self.kinds: tuple[int, ...]
        self.flags: tuple[int, ...]
        self.folded, self.kinds, self.flags, widths, self._closing, self._telling = zip(
            *facts, strict=True
        )
        self.ends: list[int] = list(map(add, self.starts, widths))

    def __len__(self) -> int:
        return self._size

    def closing(self) -> Iterator[int]:
        """Return the tokens that may end a sentence, in order."""
        return compress(range(self._size), self._closing)

    def telling(self, lo: int, hi: int) -> list[int]:
        """Return the tokens from `lo` up to `hi` that may be the cue of a statement, in order."""
        return list(compress(range(lo, hi), self._telling[lo:hi]))

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
