"""Picture captions: told by their credit, by a day at their end, or by standing twice."""

import itertools
import re
from collections.abc import Sequence

from statements.extraction.zones_furniture import DATE, MONTH
from statements.extraction.zones_lines import Line

_CREDIT = re.compile(
    r"\((?:AP )?(?:[Pp]hotos?|[Ss]ource|[Ii]mages?|[Cc]redits?|[Pp]ictures?|[Cc]ourtesy)\b[^()]{1,100}\)"
    r"|\((?:AP|Reuters|AFP|EPA|Getty)[^()]{0,60}\)$|(?<=[\w.’' -]{2})/(?:AP|AFP|Reuters|REUTERS|EPA|"
    r"TASS|RIA|Getty Images|Shutterstock|Bloomberg|dpa|ANSA|PTI|WireImage)\b[^.]{0,40}\.?$"
    r"|[.,;|]\s*(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Cc]redit)s?(?: credit)?(?: by|:)\s?\S.{1,60}$"
    r"|\b(?:[Oo]fficial|[Ff]ile|[Aa]rchive|[Ss]tock|[Ii]llustrative|[Hh]andout) "
    r"(?:photo|picture|image|photograph)s?\W*$"
)
_FILE_PHOTO = re.compile(
    r"(?:FILE|File)\b\s?(?:PHOTO|[Pp]hoto)?\s?[—–:-]+ |(?:ABOVE|PICTURED|Pictured|Above):|"
    r"In this .{4,60} (?:file )?(?:photo|image|picture),"
)
_ENDS_WITH_DAY = re.compile(
    rf"[ ,(](?:on |in )?(?:{DATE},? \d{{4}}|{DATE}|{MONTH} \d{{4}})\)?\.?$"
)
_SHOWS = re.compile(
    r"\b(?:attends|speaks|addresses|gestures|looks|arrives|listens|shakes|poses|waves|walks|stands|"
    r"sits|smiles|delivers|holds|meets|greets|talks|answers|inspects|visits|leaves|"
    r"attend|speak|gesture|arrive|pose|walk|stand|sit|shake|hold|watch|meet|greet|"
    r"is (?:seen|pictured|shown)|are (?:seen|pictured|shown)|seen here|pictured (?:here|in|at|on))\b"
)
_CUE = re.compile(r"\b(?:said|says|told|added|tweeted|according to)\b", re.IGNORECASE)
_MOST_WORDS = 60
_MOST_LETTERS = 420
_DAY_LETTERS = 40  # the longest date, at the end of a line
_CREDIT_LETTERS = 160  # the end of a line in which a credit stands
_CREDIT_SIGNS = ("(", "/", "hoto", "mage", "icture", "redit")


def read_caption(line: Line, *, before_body: bool) -> str:
    """Return the reason why `line` is a caption, or "" if nothing says so.

    `before_body` is set above the first paragraph, where pictures stand, but not for the
    first line of a page: "Briefing by the minister, 4 May 2020" is a headline there.

    >>> from statements.extraction.zones_lines import split_lines
    >>> read_caption(split_lines("The harbour at dusk. (Photo: A. Smith)")[0], before_body=True)
    'It ends with a picture credit.'
    """
    if len(line.text) > _MOST_LETTERS or line.words > _MOST_WORDS:
        return ""
    if _FILE_PHOTO.match(line.text):
        return "It begins as a picture's caption does."
    if _has_credit(line.text) and not (line.quoted and _CUE.search(line.text)):
        return "It ends with a picture credit."
    if (line.ended and not before_body) or not line.single or _CUE.search(line.text):
        return ""
    return _read_scene(line, before_body=before_body)


def _has_credit(text: str) -> bool:
    tail = text[-_CREDIT_LETTERS:]
    return any(map(tail.__contains__, _CREDIT_SIGNS)) and bool(_CREDIT.search(tail))


def _read_scene(line: Line, *, before_body: bool) -> str:
    if not _ENDS_WITH_DAY.search(line.text[-_DAY_LETTERS:]):
        return ""
    shows = bool(_SHOWS.search(line.text))
    if not line.ended and (shows or before_body):
        return "It says what a picture shows and ends with the day it was taken."
    return "It says in the present tense what a picture shows on a day." if shows else ""


def find_repeated(lines: Sequence[Line]) -> frozenset[str]:
    """Return the short texts that stand on two lines running, as captions do."""
    return frozenset(
        here.text
        for here, there in itertools.pairwise(lines)
        if here.text == there.text and 3 < here.words <= _MOST_WORDS and not here.quoted  # noqa: PLR2004
    )
