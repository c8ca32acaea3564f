"""The cast of an article: who is named in it, and which speakers they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from statements.extraction.model import Event, Extraction, Named, SpeakerKind
from statements.models import Article, Speaker
from statements.models.people import key_of


class Family(StrEnum):
    """Whom a spelling can mean: a person and a ministry of one name are two."""

    PERSON = "person"
    BODY = "body"
    UNNAMED = "unnamed"


FAMILIES: Mapping[str, Family] = {
    SpeakerKind.PERSON: Family.PERSON,
    SpeakerKind.INSTITUTION: Family.BODY,
    SpeakerKind.GROUP: Family.BODY,
    SpeakerKind.ANONYMOUS: Family.UNNAMED,
}


class Who(NamedTuple):
    """One name as an article has it, told apart by its key and family."""

    key: str
    family: Family


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker a name stands for; None where a machine may not decide, and then why."""

    speaker: Speaker | None
    doubt: str = ""


Cast = Mapping[Who, Resolved]


@dataclass(frozen=True, slots=True)
class Scene:
    """An article on record, with what was found in it."""

    article: Article
    extraction: Extraction
    root: int  # the key of its first version
    spelled_in: str  # where its spellings are from
    new: bool = False  # neither it nor an earlier version was extracted before


NOBODY = Resolved(None)
SHARED = Resolved(
    None, "Several speakers are on record under this name, and none was chosen."
)
SET_ASIDE = Resolved(None, "An editor has set this spelling aside.")


_key_of = lru_cache(maxsize=10_000)(key_of)  # an article names its people again and again


def who(named: Named) -> Who:
    """Return how the article's cast knows the one named."""
    return Who(_key_of(named.name), FAMILIES[named.kind])


def body(name: str) -> Named:
    """Return an institution as it is named in passing, by its spokesperson or its briefing."""
    return Named(name, SpeakerKind.INSTITUTION, "", "", "")


def host_of(event: Event, extraction: Extraction) -> Named:
    """Return who held an occasion: one of the article's speakers, else an institution."""
    speakers = (statement.speaker for statement in extraction.statements)
    return next((one for one in speakers if one.name == event.host), body(event.host))
