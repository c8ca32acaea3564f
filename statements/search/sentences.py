"""A question in plain words, and such words read back. Pure.

`parse(sentence(query)) == query`: what a page says was asked can be typed again. A word
that is also a joint of the sentence ("or") stands in single quotation marks.
"""

import re
from calendar import month_name
from collections.abc import Iterator

from statements.search.analysis import typed_words
from statements.search.periods import Period, read_told_period
from statements.search.query import (
    EVENTS,
    EVERYTHING,
    KINDS,
    KINDS_TOLD,
    MIN_PREFIX,
    Field,
    Form,
    Query,
    Term,
    begun_small,
    name_as_typed,
    value_of,
)

MAX_SENTENCE = 8_000  # characters; one for every question that can be typed is shorter
_EVENTS_TOLD = {
    "press-briefing": "press briefing",
    "phone-call": "phone call",
    "written-statement": "written statement",
    "social-post": "social media post",
    "media-report": "media report",
    "other": "other occasion",
}
_TOLD = {"kind": KINDS_TOLD, "event": _EVENTS_TOLD}
_CHOICES = {"kind": KINDS, "event": EVENTS}
_FIELDS = (("speaker", "by"), ("outlet", "reported by"), ("event", "at"))
_UNDATED = "without a known day"
_BEGIN = "words that begin with "
# Joints that could be taken for the end of a name, and of a word.
_MONTH = "|".join(name for name in month_name if name)
_WHEN = rf"(?:on|in|from|to) (?:(?:{_MONTH}) )?\d"
_ENDS_NAME = re.compile(rf"\b(?:or|not|reported|at|containing)\b|\b{_WHEN}|,")
_ENDS_WORD = re.compile(r"and|or", re.IGNORECASE)

_KIND = f"(?:{'|'.join(KINDS_TOLD.values())})"
# What is quoted ends before a joint: "‘Workers’ Party, Left’" has an apostrophe in it.
_JOINT = r",|$| (?:and|or|not|reported|at|containing|on|in|from|to)\b"
_QUOTED = re.compile(rf"“([^“”]*)”|(?<!\S)‘([^‘“”]+?)’(?={_JOINT})")
_NAMES = rf"((?:(?! not | reported | at | containing |, | {_WHEN}).)++)"
_SENTENCE = re.compile(
    rf"(?:({_KIND}(?: or {_KIND})*) )?statements"
    + "".join(f"(?: {said} {_NAMES})?(?: not {said} {_NAMES})?" for _, said in _FIELDS)
    + r"(?:, but no ((?:(?! ones).)++) ones)?"
    rf"(?: containing ((?:(?!, (?:without|on|in|from|to) | {_WHEN}).)++))?"
    rf"(?:, without (?!{_UNDATED.removeprefix('without ')}$)((?:(?!, ).)++))?"
    r"(?:,? ((?:on|in|from|to) [\w ]++))?"  # readers leave the comma out
    rf"(, {_UNDATED})?"
)


def sentence(query: Query) -> str:
    """Return the question in plain words, as a page says it back.

    >>> from statements.search.parsing import parse
    >>> sentence(parse('weapons "balance of power" -war speaker:zakharova from:2021'))
    'statements by zakharova containing weapons and exactly “balance of power”, \
without war, from 1 January 2021'
    """
    if not query:
        return EVERYTHING
    parts = ["statements", *_told_fields(query)]
    if kinds := _either(query, "kind"):
        parts.insert(0, kinds)
    said = " ".join(parts)
    if kinds := _either(query, "kind", excluded=True):
        said += f", but no {kinds} ones"
    if query.groups:
        told = ", and ".join if any(len(g) > 1 for g in query.groups) else " and ".join
        said += " containing " + told(_told_group(group) for group in query.groups)
    if query.excluded:
        said += f", without {_told_group(query.excluded)}"
    for about in (query.period.sentence(), _UNDATED if query.undated else ""):
        said += f", {about}" if about else ""
    return said


def _told_fields(query: Query) -> Iterator[str]:
    for name, before in _FIELDS:
        if told := _either(query, name):
            yield f"{before} {told}"
        if told := _either(query, name, excluded=True):
            yield f"not {before} {told}"


def _either(query: Query, name: str, *, excluded: bool = False) -> str:
    fields = (f for f in query.fields if (f.name, f.excluded) == (name, excluded))
    known = _TOLD.get(name, {})
    told = (known.get(f.value, f.written or f.value.replace("-", " ")) for f in fields)
    if name in _CHOICES:
        return " or ".join(told)
    return " or ".join(f"‘{name}’" if _ENDS_NAME.search(name) else name for name in told)


def _told_group(group: tuple[Term, ...]) -> str:
    return " or ".join(map(_told, group))


def _told(term: Term) -> str:
    words = term.written or " ".join(term.forms)
    if term.kind is Form.PHRASE:
        return f"exactly “{words}”"
    plain = f"‘{words}’" if _ENDS_WORD.fullmatch(words) else words
    return f"{_BEGIN}{plain}" if term.kind is Form.PREFIX else plain


def read_sentence(typed: str) -> Query | None:
    """Return the question that a sentence tells, None for what is no such sentence.

    >>> str(read_sentence("quoted statements by zakharova containing arms or war, in 2021"))
    'arms OR war kind:direct speaker:zakharova on:2021'
    >>> read_sentence("statements weapons")
    """
    # A page begins what it says with a capital.
    typed = begun_small(typed.strip())
    if typed == EVERYTHING:
        return Query()
    if "statements" not in typed or len(typed) > MAX_SENTENCE:
        return None
    quoted: list[str] = []

    def put_by(match: re.Match[str]) -> str:
        quoted.append(match[1] or match[2] or "")
        return f"“{len(quoted) - 1}”" if match[1] else f"‘{len(quoted) - 1}’"

    match = _SENTENCE.fullmatch(_QUOTED.sub(put_by, typed))
    if not match or not any(match.groups()):
        return None
    try:
        return _Reader(quoted).read(match)
    except ValueError:
        return None


class _Reader:
    """Reads the parts of one sentence; ValueError where one is not as it would be told."""

    def __init__(self, quoted: list[str]) -> None:
        self.quoted = quoted

    def read(self, match: re.Match[str]) -> Query:
        kinds, *named, not_kinds, groups, excluded, days, undated = match.groups()
        fields = [*self.fields("kind", kinds)]
        for (name, _), told, not_told in zip(_FIELDS, named[::2], named[1::2], strict=True):
            fields += self.fields(name, told)
            fields += self.fields(name, not_told, excluded=True)
        fields += self.fields("kind", not_kinds, excluded=True)
        return Query(
            tuple(map(self.group, re.split(r",? and ", groups))) if groups else (),
            self.group(excluded) if excluded else (),
            tuple(fields),
            read_told_period(days) if days else Period(),
            bool(undated),
        )

    def fields(
        self, name: str, told: str | None, *, excluded: bool = False
    ) -> Iterator[Field]:
        values = {words: value for value, words in _TOLD.get(name, {}).items()}
        for one in told.split(" or ") if told else ():
            text = self.unquoted(one)
            value = value_of(values.get(text, text))
            if not value or value not in _CHOICES.get(name, [value]):
                raise ValueError(told)
            written = "" if name in _CHOICES else name_as_typed(text, value)
            yield Field(name, value, excluded, written)

    def group(self, told: str) -> tuple[Term, ...]:
        return tuple(map(self.term, told.split(" or ")))

    def term(self, told: str) -> Term:
        if match := re.fullmatch(r"exactly “(\d+)”", told):
            text = self.quoted[int(match[1])]
            return _term(Form.PHRASE, text)
        kind = Form.PREFIX if told.startswith(_BEGIN) else Form.WORD
        text = self.unquoted(told.removeprefix(_BEGIN))
        if not typed_words(text) or typed_words(text)[0][:2] != (0, len(text)):
            raise ValueError(told)  # more than one word, or signs beside it
        return _term(kind, text)

    def unquoted(self, told: str) -> str:
        match = re.fullmatch(r"‘(\d+)’", told)
        return self.quoted[int(match[1])] if match else told


def _term(kind: Form, text: str) -> Term:
    forms = tuple(word.form for word in typed_words(text))
    if not forms or (kind is Form.PREFIX and len(forms[0]) < MIN_PREFIX):
        raise ValueError(text)
    return Term(kind, forms, text)
