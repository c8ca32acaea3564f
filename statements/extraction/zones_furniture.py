"""Lines that are furniture of a news page by their own words, wherever they stand.

Each rule is a pattern for a whole line, the kind it proves, and the reason a reader is
shown. A line with a quotation mark in it is never furniture: somebody may be speaking.
"""

import re
from typing import NamedTuple

from statements.extraction.model import ZoneKind
from statements.extraction.zones_lines import Line

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = (
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?)"
)
_NAME = r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.’'-]+"
_AGENCY = (
    r"(?:AP|AFP|UPI|PTI|ANI|IANS|TASS|Reuters|Xinhua|Bloomberg|Interfax|RIA Novosti|dpa|DPA|EFE|"
    r"ANSA|Kyodo|PA|CP|The Associated Press|Associated Press|Agence France-Presse)"
)


class Rule(NamedTuple):
    """A pattern for a line, with what it proves and how many words it may have."""

    pattern: re.Pattern[str]
    kind: ZoneKind
    reason: str
    most_words: int = 40


def _rule(pattern: str, kind: ZoneKind, reason: str, most_words: int = 40) -> Rule:
    return Rule(re.compile(pattern, re.IGNORECASE), kind, reason, most_words)


RELATED_HEADING = re.compile(
    r"(?:related(?: articles?| stories| news| posts| content| coverage| reading)?|most (?:popular|"
    r"read|viewed|shared|commented)|editor[‘’'`]?s?[’']? (?:picks?|choice)|trending(?: now)?|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| stories)?|"
    r"read next|up next|don[’']t miss|top stories|popular(?: posts| now| stories)?|"
    r"more (?:from|on) (?!\d)[\w’' ]{2,40}|more stories|latest (?:news|stories|articles)):?",
    re.IGNORECASE,
)

RULES = (
    _rule(
        r"(?:share|tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|linkedin|copy link)"
        r"(?: (?:this|on|via|to)\b.{0,40})?|(?:please )?(?:follow|like|find|join) .{1,60} on "
        r"(?:twitter|x|facebook|instagram|telegram|whatsapp|youtube|linkedin|google news)\b.{0,60}",
        ZoneKind.SHARE,
        "It asks the reader to share or follow.",
        20,
    ),
    _rule(
        r"(?:all news|(?:media |site )?logo|home|menu|search|skip to (?:main )?content|"
        r"advertise?ment|advertising|sponsored(?: content)?|loading\W*|back to top|"
        r"(?:next|previous)(?: article| page| story)?|breaking(?: news)?|"
        r"read the (?:rest|full (?:story|article|report))\b.{0,40}|click here\b.{0,60}|"
        r"continue reading\b.{0,40}|read more|show more|see more|view comments|hide|expand|close|"
        r"listen to (?:this )?article.{0,60}|\d+ min(?:ute)?s? read|watch (?:live|now|the video)\b.{0,20}|"
        r"(?:tags?|topics?|filed under|keywords):.{0,200}|image|photo|video|live updates?)\.?",
        ZoneKind.NAVIGATION,
        "It is a label or a link of the page.",
        30,
    ),
    _rule(
        r"(?:image|media|photo|picture|video|figure|file) (?:caption|source|credit|gallery)s?\b.{0,200}|"
        r"(?:to view this|your browser does not|play video|media playback|this video)\b.{0,120}",
        ZoneKind.CAPTION,
        "It belongs to a picture or a film.",
    ),
    _rule(
        r"(?:already (?:a|an) (?:subscriber|member)|log in|sign in|create (?:a|an|your) (?:free )?account|"
        r"(?:get|enjoy) unlimited access|try .{1,30} free|start your (?:free )?trial|"
        r"(?:unlock|continue) (?:this|reading) (?:story|article)?)\b.{0,120}",
        ZoneKind.NEWSLETTER,
        "It offers the reader a newsletter or a subscription.",
        24,
    ),
    _rule(
        r"(?:get|receive|have|delivered) .{0,90}\b(?:in|to|into) your (?:in-?box|e-?mail)\W*|"
        r"(?:sign up|subscribe|register) (?:for|to|here|now|today|and)\b.{0,140}|"
        r"(?=.{0,160}newsletter).{0,80}\b(?:our|free|daily|weekly) (?:[\w-]+ ){0,2}newsletters?\b"
        r".{0,80}|newsletters?",
        ZoneKind.NEWSLETTER,
        "It offers the reader a newsletter or a subscription.",
        28,
    ),
    _rule(
        r"(?:read more|read also|also read|read next|see also|related|more|watch|listen)"
        r"(?: on this)?\s?[:|»>]\s?\S.*[^.]",
        ZoneKind.TEASER,
        "It points to another article.",
        30,
    ),
    _rule(
        rf"\(?(?:with|additional)(?: \w+)? (?:inputs?|reporting|files?|information|agency inputs) "
        rf"(?:from|by)\b.{{1,140}}|(?:reporting|writing|editing|compiled) by {_NAME}.{{0,160}}|"
        rf".{{3,120}} contributed to this (?:report|story|article)\.?|"
        rf"[/(—–-]{{1,2}} ?{_AGENCY}[/)]?\.?|our standards: .{{0,80}}|"
        r"this (?:story|article|report|piece) (?:was|is|has been|first|originally).{0,40}"
        r"(?:published|appeared|updated|republished|translated|corrected|produced)\b.{0,160}|"
        r"(?:contact|e-?mail) (?:the (?:reporter|author|writer|newsroom)|us|.{2,40} at)\b.{0,120}",
        ZoneKind.AGENCY,
        "It is the closing line of a newsroom or an agency.",
    ),
    _rule(
        r"(?:©|\(c\)|copyright)\s?.{0,120}|.{0,120}\ball rights reserved\b.{0,160}",
        ZoneKind.CREDIT,
        "It is a copyright line.",
    ),
    _rule(
        r"(?:(?:photo(?:graph)?|image|picture|video|credit)s?(?: credit)?(?: by|:| courtesy)|"
        r"courtesy(?: of|:)) .{2,80}|\((?:AP )?(?:photo|image|source|credit)s?\b[^()]{0,80}\)|"
        r"[\w .’'-]{2,40}/(?:getty images|reuters|afp|ap|shutterstock|flickr)\b.{0,30}",
        ZoneKind.CREDIT,
        "It is a picture credit.",
        14,
    ),
)

_BYLINE = re.compile(
    rf"(?:By|BY|Written by|Reported by|Text by|Author:|Words by) {_NAME}"
    rf"(?:,? (?:and|for|of|in|the|de|van|der|von|al|&|{_NAME}|[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ]\.?))*\W?"
)
_BYLINE_ROLE = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}},? (?:\W )?(?:{_AGENCY}|[\w’' ]{{0,30}}"
    r"(?:[Ss]taff [Ww]riter|[Cc]orrespondent|[Rr]eporter))"
)
_TIMESTAMP = re.compile(
    rf"(?:(?:First )?[Pp]ublished|(?:Last )?[Uu]pdated?|[Pp]osted|[Mm]odified|Date)\b\W*"
    rf"(?:on |at )?.{{0,24}}(?:{DATE}|\d\d?[./-]\d\d?[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d).{{0,40}}|"
    rf".{{0,60}}\b(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified)\b\W*(?:on |at )?.{{0,24}}{DATE}.{{0,40}}|"
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?{DATE},? ?\d{{0,4}}(?:[ ,|-]*\d\d?[:.]\d\d"
    r".{0,12})?"
)
_APPEALS = tuple(  # looked for in lower case
    re.compile(pattern)
    for pattern in (
        r"\bbecome (?:an?|our|the)(?: first)?(?: \w+)? (?:member|patron|subscriber|supporter|donor)",
        r"\bdonate (?:now|today|here)\b|\bmake a (?:donation|contribution|gift)\b",
        r"\breader-(?:funded|supported)\b|\bfunded by (?:our )?readers\b",
        r"\b(?:outlets?|newsrooms?|sites?|media) like ours\b|\bour (?:journalism|newsroom)\b",
        r"\bwe rely on (?:you|our readers|readers)\b|\bwithout your (?:support|help)\b",
        r"\bsupport (?:us|our (?:work|reporting|journalism)|independent journalism)\b",
        r"\bhelp us (?:get|keep|continue|stay|remain|grow)\b",
        r"\byour (?:support|donation|contribution|gift) (?:helps?|will|makes?|keeps?)\b",
    )
)
_SHORT_APPEAL = 14
_TIMESTAMP_WORDS = 20
# Every appeal holds one of these; a search for each is faster than a pattern.
_APPEAL_SIGNS = (
    "member", "patron", "subscriber", "donat", "contribut", "gift", "reader", "like ours",
    "journalism", "newsroom", "rely on", "support", "help us",
)  # fmt: skip
_MOST_WORDS = 60
_MOST_LETTERS = 420  # a longer line is a paragraph
_RULE_LETTERS = 260  # and only an appeal is longer than this


def read_furniture(line: Line) -> tuple[ZoneKind, str] | None:
    """Return the kind and reason of a line that is plainly furniture, else None.

    >>> from statements.extraction.zones_lines import split_lines
    >>> read_furniture(split_lines("Get the Weekly Bugle in your inbox:")[0])[0].value
    'newsletter'
    """
    if len(line.text) > _MOST_LETTERS or line.quoted or line.words > _MOST_WORDS:
        return None
    if len(line.text) > _RULE_LETTERS:
        return _read_appeal(line)
    for rule in RULES:
        if line.words <= rule.most_words and rule.pattern.fullmatch(line.text):
            return rule.kind, rule.reason
    if _is_byline(line):
        return ZoneKind.BYLINE, "It names who wrote the article."
    if (
        not line.ended
        and line.words <= _TIMESTAMP_WORDS
        and _TIMESTAMP.fullmatch(line.text)
    ):
        return ZoneKind.BYLINE, "It gives the day or hour of publication."
    return _read_appeal(line)


def _is_byline(line: Line) -> bool:
    if line.words > 14:  # noqa: PLR2004
        return False
    return bool(_BYLINE.fullmatch(line.text) or _BYLINE_ROLE.fullmatch(line.text))


def _read_appeal(line: Line) -> tuple[ZoneKind, str] | None:
    folded = line.text.lower()
    if not any(map(folded.__contains__, _APPEAL_SIGNS)):
        return None
    cues = sum(1 for appeal in _APPEALS if appeal.search(folded))
    if cues > 1 or (cues and line.words <= _SHORT_APPEAL):
        return ZoneKind.DONATION, "It asks the reader to join or to give money."
    return None
