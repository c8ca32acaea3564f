"""Addresses of other sites: only those a browser should follow, down to the exact words."""

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

EXACT = 10  # words; a longer passage is named by its first and last words
EDGE = 5  # words at either end of it
SHORT = 4  # words; so short a passage is told apart by the words around it
NEIGHBOURS = 3  # words on either side
MOST = 5  # passages in one address

_WORD = re.compile(r"\w")
# A plain web address, as nearly all are; what else is one takes longer to tell.
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[!-~]*)?")
_SPECIAL = re.compile(r"[^A-Za-z0-9._~]")  # whatever else an address must not hold as it is
_MARKS = "“”‘’\"'.,;:!?()… "  # what mostly stands around words
_TRIM = re.compile(r"^\W+|\W+$")


def outward(url: str) -> str:
    """Return `url` when it is a web address, else nothing: what an import brought is not trusted.

    >>> outward("https://tass.com/1"), outward("javascript:alert(1)"), outward("http://[bad")
    ('https://tass.com/1', '', '')
    """
    return url if _PLAIN.fullmatch(url) or _is_of_the_web(url) else ""


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def passage(url: str, parts: Sequence[str], context: str = "") -> str:
    """Return `url` with a text fragment, so that a browser opens it at these words.

    `parts` are the exact characters of each span; `context`, the sentence around
    them, tells a short passage from the same words elsewhere on the page.

    >>> passage("https://a.am/1", ["We hope, truly"])
    'https://a.am/1#:~:text=We%20hope%2C%20truly'
    >>> passage("https://a.am/1", ["illogical"], "Arming Armenia appears “illogical.”")
    'https://a.am/1#:~:text=Arming%20Armenia%20appears%20%E2%80%9C-,illogical,-.%E2%80%9D'
    """
    address = outward(url)
    directives = [text for part in parts[:MOST] if (text := _directive(part, context))]
    if not address or not directives:
        return address
    mark = ":~:text=" if "#" in address else "#:~:text="
    return address + mark + "&text=".join(directives)


def _directive(part: str, context: str) -> str:
    lines = [line for line in part.splitlines() if _WORD.search(line)]
    if not lines:
        return ""
    words = lines[0].split(None, EXACT)  # and the rest as one more
    if len(lines) == 1 and len(words) <= EXACT:
        before, after = _around(part, context) if len(words) <= SHORT else ("", "")
        return before + _term(lines[0]) + after
    ending = lines[-1].rsplit(None, EDGE)[-EDGE:]
    first, last = _term(" ".join(words[:EDGE])), _term(" ".join(ending))
    return f"{first},{last}" if first and last else first or last


def _around(part: str, context: str) -> tuple[str, str]:
    """Return the prefix and the suffix that the words of `context` make, encoded.

    A prefix runs up to the passage and a suffix from it, punctuation included,
    since a browser skips nothing but white space between them.
    """
    words = _TRIM.sub("", part)
    if context.count(words) != 1:
        return "", ""
    left, _, right = context.partition(words)
    before = re.search(rf"(?:\w\S*\s+){{0,{NEIGHBOURS - 1}}}\w\S*[^\w\n]*$", left)
    after = re.match(rf"[^\w\n]*\w*(?:\s+\S*\w){{0,{NEIGHBOURS - 1}}}", right)
    prefix = _encode(before[0]) + "-," if before and before[0].strip() else ""
    suffix = ",-" + _encode(after[0]) if after and after[0].strip() else ""
    return prefix, suffix


def _term(text: str) -> str:
    text = text.strip(_MARKS)
    plain = text[:1].isalnum() and text[-1:].isalnum()
    return _encode(text if plain else _TRIM.sub("", text))


def _encode(text: str) -> str:
    """Encode everything that has a meaning in a text directive, the hyphen included.

    >>> _encode("so - he  said"), _encode("“so”, “50 %”")
    ('so%20%2D%20he%20said', '%E2%80%9Cso%E2%80%9D%2C%20%E2%80%9C50%20%25%E2%80%9D')
    """
    return "%20".join(
        [
            word if word.isascii() and word.isalnum() else _SPECIAL.sub(_encoded, word)
            for word in text.split()
        ]
    )


def _encoded(match: re.Match[str]) -> str:
    return _ENCODED[match[0]]


class _Encoded(dict[str, str]):
    """Characters as they stand in an address; few of a text are neither letter nor figure."""

    def __missing__(self, character: str) -> str:
        encoded = "%2D" if character == "-" else quote(character, safe="", errors="replace")
        return self.setdefault(character, encoded)


_ENCODED = _Encoded()
