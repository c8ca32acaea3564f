"""What was typed, as a value. Pure Python: parsing never raises and finds meaning in anything.

The language: words (all of them, by stem), `"exact words"`, `-word`, `a OR b`, `begin*`,
and fields: `speaker:` `outlet:` `on:` `from:` `to:` `kind:` `event:` `is:undated`.
`str(query)` is the same question in that language: `parse(str(query)) == query`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from statements.search.analysis import stem, typed_words
from statements.search.periods import ALL_TIME, Period

if TYPE_CHECKING:
    from statements.search.lookup import Lookup

OPERATORS = ("OR", "AND", "NOT")  # in capitals only
KINDS = ("direct", "mixed", "indirect")
KINDS_TOLD = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}
EVERYTHING = "everything on record"  # the question without a condition, in words
MIN_PREFIX = 2  # letters
EVENTS = (
    "press-briefing",
    "interview",
    "phone-call",
    "meeting",
    "written-statement",
    "speech",
    "social-post",
    "media-report",
    "other",
)
_KIND = f"(?:{'|'.join(KINDS_TOLD.values())})"
# Words that `sentences` would read as a sentence; a leading AND keeps them words.
_SENTENCE_LIKE = re.compile(
    rf"(?:{_KIND}(?: or {_KIND})* )?statements(?: by | not | reported | at | containing |, )"
    rf"|{_KIND}(?: or {_KIND})* statements$|{EVERYTHING}$"
)
# Letters, and what stands between them: other signs may be joints of a sentence.
_NAME = re.compile(r"[^\W_]+(?:(?:['’-]|\.? )[^\W_]+)*")


def begun_small(text: str) -> str:
    """Return a text without the capital it may begin with."""
    return text[:1].lower() + text[1:]


class Form(StrEnum):
    """How a term is compared."""

    WORD = "word"  # by stem
    PHRASE = "phrase"  # these forms, next to each other
    PREFIX = "prefix"  # forms that begin so


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for. `forms` are folded; only a phrase has more than one."""

    kind: Form
    forms: tuple[str, ...]
    written: str = field(default="", compare=False)  # as typed, for the reader

    @property
    def stem(self) -> str:
        """Return the stem that a word is looked up by."""
        return stem(self.forms[0])

    def __str__(self) -> str:
        words = self.written or " ".join(self.forms)
        match self.kind:
            case Form.WORD:
                return words.lower() if words in OPERATORS else words
            case Form.PREFIX:
                return f"{words}*"
        return f'"{words}"'


def value_of(typed: str) -> str:
    """Return what was typed behind a field as a slug is written.

    >>> value_of("Maria O’Brien")
    'maria-obrien'
    """
    return "-".join(word.form.replace("'", "") for word in typed_words(typed))


def name_as_typed(typed: str, value: str) -> str:
    """Return a name as it was typed, "" where that says no more than its value.

    >>> name_as_typed("Mirror-Spectator", "mirror-spectator"), name_as_typed("tass", "tass")
    ('Mirror-Spectator', '')
    """
    is_slug = typed in {value, value.replace("-", " ")}
    return "" if is_slug or not _NAME.fullmatch(typed) else typed


@dataclass(frozen=True, slots=True)
class Field:
    """A typed filter such as `speaker:zakharova` or `-outlet:tass`."""

    name: str  # speaker, outlet, kind or event
    value: str  # folded, with hyphens for spaces, as a slug is
    excluded: bool = False
    # A name that is read as the value, as typed or as on record, for the reader.
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        value = self.value
        if self.written:
            value = self.written if self.written.isalpha() else f'"{self.written}"'
        return f"{'-' if self.excluded else ''}{self.name}:{value}"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A typed word that is a name, and what else is looked for because of it."""

    form: str
    others: tuple[str, ...]  # forms of the same name in other spellings
    speakers: tuple[int, ...] = ()  # whose name it is
    names: tuple[str, ...] = ()  # for the reader: the other spellings as written


@dataclass(frozen=True, slots=True)
class Query:
    """A question: every group has one alternative in the text, and nothing excluded."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    fields: tuple[Field, ...] = ()
    period: Period = ALL_TIME
    undated: bool = False
    repairs: tuple[str, ...] = field(default=(), compare=False)
    spellings: tuple[Spelling, ...] = field(default=(), compare=False)
    namesakes: tuple[int, ...] = field(default=(), compare=False)  # who may be meant
    lookup: Lookup | None = field(default=None, compare=False)  # what is known of its names

    def __bool__(self) -> bool:
        return self != Query()

    def __str__(self) -> str:
        typed = " ".join(self._parts())
        return f"AND {typed}" if _SENTENCE_LIKE.match(begun_small(typed)) else typed

    @property
    def terms(self) -> Iterator[Term]:
        """Yield every term that is wanted, alternatives included."""
        return (term for group in self.groups for term in group)

    def values(self, name: str, *, excluded: bool = False) -> tuple[str, ...]:
        """Return the values typed for one field."""
        wanted = (name, excluded)
        return tuple(f.value for f in self.fields if (f.name, f.excluded) == wanted)

    def spelling(self, term: Term) -> Spelling | None:
        """Return what the names table knows of a plain word; exact words have none."""
        if term.kind is not Form.WORD:
            return None
        return next((s for s in self.spellings if s.form == term.forms[0]), None)

    def _parts(self) -> Iterator[str]:
        for group in self.groups:
            yield " OR ".join(map(str, group))
        yield from (f"-{term}" for term in self.excluded)
        yield from map(str, self.fields)
        yield from self.period.typed()
        if self.undated:
            yield "is:undated"
