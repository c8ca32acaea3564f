"""What on a page is the article and what is not, each stretch with its reason."""

from collections.abc import Mapping

from statements.extraction.lexicon.hints import furniture_of
from statements.extraction.model import Zone, ZoneKind
from statements.extraction.zones_captions import find_repeated, read_caption
from statements.extraction.zones_dateline import find_dateline
from statements.extraction.zones_furniture import read_furniture
from statements.extraction.zones_lines import Line, split_lines
from statements.extraction.zones_tail import find_comments, find_lists, find_teasers

type Verdict = tuple[ZoneKind, str]

_LEAD_WORDS = 12
_TITLE_WORDS = 4
_MOST_TITLE_WORDS = 32
_SUBHEADING_WORDS = 14
_TOP_LINES = 40  # the headline stands among these, if anywhere


def find_zones(text: str, outlet: str = "") -> tuple[Zone, ...]:
    """Return the zones of a page in order: every character but white space is in one.

    Zones never overlap. A line nothing speaks against is body, so that a plain text
    comes out as a headline, if it has one, and its body.

    >>> [(zone.kind.value, text[zone.start:zone.end]) for text in ["Title here\\n\\nA text."]
    ...  for zone in find_zones(text)]
    [('headline', 'Title here'), ('body', 'A text.')]
    """
    lines = split_lines(text)
    verdicts = _judge(lines, furniture_of(outlet))
    return _join(lines, verdicts, find_dateline(lines, verdicts))


def _judge(lines: list[Line], hints: Mapping[str, ZoneKind]) -> list[Verdict]:
    """Return one verdict a line: furniture first, then the top, then what stands below."""
    repeated = find_repeated(lines)
    verdicts: list[Verdict | None] = [_judge_alone(line, hints) for line in lines]
    lead = _find_lead(lines, verdicts)
    _judge_captions(lines, verdicts, lead, repeated)
    _judge_top(lines, verdicts, lead)
    _judge_below(lines, verdicts, lead)
    return [
        verdict or (ZoneKind.BODY, "It is the text of the article.") for verdict in verdicts
    ]


def _judge_alone(line: Line, hints: Mapping[str, ZoneKind]) -> Verdict | None:
    if line.text.casefold() in hints:
        return hints[line.text.casefold()], "This outlet's pages carry this line."
    return read_furniture(line)


def _find_lead(lines: list[Line], verdicts: list[Verdict | None]) -> int:
    """Return the index of the first paragraph of the article, the last line if there is none."""
    for index, line in enumerate(lines):
        if verdicts[index] or (index == 0 and _is_title(lines)):
            continue
        if read_caption(line, before_body=index > 0):
            continue
        if line.words >= _LEAD_WORDS and (line.ended or line.words > _MOST_TITLE_WORDS):
            return index
    return max(len(lines) - 1, 0)


def _is_title(lines: list[Line]) -> bool:
    """Whether a first line is a title although it may end with a full stop."""
    first = lines[0]
    if len(lines) == 1 or first.words > _MOST_TITLE_WORDS or not first.single:
        return False
    if not first.ended:
        return True
    following = lines[1]
    return (
        following.gap and first.words < following.words and first.words <= 2 * _LEAD_WORDS
    )


def _judge_captions(
    lines: list[Line], verdicts: list[Verdict | None], lead: int, repeated: frozenset[str]
) -> None:
    top = _title_index(lines, verdicts, lead, captions_too=True)
    only_title = _title_index(lines, verdicts, lead, captions_too=False) < 0
    for index, line in enumerate(lines):
        if verdicts[index] or (only_title and index == top):
            continue
        reason = read_caption(line, before_body=0 < index < lead)
        if not reason and line.text in repeated:
            reason = "It stands twice running on the page, as a picture's caption does."
        if reason:
            verdicts[index] = (ZoneKind.CAPTION, reason)


def _title_index(
    lines: list[Line], verdicts: list[Verdict | None], lead: int, *, captions_too: bool
) -> int:
    """Return the index of the headline: the first line of some length above the lead, or -1."""
    best = -1
    for index in range(min(lead, _TOP_LINES)):
        line = lines[index]
        if verdicts[index] or line.words > _MOST_TITLE_WORDS:
            continue
        if not captions_too and read_caption(line, before_body=index > 0):
            continue
        if line.words > _TITLE_WORDS:
            return index
        if best < 0 or line.words > lines[best].words:
            best = index
    return best


def _judge_top(lines: list[Line], verdicts: list[Verdict | None], lead: int) -> None:
    """Name the headline, its repetitions, the labels before it and the deck after it."""
    title = _title_index(lines, verdicts, lead, captions_too=True)
    if title < 0:
        return
    verdicts[title] = (
        ZoneKind.HEADLINE,
        "It is the first line of some length above the text.",
    )
    for index in range(lead):
        line = lines[index]
        if verdicts[index]:
            continue
        if line.text == lines[title].text:
            verdicts[index] = (ZoneKind.NAVIGATION, "It repeats the headline.")
        elif line.words <= _TITLE_WORDS and not line.ended:
            verdicts[index] = (ZoneKind.NAVIGATION, "It is a short label above the text.")
        elif index > title:
            verdicts[index] = (
                ZoneKind.DECK,
                "It stands between the headline and the text.",
            )


def _judge_below(lines: list[Line], verdicts: list[Verdict | None], lead: int) -> None:
    """Name the readers' part, lists of articles, teasers and subheadings below the lead."""
    comments, reason = find_comments(lines, lead)
    end = comments if comments >= 0 else len(lines)
    for index in range(end, len(lines)):
        verdicts[index] = (ZoneKind.COMMENT, reason)
    for index, why in find_lists(lines, lead, end).items():
        verdicts[index] = (ZoneKind.RELATED, why)
    for index in find_teasers(lines, lead, end):
        if verdicts[index] is None:
            verdicts[index] = (
                ZoneKind.TEASER,
                "A headline with one sentence below it, between paragraphs, is another article.",
            )
    for index in range(lead + 1, end):
        if verdicts[index] is None and _is_subheading(lines, index, end):
            verdicts[index] = (ZoneKind.SUBHEADING, "It is a short line that heads a part.")


def _is_subheading(lines: list[Line], index: int, end: int) -> bool:
    line = lines[index]
    return (
        index + 1 < end
        and line.words <= _SUBHEADING_WORDS
        and line.gap
        and lines[index + 1].words > line.words
        and line.text[0].isupper()
        and line.text[-1].isalnum()
        and not line.quoted
        and ":" not in line.text
    )


def _join(
    lines: list[Line], verdicts: list[Verdict], datelines: Mapping[int, int]
) -> tuple[Zone, ...]:
    """Return zones, lines of one verdict joined and datelines cut from their paragraphs."""
    pieces: list[tuple[int, int, Verdict]] = []
    for index, (line, verdict) in enumerate(zip(lines, verdicts, strict=True)):
        start = line.start
        if index in datelines:
            pieces.append(_cut_dateline(line, datelines[index]))
            start = datelines[index]
        if pieces and pieces[-1][2] == verdict and verdict[0] is not ZoneKind.DECK:
            start = pieces.pop()[0]
        pieces.append((start, line.end, verdict))
    return tuple(Zone(start, end, *verdict) for start, end, verdict in pieces)


def _cut_dateline(line: Line, start_of_text: int) -> tuple[int, int, Verdict]:
    written = line.text[: start_of_text - line.start].rstrip()
    verdict = ZoneKind.DATELINE, "Place, day and agency of the report."
    return line.start, line.start + len(written), verdict
