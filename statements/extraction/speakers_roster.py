"""Who is named in an article: its people and institutions, and where."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from statements.extraction.lexicon.countries import PLACES
from statements.extraction.lexicon.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from statements.extraction.lexicon.known import find_known, institution_key
from statements.extraction.lexicon.roles import BODIES, FEMALE, MALE, MODIFIERS, OFFICES
from statements.extraction.model import READ, Zone, ZoneKind
from statements.extraction.names import name_key
from statements.extraction.spans import Span
from statements.extraction.speakers_mentions import bare, split_name
from statements.extraction.words import WORDS

_TITLE = r"(?:Sens?|Reps?|Govs?|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Prof|Rev|St|Adm)\."
_WORD = r"[A-ZÀ-Þ][\w-]*(?:[’'](?!s\b)[\w-]+)*"
_ITEM = rf"(?:{_TITLE}|[A-Z]\.(?:[A-Z]\.)?|{_WORD})"
_RUN: Final = re.compile(
    rf"{_ITEM}(?: (?:(?:de|da|di|del|van|von|der|den|bin|ibn|al|el|la|le|dos|du) ){{0,2}}{_ITEM}){{0,7}}"
)
_CLAUSE: Final = re.compile(r"[,;:()“”\"\n–—]|[a-z]{3}[.!?] ")
_APPOSITION: Final = re.compile(
    r",? \(?(?:who (?:is|was) )?((?:an?|the|its|his|her)? ?[^,.;:“”()]{3,120})"
)
_PRONOUN: Final = re.compile(r"\b(?:(she|her|hers)|(he|him|his))\b", re.IGNORECASE)
_NOT_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december the a an in on at but and for if it he
    she they we i this that there what when where why how asked after before speaking meanwhile
    however according as with from to by no not so yes also both some many most his her their
    its our my your these those who whose while since despite because under over during""".split()
)
_NO_SURNAME: Final = BODIES | MODIFIERS | _NOT_NAMES
_ROLE_REACH: Final = 120  # characters before a name in which its role can stand
_WITHIN: Final = 250  # a pronoun this close to a name, no other between, means it


@dataclass(frozen=True, slots=True)
class Person:
    """A person an article names."""

    name: str
    surname: str
    gender: str  # "female", "male" or ""
    roles: tuple[str, ...]
    first: int  # offset of the first mention


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution an article names; `key` is what tells it from another."""

    name: str
    key: frozenset[str]
    start: int


@dataclass(frozen=True, slots=True)
class Roster:
    """The people and institutions of an article in order of mention."""

    people: tuple[Person, ...] = ()
    mentions: tuple[tuple[Span, int], ...] = ()  # where, and the index of the person
    institutions: tuple[Institution, ...] = ()
    _offsets: tuple[int, ...] = field(default=(), repr=False)

    def find_person(self, name: str) -> Person | None:
        """Return the person a full name or a surname means, the most named if several bear it."""
        words = name_key(name).split()
        if not words:
            return None
        same = [p for p in self.people if _fits(words, name_key(p.name).split())]
        if len(same) > 1:
            counts = Counter(index for _, index in self.mentions)
            same.sort(key=lambda p: -counts[self.people.index(p)])
        return same[0] if same else None

    def people_before(self, offset: int) -> Iterable[Person]:
        """Yield the people mentioned before `offset`, the nearest first, each once."""
        seen: set[int] = set()
        for _, index in reversed(self.mentions[: bisect_left(self._offsets, offset)]):
            if index not in seen:
                seen.add(index)
                yield self.people[index]

    def spans_of(self, person: Person) -> list[Span]:
        """Return where a person is named, in order."""
        return [span for span, index in self.mentions if self.people[index] is person]

    def person_at(self, end: int) -> Person | None:
        """Return the person whose name ends at `end`, if one does."""
        at = bisect_left(self._offsets, end) - 1
        if at < 0 or self.mentions[at][0].end != end:
            return None
        return self.people[self.mentions[at][1]]


def _fits(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a spelling can mean a full name: its surname, or given name and surname."""
    if len(words) == 1:
        return words[0] == full[-1] or list(words) == list(full)
    return words[-1] == full[-1] and words[0] == full[0]


@dataclass(slots=True)
class _Draft:
    """A person while the article is still being read."""

    name: str
    roles: list[str]
    spans: list[Span]


def read_roster(text: str, zones: Iterable[Zone]) -> Roster:
    """Return everyone the article names in its text, headline and captions."""
    read = READ | {ZoneKind.CAPTION, ZoneKind.SUBHEADING}
    runs = [
        match
        for zone in zones
        if zone.kind in read
        for match in _RUN.finditer(text, zone.start, zone.end)
    ]
    drafts = _draft_people(text, runs)
    people = tuple(_finish(text, draft, drafts) for draft in drafts)
    mentions = sorted(
        (span, index) for index, draft in enumerate(drafts) for span in draft.spans
    )
    offsets = tuple(span.start for span, _ in mentions)
    return Roster(people, tuple(mentions), _find_institutions(text, runs), offsets)


def _draft_people(text: str, runs: Sequence[re.Match[str]]) -> list[_Draft]:
    alone = Counter(run.group() for run in runs if " " not in run.group())
    drafts: list[_Draft] = []
    by_surname: defaultdict[str, list[_Draft]] = defaultdict(list)
    singles: list[tuple[str, str, int, int]] = []
    for run in runs:
        role, name = _name_of_run(run.group())
        start = run.end() - len(name)
        words = name.split()
        if len(words) < 2:  # noqa: PLR2004
            if words:
                singles.append((words[0], role, start, run.end()))
            continue
        before = prefix_role(text, start)
        if not _is_person(text, words, before, run.end(), alone):
            continue
        draft = _same_person(by_surname[name_key(words[-1])], words)
        if draft is None:
            draft = _Draft(name, [], [])
            drafts.append(draft)
            by_surname[name_key(words[-1])].append(draft)
        _note(draft, before or _role_after(text, run.end()), start, run.end())
    _place_singles(text, singles, drafts, by_surname)
    return drafts


def _note(draft: _Draft, role: str, start: int, end: int) -> None:
    draft.spans.append(Span(start, end))
    if role:
        draft.roles.append(role)


def _same_person(drafts: Sequence[_Draft], words: Sequence[str]) -> _Draft | None:
    first = name_key(words[0])
    return next((d for d in drafts if name_key(d.name).split()[0] == first), None)


@lru_cache(maxsize=4096)
def _name_of_run(run: str) -> tuple[str, str]:
    words = run.split()
    skip = 0
    while skip < len(words) and _opens_sentence(words[skip]):
        skip += 1
    return split_name(words[skip:])


def _opens_sentence(word: str) -> bool:
    """Whether a capital word is a common one that only begins its sentence."""
    folded = word.lower()
    return folded in _NOT_NAMES or (folded in WORDS and folded not in GIVEN_NAMES)


def prefix_role(text: str, start: int) -> str:
    """Return the role that stands before the name at `start`, "" if none does.

    >>> prefix_role("The mayor's press secretary Ann Lee", 28)
    "mayor's press secretary"
    """
    window = text[max(0, start - _ROLE_REACH) : start]
    if window[-1:] not in {" ", "\u00a0"}:
        return ""
    kept: list[str] = []
    for word in reversed(_CLAUSE.split(window)[-1].split()):
        plain = bare(word)
        capital = word[0].isupper() and plain not in _NOT_NAMES
        if not (capital or plain in OFFICES or plain in MODIFIERS or plain in BODIES):
            break
        kept.append(word)
    kept.reverse()
    return " ".join(kept) if any(bare(word) in OFFICES for word in kept) else ""


def _role_after(text: str, end: int) -> str:
    match = _APPOSITION.match(text, end, end + 130)
    if not match or text[end] != ",":
        return ""
    words = {bare(word) for word in match.group(1).split()}
    return match.group(1).strip() if words & OFFICES else ""


def _is_person(
    text: str, words: Sequence[str], role: str, end: int, alone: Counter[str]
) -> bool:
    plain = [bare(word) for word in words]
    if any(word in _NOT_NAMES for word in plain[:1]) or " ".join(words) in PLACES:
        return False
    if plain[0] in GIVEN_NAMES:
        return plain[-1] not in BODIES or bool(role)
    if any(word in BODIES or word in PLACES for word in (*plain, *words)):
        return False
    return bool(role) or bool(_role_after(text, end)) or alone[words[-1]] > 0


def _place_singles(
    text: str,
    singles: Sequence[tuple[str, str, int, int]],
    drafts: list[_Draft],
    by_surname: defaultdict[str, list[_Draft]],
) -> None:
    for word, role, start, end in singles:
        key = name_key(word)
        candidates = by_surname[key]
        if not candidates:
            title = role or prefix_role(text, start)
            if (
                not _titled(title)
                or bare(word) in _NO_SURNAME
                or word in PLACES
                or word.isupper()
            ):
                continue
            candidates.append(_Draft(word, [], []))
            drafts.append(candidates[0])
        draft = _dominant(candidates, role)
        _note(draft, role or prefix_role(text, start), start, end)


def _titled(role: str) -> bool:
    """Whether a role ends in an office, so that what follows is a surname."""
    return bool(role) and bare(role.rsplit(maxsplit=1)[-1]) in OFFICES


def _dominant(candidates: Sequence[_Draft], role: str) -> _Draft:
    """Return whom a bare surname means: of the title's gender, then the most named."""
    words = {bare(word) for word in role.split()}
    wanted = "female" if words & FEMALE else "male" if words & MALE else ""
    if wanted:
        fitting = [d for d in candidates if _given_gender(d.name) in {wanted, ""}]
        candidates = fitting or candidates
    return max(candidates, key=lambda draft: len(draft.spans))


def _given_gender(name: str) -> str:
    first = name_key(name).split()[0]
    return "female" if first in FEMALE_NAMES else "male" if first in MALE_NAMES else ""


def _finish(text: str, draft: _Draft, drafts: Sequence[_Draft]) -> Person:
    known = find_known(draft.name)
    gender = (known.gender if known else "") or _gender_of(text, draft, drafts)
    roles = tuple(dict.fromkeys(draft.roles))
    return Person(draft.name, draft.name.split()[-1], gender, roles, min(draft.spans).start)


def _gender_of(text: str, draft: _Draft, drafts: Sequence[_Draft]) -> str:
    words = {bare(word) for role in draft.roles for word in role.split()}
    if words & FEMALE and not words & MALE:
        return "female"
    if words & MALE and not words & FEMALE:
        return "male"
    given = _given_gender(draft.name)
    if given:
        return given
    if " " in draft.name and name_key(draft.name).endswith(("ova", "eva", "skaya")):
        return "female"
    return _gender_by_pronouns(text, draft, drafts)


def _gender_by_pronouns(text: str, draft: _Draft, drafts: Sequence[_Draft]) -> str:
    others = sorted(at for other in drafts if other is not draft for at, _ in other.spans)
    votes: Counter[str] = Counter()
    for _, end in draft.spans:
        following = bisect_left(others, end)
        stop = min(
            end + _WITHIN, others[following] if following < len(others) else len(text)
        )
        match = _PRONOUN.search(text, end, max(stop, end))
        if match:
            votes["female" if match.group(1) else "male"] += 1
    if not votes or (len(set(votes.values())) == 1 and len(votes) > 1):
        return ""
    return votes.most_common(1)[0][0]


def _find_institutions(text: str, runs: Sequence[re.Match[str]]) -> tuple[Institution, ...]:
    found: list[Institution] = []
    for index, run in enumerate(runs):
        words = run.group().split()
        body = next(
            (i for i in range(len(words), 0, -1) if bare(words[i - 1]) in BODIES), 0
        )
        if not body:
            continue
        name, start = " ".join(words[:body]), run.start()
        if words[0].lower() in {"the", "a", "an"}:
            name = " ".join(words[1:body])
        previous = runs[index - 1] if index else None
        if previous and text[previous.end() : start] in {"’s ", "'s "}:
            name = f"{previous.group()}’s {name}"
            start = previous.start()
        if name:
            found.append(Institution(name, institution_key(name), start))
    return tuple(found)
