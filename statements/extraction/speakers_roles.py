"""The role that an article gives a person: before the name, or after it between commas."""

import re
from typing import Final

from statements.extraction.lexicon.roles import BODIES, MODIFIERS, OFFICES
from statements.extraction.speakers_gender import is_honorific
from statements.extraction.speakers_mentions import NOT_NAMES, bare

_CLAUSE: Final = re.compile(r"[,;:()“”\"\n–—]|[a-z]{3}[.!?] ")
_APPOSITION: Final = re.compile(
    r",? \(?(?:who (?:is|was) )?((?:an?|the|its|his|her)? ?[^,.;:“”()]{3,120})"
)
_ASIDE: Final = re.compile(r"[,;(“\"]|\b(?:who|whose|which|that|said|says|for whom)\b")
_ARTICLE: Final = re.compile(r"^(?:an?|the|its|our|his|her|one)\s", re.IGNORECASE)
_PROFESSION: Final = re.compile(r"[a-z]{2}(?:ist|ian|eon|er|or|ant|man|woman)$")
_FEW: Final = 4  # words of a role that is told by the ending of its noun: "retired surgeon"
_LONGEST_ROLE: Final = 120
_LONGEST_WORD: Final = 24
_ROLE_REACH: Final = 120  # characters before a name in which its role can stand


def clean_role(role: str) -> str:
    """Return a role fit to be shown, "" if it is none or only a form of address.

    >>> clean_role("a law professor who has studied courts"), clean_role("in turn")
    ('law professor', '')
    """
    first = _ASIDE.split(role.strip(), maxsplit=1)[0]
    before, joined, after = first.partition(" and ")
    if joined and not _names_office(before):
        first = after
    shown = _ARTICLE.sub("", first).strip()
    if not _names_office(shown) or len(shown) > _LONGEST_ROLE:
        return ""
    return "" if is_honorific(shown) else shown


def _names_office(role: str) -> bool:
    words = [bare(word) for word in role.split()]
    if any(word in OFFICES for word in words):
        return True
    if not words or len(words) > _FEW or words[-1] in MODIFIERS:
        return False
    return bool(_PROFESSION.search(words[-1]))


def prefix_role(text: str, start: int) -> str:
    """Return the role that stands before the name at `start`, "" if none does.

    >>> prefix_role("The mayor's press secretary Ann Lee", 28)
    "mayor's press secretary"
    """
    if text[start - 1 : start] not in {" ", "\u00a0"}:
        return ""
    last = text[max(0, start - _LONGEST_WORD) : start - 1].rpartition(" ")[2]
    if not last or not _in_role(last):
        return ""
    window = text[max(0, start - _ROLE_REACH) : start]
    kept: list[str] = []
    for word in reversed(_CLAUSE.split(window)[-1].split()):
        if not _in_role(word):
            break
        kept.append(word)
    kept.reverse()
    return " ".join(kept) if any(bare(word) in OFFICES for word in kept) else ""


def _in_role(word: str) -> bool:
    """Whether a word can be part of a role before a name."""
    plain = bare(word)
    if word[0].isupper() and plain not in NOT_NAMES:
        return True
    return plain in OFFICES or plain in MODIFIERS or plain in BODIES


def role_after(text: str, end: int) -> str:
    """Return the role between commas after the name that ends at `end`, "" if none is there."""
    match = _APPOSITION.match(text, end, end + 130)
    if not match or text[end] != ",":
        return ""
    words = {bare(word) for word in match.group(1).split()}
    return match.group(1).strip() if words & OFFICES else ""
