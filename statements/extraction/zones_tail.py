"""What stands below an article: lists of other articles and what readers wrote."""

import itertools
import re
from collections.abc import Sequence

from statements.extraction.zones_furniture import RELATED_HEADING
from statements.extraction.zones_lines import Line

_COMMENTS_HEADING = re.compile(
    r"(?:discussion policy|comment(?:s|ing|er)? (?:policy|guidelines|rules)|"
    r"\d+ (?:comments?|responses?|replies|thoughts)(?: (?:on|to)\b.{0,160})?|"
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply)|join the (?:conversation|discussion)|"
    r"(?:readers?[’']? )?comments?(?: \(\d+\))?|comments are (?:closed|welcome).{0,80}|"
    r"conversation|have your say)[:.]?",
    re.IGNORECASE,
)
_WEAK_HEADING = re.compile(r"(?:comments?|conversation|have your say)[:.]?", re.IGNORECASE)
_COMMENTER = re.compile(
    r"(?P<mark>(?:\d{1,4}[.)]|[•*·‣-])\s+)?[\w][\w .’'@-]{0,40} (?:said|says|wrote|writes):"
)
_LONGEST_HEADING = 200  # characters
_OPENING = ("“", '"', "‘", "'", "«")


def find_comments(lines: Sequence[Line], lead: int) -> tuple[int, str]:
    """Return the index of the first line of the readers' part and the reason, or (-1, "").

    A heading that could also be a link above the article counts only where the
    article is over: below the lead, with more of the text before it than after.
    """
    for index in range(lead + 1, len(lines)):
        line = lines[index]
        if len(line.text) <= _LONGEST_HEADING and _COMMENTS_HEADING.fullmatch(line.text):
            if not _WEAK_HEADING.fullmatch(line.text) or _mostly_before(lines, index):
                return index, f"Readers' comments begin at “{line.text[:40]}”."
        elif _is_comment(lines, index):
            return index, "Readers' comments begin here, each under its writer's name."
    return -1, ""


def _mostly_before(lines: Sequence[Line], index: int) -> bool:
    return lines[index].start - lines[0].start >= lines[-1].end - lines[index].end


def _is_comment(lines: Sequence[Line], index: int) -> bool:
    """A line that only names a commenter: with a list mark, or one of several, unquoted below."""
    text = lines[index].text
    match = _COMMENTER.fullmatch(text) if text[-1] == ":" else None
    if not match:
        return False
    below = lines[index + 1 : index + 2]
    if not below or below[0].text.startswith(_OPENING):
        return False
    return bool(match["mark"]) or any(
        _COMMENTER.fullmatch(line.text) and not line.quoted
        for line in lines[index + 2 : index + 8]
    )


def find_lists(lines: Sequence[Line], lead: int, end: int) -> dict[int, str]:
    """Return the lines of lists of other articles below the lead, each with its reason.

    A list begins at its heading ("Most Popular") and ends where a paragraph begins.
    """
    found: dict[int, str] = {}
    heading = ""
    for index in range(lead + 1, end):
        line = lines[index]
        if line.words <= 8 and RELATED_HEADING.fullmatch(line.text):  # noqa: PLR2004
            heading = line.text
            found[index] = "It heads a list of other articles."
        elif heading and not line.ended and line.words <= 30:  # noqa: PLR2004
            found[index] = f"It stands in the list “{heading}”."
        else:
            heading = ""
    return found


def find_teasers(lines: Sequence[Line], lead: int, end: int) -> set[int]:
    """Return the lines of teasers between paragraphs: a headline and one sentence below it.

    Only where empty lines divide the paragraphs, so that two lines running stand out,
    and only if such pairs are the exception: otherwise they are subheadings.
    """
    blocks = _blocks(lines, lead + 1, end)
    pairs = [block for block in blocks if len(block) == 2 and _is_teaser(lines, block)]  # noqa: PLR2004
    paragraphs = sum(1 for block in blocks if len(block) == 1)
    if not pairs or paragraphs < 2 * len(pairs):
        return set()
    return {index for block in pairs for index in block}


def _blocks(lines: Sequence[Line], start: int, end: int) -> list[range]:
    starts = [index for index in range(start, end) if lines[index].gap]
    return [range(a, b) for a, b in itertools.pairwise([*starts, end])]


def _is_teaser(lines: Sequence[Line], block: range) -> bool:
    title, summary = lines[block[0]], lines[block[1]]
    return (
        5 <= title.words <= 24  # noqa: PLR2004
        and not title.ended
        and title.text[-1].isalpha()
        and summary.ended
        and summary.single
        and summary.words <= 60  # noqa: PLR2004
    )
