"""The words that one speaker uses and others do not, counted by statements."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statements.models import Statement
from statements.models.record import StatementQuerySet
from statements.search.analysis import terms

OWN = 200  # newest statements of a speaker that are read
OTHERS = 1_000  # newest statements of everybody
ENOUGH = 12  # statements, below which nothing is characteristic
MOST = 12  # words named
LEAST = 3  # statements that a word must stand in
LETTERS = 4
TWICE = 2.0  # as often as others use it

REPORTED = Statement.Kind.INDIRECT

# Words that hold a sentence together and say nothing of what it is about.
_FUNCTION = frozenset(
    """
    about above according added adding after again against all also although always among and
    another any are around because been before being below between both but came can cannot come
    could did does done during each either even ever every first for from further had has have her
    here hers him his how however into its itself just know last like made make many may might more
    most much must need neither never next not nothing now off often once one only other others our
    ours out over own particular perhaps rather really regard said same say saying says second see
    should since some something still stressed such take than that the their theirs them then there
    therefore these they thing things this those though through thus time today together told too
    toward towards two under until upon very want was way well were what when where whether which
    while who whole whom whose why will with within without would year years yes yet you your
    """.split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many texts each stem stands, and how it is mostly written."""

    texts: int
    stems: Counter[str]
    written: dict[str, str]

    def count(self, stem: str) -> int:
        """Return in how many of the texts the word stands."""
        return self.stems[stem]


def count_words(texts: Iterable[str]) -> Counted:
    """Return in how many of the texts each word stands, all its forms taken together.

    >>> counted = count_words(["Weapons, weapons!", "A weapon"])
    >>> counted.stems["weapon"], counted.written["weapon"]
    (2, 'weapons')
    """
    read = [dict.fromkeys(terms(text)) for text in texts]
    telling = {pair for pair in set().union(*read) if _counts(pair[0])}
    stems: Counter[str] = Counter()
    forms: Counter[tuple[str, str]] = Counter()
    for pairs in read:
        kept = [pair for pair in pairs if pair in telling]
        forms.update(kept)
        stems.update({stem for _, stem in kept})
    written = {stem: form for (form, stem), _ in reversed(forms.most_common())}
    return Counted(len(read), stems, written)


def _counts(form: str) -> bool:
    return len(form) >= LETTERS and form.isalpha() and form not in _FUNCTION


def telling_words(
    own: Counted, others: Counted | Others, without: Iterable[str] = ()
) -> list[str]:
    """Return the words that tell these texts from others, the most telling first.

    A word counts by how much more often it stands in them, and by how often at all.
    """
    if own.texts < ENOUGH:
        return []
    left_out = set(without)
    scored = {
        stem: number * math.log(times)
        for stem, number in own.stems.items()
        if number >= LEAST
        and stem not in left_out
        and (times := _times(own, others, stem)) >= TWICE
    }
    best = sorted(scored, key=lambda stem: (-scored[stem], stem))[:MOST]
    return [own.written[stem] for stem in best]


def _times(own: Counted, others: Counted | Others, stem: str) -> float:
    """Return how many times as often the word stands in one statement as in another's."""
    return (own.stems[stem] / own.texts) / ((others.count(stem) + 1) / (others.texts + 1))


@dataclass(frozen=True, slots=True)
class Everybody:
    """The words of the newest statements on record, together and by speaker."""

    together: Counted
    by: Mapping[int | None, Counted]

    def but(self, speaker: int) -> Others:
        """Return the words of all others."""
        return Others(self.together, self.by.get(speaker, _NOBODY))


@dataclass(frozen=True, slots=True)
class Others:
    """Words of everybody but one: worked out only for those that are looked at."""

    together: Counted
    but: Counted

    @property
    def texts(self) -> int:
        return self.together.texts - self.but.texts

    def count(self, stem: str) -> int:
        """Return in how many of the texts the word stands."""
        return self.together.stems[stem] - self.but.stems[stem]


_NOBODY = Counted(0, Counter(), {})


def count_everybody(statements: StatementQuerySet) -> Everybody:
    """Return the words of the newest of these statements; reported speech is left out."""
    rows = statements.exclude(kind=REPORTED).order_by("-pk")
    texts: dict[int | None, list[str]] = {}
    for speaker, text in rows.values_list("speaker", "text")[:OTHERS]:
        texts.setdefault(speaker, []).append(text)
    by = {speaker: count_words(of_one) for speaker, of_one in texts.items()}
    stems: Counter[str] = Counter()
    for counted in by.values():
        stems.update(counted.stems)
    return Everybody(Counted(sum(map(len, texts.values())), stems, {}), by)


def own_words(quoted: Sequence[str], others: Others, name: str) -> list[str]:
    """Return the words that tell what one speaker was quoted with from what others were."""
    if len(quoted) < ENOUGH:
        return []
    names = [stem for _, stem in terms(name)]
    return telling_words(count_words(quoted), others, names)
