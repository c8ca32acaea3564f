"""Reading the people and institutions of an article from its capital words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from statements.extraction.lexicon.countries import ADJECTIVES, PLACES
from statements.extraction.lexicon.given_names import GIVEN_NAMES
from statements.extraction.lexicon.known import institution_key
from statements.extraction.lexicon.roles import BODIES, GROUPS, MODIFIERS, OFFICES
from statements.extraction.model import READ, Zone, ZoneKind
from statements.extraction.names import foreign_letters, name_key
from statements.extraction.spans import Span
from statements.extraction.speakers_gender import (
    gender_of_name,
    gender_of_role,
    learn_gender,
)
from statements.extraction.speakers_mentions import (
    NOT_NAMES,
    PREFIX,
    bare,
    is_body,
    split_name,
)
from statements.extraction.speakers_roles import prefix_role, role_after
from statements.extraction.speakers_roster import Institution, Person, Roster
from statements.extraction.words import WORDS

# A title keeps its stop; the look-behinds, one a length, are only tried where a stop stands.
_STOP = (
    r"(?:\.(?:(?<=\b(?:Mr|Ms|Dr|Lt|St)\.)|(?<=\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Maj|Sgt|Rev|Adm)\.)"
    r"|(?<=\b(?:Sens|Reps|Govs|Capt|Prof)\.)|(?<=\b[A-Z]\.)))?"
)
_WORD = rf"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚА-ЯԱ-Ֆ][\w-]*(?:[’'](?!s\b)[\w-]+)*{_STOP}(?:[A-Z]\.)?"
_PARTICLE = r"(?:de|da|di|del|van|von|der|den|bin|ibn|al|el|la|le|dos|du)"
_RUN: Final = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}(?:{PREFIX})?{_WORD}){{0,7}}")
_TITLE_CASE: Final = 0.85  # share of capitals among long words that makes it title case
_FAITHS: Final = frozenset(
    "jews muslims christians catholics hindus sikhs buddhists".split()
)
_NOBODY: Final = BODIES | frozenset(PLACES)
_NO_SURNAME: Final = BODIES | MODIFIERS | NOT_NAMES


@dataclass(frozen=True, slots=True)
class _Draft:
    """A person while the article is still being read; its lists grow."""

    name: str
    roles: list[str]
    spans: list[Span]

    def note(self, role: str, span: Span) -> None:
        self.spans.append(span)
        if role:
            self.roles.append(role)


class _Standing(Enum):
    """Whether capital words can be a person's name, by themselves."""

    NEVER = auto()
    WITH_A_ROLE = auto()
    WITH_A_SIGN = auto()  # a role, or the surname alone elsewhere
    SURELY = auto()


class _Run(NamedTuple):
    """What capital words that stand together are, wherever they stand."""

    role: str
    name: str
    first: str
    last: str
    standing: _Standing
    may_be_surname: bool
    body: str  # the institution they name, "" if none


def read_roster(text: str, zones: Iterable[Zone]) -> Roster:
    """Return everyone the article names in its text, headline and captions."""
    read = READ | {ZoneKind.CAPTION, ZoneKind.SUBHEADING}
    runs: list[re.Match[str]] = []
    for zone in zones:
        if zone.kind in read:
            runs += _find_runs(text, zone)
    if not text.isascii():
        runs = [run for run in runs if not foreign_letters(run[0])]
    written = [run.group() for run in runs]
    known = list(map(_read_run, written))
    ends = [run.end() for run in runs]
    drafts = _draft_people(text, list(zip(known, ends, strict=True)), frozenset(written))
    starts = sorted(span.start for draft in drafts for span in draft.spans)
    people = [
        Person(
            draft.name,
            learn_gender(text, draft.name, draft.roles, draft.spans, starts),
            tuple(dict.fromkeys(draft.roles)),
        )
        for draft in drafts
    ]
    mentions = sorted((span, index) for index, d in enumerate(drafts) for span in d.spans)
    return Roster(people, mentions, _find_institutions(text, runs, known))


def _find_runs(text: str, zone: Zone) -> Iterator[re.Match[str]]:
    """Return the runs of capital words of a zone; in title case only those a comma sets off."""
    runs = _RUN.finditer(text, zone.start, zone.end)
    if not _is_title_case(text, zone):
        return runs
    return (run for run in runs if text[run.end() : run.end() + 1] in {",", ":", ";"})


def _is_title_case(text: str, zone: Zone) -> bool:
    """Whether a headline capitalises its common words too, so that capitals tell no names."""
    if zone.kind is not ZoneKind.HEADLINE:
        return False
    words = [word for word in text[zone.start : zone.end].split() if len(word) > 3]  # noqa: PLR2004
    return sum(not word[0].islower() for word in words) > _TITLE_CASE * len(words)


def _draft_people(
    text: str, runs: Sequence[tuple[_Run, int]], written: Set[str]
) -> list[_Draft]:
    """Return the people whom runs of capital words name; each run comes with its end."""
    drafts: list[_Draft] = []
    by_surname: defaultdict[str, list[_Draft]] = defaultdict(list)
    never = _Standing.NEVER
    for run, end in ((run, end) for run, end in runs if run.standing is not never):
        span = Span(end - len(run.name), end)
        before = prefix_role(text, span.start)
        if not _is_person(text, run, before, span.end, written):
            continue
        same = by_surname[name_key(run.last)]
        draft = _same_person(same, run.first)
        if draft is None:
            draft = _Draft(run.name, [], [])
            drafts.append(draft)
            same.append(draft)
        draft.note(before or role_after(text, span.end), span)
    by_first = _by_first_name(drafts)
    singles = ((run, end) for run, end in runs if run.name and run.first is run.last)
    for run, end in singles:
        same = by_surname[name_key(run.name)] or by_first.get(run.name, [])
        if same or run.may_be_surname:
            span = Span(end - len(run.name), end)
            _place_single(text, run, span, drafts, same)
    return drafts


def _by_first_name(drafts: Iterable[_Draft]) -> dict[str, list[_Draft]]:
    """Return the people who are the only ones of their first name: "Hillary", "Xi"."""
    found: defaultdict[str, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        found[draft.name.partition(" ")[0]].append(draft)
    return {
        name: same for name, same in found.items() if len(same) == 1 and name not in PLACES
    }


def _same_person(drafts: Sequence[_Draft], first: str) -> _Draft | None:
    key = name_key(first)
    return next((d for d in drafts if name_key(d.name).split()[0] == key), None)


@lru_cache(maxsize=4096)
def _read_run(written: str) -> _Run:
    every = written.split()
    skip = 0
    while skip < len(every) and _opens_sentence(every[skip]):
        skip += 1
    role, name = split_name(every[skip:])
    words = name.split() or [""]
    standing = _standing(words) if len(words) > 1 else _Standing.NEVER
    surname = len(words) == 1 and _may_be_surname(words[0])
    return _Run(role, name, words[0], words[-1], standing, surname, _body_of(every))


def _opens_sentence(word: str) -> bool:
    """Whether a capital word is a common one that only begins its sentence."""
    folded = word.lower()
    return folded in NOT_NAMES or (folded in WORDS and folded not in GIVEN_NAMES)


def _standing(words: Sequence[str]) -> _Standing:
    plain = [bare(word) for word in words]
    if plain[0] in NOT_NAMES or " ".join(words) in PLACES or _is_people(words, plain):
        return _Standing.NEVER
    if plain[0] in GIVEN_NAMES:
        return _Standing.WITH_A_ROLE if plain[-1] in BODIES else _Standing.SURELY
    if _NOBODY.isdisjoint(plain) and _NOBODY.isdisjoint(words):
        return _Standing.WITH_A_SIGN
    return _Standing.NEVER


def _is_person(text: str, run: _Run, role: str, end: int, written: Set[str]) -> bool:
    if run.standing is _Standing.SURELY or role:
        return True
    named = run.standing is _Standing.WITH_A_SIGN
    return named and (bool(role_after(text, end)) or run.last in written)


def _is_people(words: Sequence[str], plain: Sequence[str]) -> bool:
    """Whether capital words name many: "European Jews", "Virginia Democrats"."""
    many = plain[-1] in GROUPS or plain[-1] in _FAITHS or words[-1][:-1] in ADJECTIVES
    return many or (words[0] in ADJECTIVES and plain[0] not in GIVEN_NAMES)


def _place_single(
    text: str, run: _Run, span: Span, drafts: list[_Draft], same: list[_Draft]
) -> None:
    """Give a surname to the person who bears it; a title before it can make a new person."""
    title = run.role or prefix_role(text, span.start)
    if not title and not same:
        return
    gender = gender_of_role(title, honorific=True)
    fitting = [d for d in same if not gender or gender_of_name(d.name) in {gender, ""}]
    if not fitting:
        if not run.may_be_surname or not _is_office(title):
            return
        fitting = [_Draft(run.name, [], [])]
        same.append(fitting[0])
        drafts.append(fitting[0])
    max(fitting, key=lambda draft: len(draft.spans)).note(title, span)


def _is_office(title: str) -> bool:
    return bool(title) and bare(title.rsplit(maxsplit=1)[-1]) in OFFICES


def _may_be_surname(word: str) -> bool:
    if not word or bare(word) in _NO_SURNAME:
        return False
    return word not in PLACES and not word.isupper()


def _find_institutions(
    text: str, runs: Sequence[re.Match[str]], known: Sequence[_Run]
) -> list[Institution]:
    found: list[Institution] = []
    for index, run in enumerate(known):
        if not run.body:
            continue
        name, start = run.body, runs[index].start()
        previous = runs[index - 1] if index else None
        if previous and text[previous.end() : start] in {"’s ", "'s "}:
            name = f"{previous.group()}’s {name}"
            start = previous.start()
        found.append(Institution(name, institution_key(name), start))
    return found


def _body_of(words: Sequence[str]) -> str:
    """Return the institution that a run of capital words names, "" if it names none."""
    end = len(words)
    while end and not is_body(words[end - 1]):
        end -= 1
    if not end:
        return ""
    start = 1 if words[0].lower() in {"the", "a", "an"} else 0
    return " ".join(words[start:end])
