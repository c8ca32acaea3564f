"""Did you mean: a question near the one that found nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Count

from statements.search.analysis import stem
from statements.search.query import Field, Form, Query, Term
from statements.search.writing import name_words

MOST_WORDS = 3  # unknown ones of a question that are held against the record
SHORTEST, LONGEST = 3, 20  # letters
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя")


def suggest(query: Query, using: str = "default") -> Query | None:
    """Return the question with words and names that stand nowhere replaced, None if it is fine so.

    A replacement differs by one letter: left out, added, changed or exchanged with the
    next. Of several the most frequent is taken.
    """
    words = [term.forms[0] for term in query.terms if term.kind is Form.WORD]
    better = _better(words, partial(_counts, using=using))
    people = _better(_named(query, "speaker"), partial(_speakers, using=using))
    outlets = _better(_named(query, "outlet"), partial(_outlets, using=using))
    meant = replace(
        query,
        groups=_each_once(
            _each_once(_mended(term, better) for term in group) for group in query.groups
        ),
        fields=_each_once(
            _renamed(_renamed(field, "speaker", people), "outlet", outlets)
            for field in query.fields
        ),
        repairs=(),
        spellings=(),
    )
    return None if meant == query else meant


def _each_once[One](items: Iterable[One]) -> tuple[One, ...]:
    """Return them as a question has them: what was mended may stand there already."""
    return tuple(dict.fromkeys(items))


def _better(
    words: Iterable[str], counts: Callable[[list[str]], Mapping[str, int]]
) -> dict[str, str]:
    """Return the nearest word on record for each that is not, where there is one."""
    wanted = sorted(set(words))
    unknown = sorted({*wanted} - counts(wanted).keys())[:MOST_WORDS]
    near = {
        form: list(_one_off(form)) for form in unknown if SHORTEST <= len(form) <= LONGEST
    }
    often = counts([form for forms in near.values() for form in forms])
    return {
        form: max(known, key=lambda other: (often[other], other))
        for form, others in near.items()
        if (known := [other for other in others if other in often])
        # Another form of the same word is found anyway.
        and stem(form) not in map(stem, known)
    }


def _named(query: Query, name: str) -> list[str]:
    values = (*query.values(name), *query.values(name, excluded=True))
    return [word for value in values for word in value.split("-")]


def _renamed(field: Field, name: str, better: Mapping[str, str]) -> Field:
    if field.name != name:
        return field
    words = (better.get(word, word) for word in field.value.split("-"))
    return replace(field, value="-".join(words))


def _mended(term: Term, better: dict[str, str]) -> Term:
    if term.kind is Form.WORD and term.forms[0] in better:
        return Term(Form.WORD, (better[term.forms[0]],))
    return term


def _one_off(form: str) -> Iterator[str]:
    """Yield what differs from `form` by one letter, in its own alphabet.

    >>> {"weapon", "waepon"} <= set(_one_off("weapno")) | set(_one_off("weapon"))
    True
    """
    letters = next((a for a in _ALPHABETS if any(c in a for c in form)), _ALPHABETS[0])
    for at in range(len(form) + 1):
        before, after = form[:at], form[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
            yield before + after[1:2] + after[0] + after[2:]


def _counts(forms: list[str], using: str) -> Mapping[str, int]:
    """Return how often those of these words stand on record that do, in texts or names."""
    counts: Counter[str] = Counter()
    if forms:
        terms = (
            _rows("IndexTerm", using).filter(term__in=forms).values_list("term", "count")
        )
        for word, count in terms.union(_names_with(forms, using), all=True):
            counts[word] += count
    return counts


def _speakers(words: list[str], using: str) -> Mapping[str, int]:
    """Return in how many names of speakers those of these words are that are in any."""
    return dict(_names_with(words, using)) if words else {}


def _names_with(words: list[str], using: str) -> Any:
    names = _rows("NameWord", using).filter(word__in=words, name__state="assigned")
    return names.values_list("word").annotate(Count("pk"))


def _outlets(words: list[str], using: str) -> Mapping[str, int]:
    """Return in how many names of outlets those of these words are that are in any."""
    if not words:
        return {}
    names = _rows("Outlet", using).values_list("name", "domain")
    called = (word for name, domain in names for word in name_words(f"{name} {domain}"))
    wanted = set(words)
    return Counter(word for word in called if word in wanted)


def _rows(model: str, using: str) -> Any:
    return apps.get_model("statements", model)._base_manager.using(using)
