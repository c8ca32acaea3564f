"""Words to terms. Pure Python: both databases index, and all pages mark, what this says.

A *form* is a word as typed, folded: lower case, without accents, with one kind of
apostrophe ("Russia’s" -> "russia's", "Əliyev" -> "aliyev"). A *stem* is the form
without its possessive and its English ending ("weapons" -> "weapon"). Words between
quotation marks are matched by form, all others by stem.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, product
from operator import add
from threading import local
from typing import NamedTuple

from Stemmer import Stemmer  # type: ignore[import-not-found]

MAX_POSITIONS = 16_000  # PostgreSQL counts positions up to 16,383
MAX_FORM = 64  # characters; longer "words" are addresses and noise

_MARKS = (  # combining marks and invisible joiners that stand inside words
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e4e\u200b-\u200d\u2060"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}])"
_APOSTROPHES = "'’‘ʼ＇`´ʹ"
_WORD = re.compile(
    rf"""
      [A-Za-z]{{2,}}+(?=[\s,;:!?"“”)—])                   # most words, read at once
    | \d{{1,3}}(?:,\d{{3}})+(?!\d)                       # 1,000
    | [^\W\d_](?:\.[^\W\d_])+\b(?:\.?[{_APOSTROPHES}]s\b)?   # U.S and U.S.'s
    | (?:[^\W_]|\[{_LETTER}+\](?={_LETTER}))             # w or [w]ord
      {_LETTER}*
      (?:(?:[{_APOSTROPHES}](?=[^\W_])|\[(?={_LETTER}+\]){_LETTER}+\]){_LETTER}*)*
    """,
    re.VERBOSE,
)
_PLAIN = re.compile(
    r"[\x00-\x7f“”‘’–—…«»\xa0]*"
)  # English letters and what stands between words
SHARED = 4  # letters of a stem, the most that are looked for
_SUFFIX = re.compile(rf"(?<={_LETTER}{_LETTER}{_LETTER})\[{_LETTER}+\]$")
_NOT_KEPT = re.compile(r"[^\w']|_")
_POSSESSIVE = re.compile(r"'s$|'$")
_LETTERS = str.maketrans(
    {"ə": "a", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
    | {"æ": "ae", "œ": "oe", "ŋ": "n", "ʻ": "'"}
    | dict.fromkeys(_APOSTROPHES, "'")
)


class Word(NamedTuple):
    """One reading of text[start:end]; neighbours in a phrase differ by one in `position`."""

    start: int
    end: int
    position: int
    form: str
    stem: str


def fold(written: str) -> str:
    """Return the form of one written word, "" where nothing of it is a letter or digit.

    >>> fold("Əliyev"), fold("Russia’s"), fold("U.S"), fold("1,000")
    ('aliyev', "russia's", 'us', '1000')
    """
    if written.isascii() and written.isalpha():
        return written.lower()[:MAX_FORM]
    lowered = written.translate(_LETTERS).casefold()
    plain = unicodedata.normalize("NFKD", lowered).casefold().translate(_LETTERS)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_KEPT.sub("", kept).strip("'")[:MAX_FORM]


@lru_cache(maxsize=50_000)
def stem(form: str) -> str:
    """Return the stem of a form. Words of other scripts keep all but their possessive.

    >>> stem("weapons"), stem("russia's"), stem("o'brien")
    ('weapon', 'russia', 'obrien')
    """
    bare = _POSSESSIVE.sub("", form).replace("'", "") if "'" in form else form
    return _stemmers.english.stemWord(bare) if bare.isascii() else bare


class _Stemmers(local):
    """One for each thread: a stemmer keeps the word in hand as its state."""

    def __init__(self) -> None:
        self.english = Stemmer("english", 0)  # without a memory of its own


_stemmers = _Stemmers()


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, with their places in it.

    A word ended by an editor in brackets has two readings: the text is read with the
    brackets filled in, and then, after a gap in the positions, without them.

    >>> [(word.form, word.position) for word in words("He advocate[s] peace")]
    [('he', 0), ('advocates', 1), ('peace', 2), ('he', 4), ('advocate', 5), ('peace', 6)]
    """
    found = list(_WORD.finditer(text))
    filled = list(_read(found, 0, shortened=False))
    if "[" in text and any(_SUFFIX.search(match[0]) for match in found):
        start = len(filled) + 1
        filled += _read(found, start, shortened=True)
    return [word for word in filled if word.position < MAX_POSITIONS]


def beginnings(stems: Iterable[str], prefixes: Iterable[str] = ()) -> tuple[str, ...]:
    """Return with what a word in plain text begins that has one of these stems or prefixes.

    A stem has all letters of the word but the last few, which may be another one: "army" and
    "armies" have the stem "armi".

    >>> beginnings(["armi"])
    ('arm', "ar'm", "a'rm", "a'r'm", 'a.r.m')
    """
    shared = {stem[: max(1, min(SHARED, len(stem) - 1))] for stem in stems if stem}
    shared |= {f"{stem[0]}y" for stem in stems if stem[1:] == "ie"}  # "dying"
    shared |= {prefix.replace("'", "")[:SHARED] for prefix in prefixes}
    # A comma may stand behind the first figure.
    begun = sorted({start[:1] if start[:1].isdigit() else start for start in shared})
    return tuple(chain.from_iterable(map(_written, begun)))


def _written(start: str) -> Iterator[str]:
    for marks in product(("", "'"), repeat=len(start) - 1):
        yield "".join(map(add, start, (*marks, "")))
    if len(start) > 1:
        yield ".".join(start)


def words_beginning(text: str, wanted: Sequence[str]) -> list[Word]:
    """Return at least the words of `text` that begin as one of `beginnings` says.

    Only the places of words in the text are told, not which word follows which. To look at each
    word costs ten times as much; that is done only where a text is not written in plain letters.

    >>> [word.form for word in words_beginning("Armenia’s army [is] armed", beginnings(["armi"]))]
    ["armenia's", 'army', 'is', 'armed']
    >>> [word.form for word in words_beginning("Armenia’s army is armed", beginnings(["arme"]))]
    ["armenia's", 'army', 'armed']
    """
    if "[" in text or not (text.isascii() or _PLAIN.fullmatch(text)):
        return words(text)
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("`", "'")
    starts = {
        plain.rfind(" ", 0, at) + 1 for start in wanted for at in _places(start, plain)
    }
    met = (_WORD.finditer(text, start, _end(text, start)) for start in sorted(starts))
    return list(_read(chain.from_iterable(met), 0, shortened=False))


def _places(start: str, text: str) -> Iterator[int]:
    """Yield where a word may begin so."""
    at = text.find(start)
    while at >= 0:
        if not (at and text[at - 1].isalnum()):
            yield at
        at = text.find(start, at + 1)


def _end(text: str, start: int) -> int:
    """Return where the next space is: no word has one in it."""
    end = text.find(" ", start)
    return len(text) if end < 0 else end


def terms(text: str) -> list[tuple[str, str]]:
    """Return form and stem of each of the `words` of `text`, and a pair of "" for the gap.

    >>> terms("advocate[s]")
    [('advocates', 'advoc'), ('', ''), ('advocate', 'advoc')]
    """
    read = list(chain.from_iterable(map(_CHUNKS.__getitem__, text.split())))
    if "[" in text and any(map(_SUFFIX.search, written := _WORD.findall(text))):
        shortened = (_KNOWN[_SUFFIX.sub("", word)] for word in written)
        read += [("", ""), *(pair for pair in shortened if pair[0])]
    return read[:MAX_POSITIONS]


def typed_words(text: str) -> list[Word]:
    """Return the words of what a reader typed: one reading, brackets filled in."""
    return list(_read(_WORD.finditer(text), 0, shortened=False))


def _read(
    found: Iterable[re.Match[str]], position: int, *, shortened: bool
) -> Iterator[Word]:
    for match in found:
        written = match[0]
        form, stemmed = _KNOWN[_SUFFIX.sub("", written) if shortened else written]
        if form:
            yield Word(match.start(), match.end(), position, form, stemmed)
            position += 1


class _Known(dict[str, tuple[str, str]]):
    """Form and stem of every word seen lately. Looking one up must cost next to nothing."""

    MOST = 200_000

    def __missing__(self, written: str) -> tuple[str, str]:
        if len(self) >= self.MOST:
            self.clear()
        form = fold(written)
        pair = self[written] = form, stem(form)
        return pair


_KNOWN = _Known()


class _Chunks(dict[str, tuple[tuple[str, str], ...]]):
    """Form and stem of each word of what stood between two spaces lately: no word has one."""

    MOST = 200_000
    LONGEST = 64  # characters; longer ones are seldom met again

    def __missing__(self, chunk: str) -> tuple[tuple[str, str], ...]:
        known = [_KNOWN[word] for word in _WORD.findall(chunk)]
        pairs = tuple([pair for pair in known if pair[0]])
        if len(self) >= self.MOST:
            self.clear()
        if len(chunk) <= self.LONGEST:
            self[chunk] = pairs
        return pairs


_CHUNKS = _Chunks()
