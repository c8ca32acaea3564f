"""A source as written, taken apart: determiner, role, name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from statements.extraction.lexicon.countries import ADJECTIVES, PLACES
from statements.extraction.lexicon.given_names import GIVEN_NAMES
from statements.extraction.lexicon.roles import BODIES, DOCUMENTS, MODIFIERS, OFFICES
from statements.extraction.names import without_possessive

PRONOUNS: Final = frozenset(
    "he she they it i we you who him her them me us himself herself themselves which that "
    "his hers their".split()
)
DETERMINERS: Final = frozenset(
    "the a an his her its their another one some two three several many this that these those "
    "both our my no any every each other".split()
)
# Capital words that begin sentences or name times, never people.
NOT_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december the a an in on at but and for if it he
    she they we i this that there what when where why how asked after before speaking meanwhile
    however according as with from to by no not so yes also both some many most his her their
    its our my your these those who whose while since despite because under over during""".split()
)
PREFIX: Final = r"(?:a[ldnrstz]|ash|el|ul|ur|bin|ben|ibn|d|l)[-’']"  # al-Sisi, d’Estaing
PARTICLES: Final = frozenset(
    "de da di del van von der den bin ibn al el la le ten ter dos du".split()
)
_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_CUT: Final = re.compile(
    r",? (?=(?:who|whose|which|that|when|where|said|says|speaking|of|for|from|at|in|on|with|to|by|"
    r"via|near|during|after|before|under|on behalf|representing|including|along with)\b)"
)
_COMMA: Final = re.compile(r",\s+|\s+[–—-]\s+|;\s+")
_BEFORE_ROLE: Final = re.compile(r"^(?:\d{1,3}, )?(?:(?:an?|the|our|its|his|her) )?")
_PREFIXED: Final = re.compile(rf"{PREFIX}[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ]")
_RUN: Final = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.-]*(?:[’']s?)?(?: (?:of (?:the )?)?[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w.-]*(?:[’']s?)?)*"
)
_INDEFINITE: Final = frozenset({"a", "an", "the"})
_TRADES: Final = frozenset(
    "maker manufacturer producer retailer supplier developer lender insurer startup".split()
)
_MOST_NAME_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """The parts of a source. `name` is "" for a description, `head` its last noun then."""

    text: str
    determiner: str
    role: str
    name: str
    head: str
    place_or_body: bool  # the name is that of a country, city, institution or medium
    phrase: str = ""  # the words up to the first preposition, without the determiner

    @property
    def pronoun(self) -> bool:
        return self.text.lower() in PRONOUNS


@lru_cache(maxsize=2048)
def read_mention(text: str) -> Mention:
    """Return the parts of a source as an article writes it.

    >>> mention = read_mention("Russian Foreign Ministry’s official spokeswoman Maria Zakharova")
    >>> mention.name, mention.role
    ('Maria Zakharova', 'Russian Foreign Ministry’s official spokeswoman')
    >>> read_mention("the Director of the Space Agency, Ann Lee").name
    'Ann Lee'
    """
    cleaned = " ".join(_BRACKETS.sub("", text).strip(' \t\n,.;:“”"‘').split())
    head, *apposed = _COMMA.split(cleaned, maxsplit=1)
    apposition = apposed[0] if apposed else ""
    phrase, tail = _cut_phrase(head)
    words = phrase.split()
    determiner = words[0].lower() if words and words[0].lower() in DETERMINERS else ""
    if determiner:
        words = words[1:]
    role, name = split_name(words)
    if _is_no_name(name, tail):
        name = ""
    if name and _is_body(name, determiner, role) and tail.startswith("of "):
        name = f"{name} {tail}"
    if not name and apposition:
        swapped = _name_apposed(apposition)
        if swapped:
            return Mention(cleaned, determiner, f"{head}", swapped, "", place_or_body=False)
    full_role = _role_text(role, tail if not name or role else "", apposition)
    body = bool(name) and (
        _is_body(name, determiner, role) or (not tail and _tells_body(apposition))
    )
    return Mention(
        cleaned,
        determiner,
        full_role,
        name,
        "" if name else _last(words),
        body,
        " ".join(words),
    )


def _tells_body(apposition: str) -> bool:
    """Whether what stands after a name is that of a body: "a maker of rails", "a bank in Hull"."""
    determiner, _, rest = _cut_phrase(apposition)[0].partition(" ")
    last = bare(rest.rpartition(" ")[2])
    return determiner.lower() in _INDEFINITE and (last in BODIES or last in _TRADES)


def _is_no_name(name: str, tail: str) -> bool:
    """Whether what looks like a name is a time or opens a phrase: "Speaking at a briefing"."""
    first = bare(name.partition(" ")[0]) if name else ""
    opens = bool(tail) and name.endswith("ing") and " " not in name and name not in PLACES
    return opens or name in ADJECTIVES or (first in NOT_NAMES and first not in GIVEN_NAMES)


def _cut_phrase(head: str) -> tuple[str, str]:
    match = _CUT.search(head)
    if not match or not match.start():
        return head, ""
    return head[: match.start()], head[match.end() :]


def _name_apposed(apposition: str) -> str:
    """Return the name in "the director, Ann Lee" where nothing but a name follows."""
    words = _COMMA.split(apposition)[0].split()
    role, name = split_name(words)
    return name if name and not role and not _is_body(name, "", "") else ""


def _role_text(role: str, tail: str, apposition: str) -> str:
    joined = " ".join(part for part in (role, tail) if part)
    return joined or _BEFORE_ROLE.sub("", apposition)


def _last(words: list[str]) -> str:
    return without_possessive(words[-1]).lower() if words else ""


def split_name(words: list[str]) -> tuple[str, str]:
    """Return the role before a name and the name, of a phrase without its determiner.

    The name is the last run of capital words, less offices, bodies and nationalities
    in front of it; a phrase that ends in a common noun has none.

    >>> split_name("Senate Minority Whip Dick Durbin".split())
    ('Senate Minority Whip', 'Dick Durbin')
    >>> split_name("senior campaign aide".split())
    ('senior campaign aide', '')
    """
    start = _run_start(words)
    run = words[start:]
    if not run:
        return " ".join(words), ""
    skip = _role_words(run)
    name = run[skip:]
    if not name or (len(name) > _MOST_NAME_WORDS and not _ends_in_body(name)):
        return " ".join(words), ""
    return " ".join(words[: start + skip]), without_possessive(" ".join(name))


def _run_start(words: list[str]) -> int:
    start = len(words)
    while start and (
        _capital(words[start - 1]) or (words[start - 1] in PARTICLES and start < len(words))
    ):
        start -= 1
    return start


def _capital(word: str) -> bool:
    if word[0].isupper() or (word[0].isdigit() and len(word) > 1 and word[-1].isupper()):
        return True
    return bool(_PREFIXED.match(word))


def _role_words(run: list[str]) -> int:
    """Return how many words at the front of a run are role, nationality or institution."""
    if _ends_in_body(run):
        return 0
    for index in range(len(run) - 1):
        if bare(run[index]) in GIVEN_NAMES and not _is_role_word(run[index]):
            return index if any(_is_role_word(word) for word in run[:index]) else 0
    if is_office(run[-1]) and len(run[-1]) > 1:
        return len(run)
    roles = (index for index in range(len(run) - 1, 0, -1) if _is_role_word(run[index - 1]))
    skip = next(roles, 0)
    if skip == len(run) - 1 and not any(is_office(word) for word in run[:skip]):
        return 0  # "Daily Caller" has no office before a surname
    while skip < len(run) - 1 and bare(run[skip]) in MODIFIERS:
        skip += 1
    return skip


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """Return a word in lower case without its stop or possessive."""
    return without_possessive(word).rstrip(".").lower()


def is_body(word: str) -> bool:
    """Whether a word says that what it ends is an institution."""
    return bare(word) in BODIES


def bodies_in(text: str) -> Iterator[str]:
    """Yield the institutions that a role or a description names.

    >>> list(bodies_in("official spokeswoman of the Russian Foreign Ministry"))
    ['Russian Foreign Ministry']
    """
    for run in _RUN.findall(text):
        words = run.split()
        last = next((i for i in range(len(words), 0, -1) if is_body(words[i - 1])), 0)
        if last:
            yield without_possessive(" ".join(words[:last]))


def is_office(word: str) -> bool:
    return bare(word) in OFFICES


def _is_role_word(word: str) -> bool:
    return (
        is_office(word)
        or bare(word) in BODIES
        or without_possessive(word) in ADJECTIVES
        or word.endswith(("’s", "'s"))
    )


def _ends_in_body(run: list[str]) -> bool:
    last = bare(run[-1])
    return last in BODIES and not (len(run) > 1 and bare(run[0]) in GIVEN_NAMES)


def _is_body(name: str, determiner: str, role: str) -> bool:
    words = name.split()
    if name in PLACES or _ends_in_body(words) or bare(words[0]) in BODIES:
        return True
    if role:
        return bare(role.rsplit(maxsplit=1)[-1]) in BODIES | DOCUMENTS
    return determiner == "the"
