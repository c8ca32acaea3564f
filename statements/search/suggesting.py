"""Did you mean: a word that stands nowhere, and the nearest one that stands somewhere."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.apps import apps
from django.db.models import Count

from statements.search.query import Form, Query, Term

MOST_WORDS = 3  # unknown ones of a question that are held against the record
SHORTEST, LONGEST = 3, 20  # letters
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя")


def suggest(query: Query, using: str = "default") -> Query | None:
    """Return the question with words that stand nowhere replaced, None if it is fine so.

    A replacement differs by one letter: left out, added, changed or exchanged with the
    next. Of several the most frequent is taken.
    """
    forms = {term.forms[0] for term in query.terms if term.kind is Form.WORD}
    unknown = sorted(forms - set(_counts(sorted(forms), using)))[:MOST_WORDS]
    near = {
        form: list(_one_off(form)) for form in unknown if SHORTEST <= len(form) <= LONGEST
    }
    counts = _counts([form for forms in near.values() for form in forms], using)
    better = {
        form: max(known, key=lambda other: (counts[other], other))
        for form, others in near.items()
        if (known := [other for other in others if other in counts])
    }
    if not better:
        return None
    return replace(
        query,
        groups=tuple(
            tuple(_mended(term, better) for term in group) for group in query.groups
        ),
        repairs=(),
        spellings=(),
    )


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


def _counts(forms: list[str], using: str) -> dict[str, int]:
    """Return how often those of these words stand on record that do, in texts or names."""
    if not forms:
        return {}
    terms, names = (
        apps.get_model("statements", model)._base_manager.using(using)
        for model in ("IndexTerm", "NameWord")
    )
    rows = terms.filter(term__in=forms).values_list("term", "count")
    named = names.filter(word__in=forms, name__state="assigned").values_list("word")
    counts: Counter[str] = Counter()
    for word, count in rows.union(named.annotate(Count("pk")), all=True):
        counts[word] += count
    return counts
