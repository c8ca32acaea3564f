"""The text as the rules read it: character for character, with plain spaces and hyphens."""

from typing import Final

_PLAIN: Final = {
    "\u00a0": " ",  # no-break space
    "\u2007": " ",  # figure space
    "\u2009": " ",  # thin space
    "\u202f": " ",  # narrow no-break space
    "\u3000": " ",  # ideographic space
    "\t": " ",
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # no-break hyphen
    "\u02bc": "’",  # modifier letter apostrophe
}


def make_plain(text: str) -> str:
    """Return `text` with every odd space, hyphen and apostrophe as the usual one.

    No character is added or lost, so that offsets hold in both texts.

    >>> make_plain("on\\u00a0August\\u00a019")
    'on August 19'
    """
    for odd, usual in _PLAIN.items():
        if odd in text:
            text = text.replace(odd, usual)
    return text
