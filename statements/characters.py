"""Characters that may not travel: what XML forbids, and what would reorder a line."""

import re

# The complement of XML 1.0's Char, and the C1 controls, which it discourages.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Of no width, and tags; a byte order mark within a text.
_UNSEEN = re.compile("[\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_OVERRIDING = re.compile("[\u202a-\u202e\u2066-\u2069]")
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


def plain_name(text: str) -> str:
    """Return a name as one line of characters that show, so that it equals what it looks like.

    >>> plain_name("An\u200bna \u202eArden")
    'Anna Arden'
    """
    return one_line(_UNSEEN.sub("", text))


def unseen_in(text: str) -> str:
    """Return which characters of `text` neither show nor belong to any script, "" if none.

    The marks that join letters in Persian or Hindi, and those of direction in Hebrew, do.

    >>> unseen_in("An\u200bna \u202eArden")
    'U+200B, U+202E'
    """
    found = {*_UNSEEN.findall(text), *_OVERRIDING.findall(text)}
    return ", ".join(f"U+{ord(one):04X}" for one in sorted(found))


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
