"""The starting table of people and institutions, found by any of their spellings."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from statements.extraction.lexicon.countries import ADJECTIVES, PLACES
from statements.extraction.model import SpeakerKind
from statements.extraction.names import foreign_letters, name_key, without_possessive

_TABLE = Path(__file__).with_name("people.toml")
_IDLE = frozenset("the of for and a an s affairs federation republic".split())
_SAME = {"defense": "defence", "organization": "organisation", "center": "centre"}
_ABROAD = {"foreign": "foreign", "external": "foreign"}
_WORD = re.compile(r"[\w.’'-]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A person or an institution of the table."""

    name: str
    kind: SpeakerKind
    spellings: tuple[str, ...]
    gender: str = ""
    country: str = ""
    role: str = ""
    on_behalf: str = ""
    source: str = ""


@cache
def known_speakers() -> tuple[Known, ...]:
    """Return every row of the starting table."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        Known(
            row["name"],
            SpeakerKind(kind),
            tuple(row.get("spellings", ())),
            row.get("gender", ""),
            row.get("country", ""),
            row.get("role", ""),
            row.get("on_behalf", ""),
            row.get("source", ""),
        )
        for kind in ("person", "institution")
        for row in table.get(kind, ())
    )


@cache
def _by_key() -> dict[str, tuple[Known, ...]]:
    found: dict[str, tuple[Known, ...]] = {}
    for known in known_speakers():
        for key in dict.fromkeys(name_key(name) for name in (known.name, *known.spellings)):
            found[key] = (*found.get(key, ()), known)
    return found


@cache
def _by_words() -> dict[frozenset[str], Known]:
    return {
        institution_key(name): known
        for known in known_speakers()
        if known.kind is SpeakerKind.INSTITUTION
        for name in (known.name, *known.spellings)
    }


@lru_cache(maxsize=4096)
def find_known(name: str) -> Known | None:
    """Return the one person or institution of the table that is spelt so, else None.

    A spelling that two of them share, or one with letters of a second script, is
    nobody's: an editor decides.

    >>> [find_known(name).name for name in ("Гаджиев", "Gadzhiev", "HACIYEV")]
    ['Hikmet Hajiyev', 'Hikmet Hajiyev', 'Hikmet Hajiyev']
    >>> find_known("Zаkharova") is None  # with a Cyrillic letter
    True
    """
    if foreign_letters(name):
        return None
    found = _by_key().get(name_key(name), ())
    if len(found) == 1:
        return found[0]
    return None if found else _by_words().get(institution_key(name))


@lru_cache(maxsize=4096)
def institution_key(name: str) -> frozenset[str]:
    """Return the words that tell an institution, in whatever order and spelling they stand.

    >>> institution_key("Armenia’s Defense Ministry") == institution_key(
    ...     "the Ministry of Defence of Armenia")
    True
    """
    key: set[str] = set()
    for word in _WORD.findall(name):
        bare = without_possessive(word)
        country = ADJECTIVES.get(bare) or (bare if bare in PLACES else "")
        folded = name_key(country or bare)
        if folded and folded not in _IDLE:
            key.add(_ABROAD.get(folded) or _SAME.get(folded, folded))
    return frozenset(key)
