"""Characters that may not travel: what XML forbids, and what would reorder a line."""

import re

# The complement of XML 1.0's Char, and the C1 controls, which it discourages.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Return `text` without the characters that no XML document may hold.

    >>> printable("be\\x00l\\x07l\\n")
    'bell\\n'
    """
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Return `text` as one line that cannot change the direction of what stands beside it.

    >>> one_line("two\\n lines\\u202e and \\x00 more ")
    'two lines and more'
    """
    return " ".join(_BIDI.sub("", printable(text)).split())


def shorten(text: str, width: int) -> str:
    """Return `text` when it has at most `width` characters, else its first words and "…".

    >>> shorten("Moscow is not hiding it", 12), shorten("Moscow", 12)
    ('Moscow is…', 'Moscow')
    """
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:–—") + "…"
