"""Did you mean: a question near the one that found nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connections

from statements.asking import AMONG, one_value
from statements.search.analysis import stem
from statements.search.lookup import FEW_WORDS
from statements.search.query import Field, Form, Query, Term, value_of
from statements.search.writing import name_words

MOST_WORDS = FEW_WORDS  # unknown ones of a question that are held against the record
SHORTEST, LONGEST = 3, 20  # letters
type Asked = tuple[str, Sequence[Any]]  # a question and its values
_WORDS = (
    "SELECT 'text', term, CAST(count AS text) FROM statements_indexterm WHERE term {0}"
    " UNION ALL SELECT 'name', w.word, CAST(count(*) AS text) FROM statements_nameword AS w"
    " JOIN statements_speakername AS n ON n.id = w.name_id"
    " WHERE w.word {0} AND n.state = 'assigned' GROUP BY w.word"
    " UNION ALL SELECT 'outlet', name || ' ' || domain, '' FROM statements_outlet"
)
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя")


@dataclass(frozen=True, slots=True)
class Known:
    """Which words are on record, how often, and as what."""

    texts: Mapping[str, int] = field(default_factory=dict)  # statements, as last counted
    names: Mapping[str, int] = field(default_factory=dict)  # names of speakers
    outlets: Mapping[str, int] = field(default_factory=dict)  # names of outlets
    beside: Sequence[tuple[str, str, str]] = ()  # what was asked beside

    def words(self) -> Mapping[str, int]:
        """Return how often words stand in texts or names."""
        both = {*self.texts, *self.names}
        return {word: self.texts.get(word, 0) + self.names.get(word, 0) for word in both}


def suggest(query: Query, using: str = "default") -> Query | None:
    """Return the question with words and names that stand nowhere replaced, None if it is fine so.

    A replacement differs by one letter: left out, added, changed or exchanged with the
    next. Of several the most frequent is taken.
    """
    meant, _ = suggest_from(query, using)
    return None if meant == query else meant


def nearest_name(kind: str, typed: str, using: str = "default") -> str:
    """Return words of names on record near those typed for a speaker or an outlet, "" for none."""
    meant = suggest(Query(fields=(Field(kind, value_of(typed)),)), using)
    return meant.fields[0].value.replace("-", " ") if meant else ""


def suggest_from(
    query: Query, using: str = "default", *beside: Asked
) -> tuple[Query, Known]:
    """Return what `suggest` does, or the question as it is, and what is known of its words.

    That takes one question, or another before it where many words were not looked up yet.
    Rows of three texts can be asked for `beside`.
    """
    words = {term.forms[0] for term in query.terms if term.kind is Form.WORD}
    people, outlets = _named(query, "speaker"), _named(query, "outlet")
    strange = words - {spelling.form for spelling in query.spellings}
    many = len({*strange, *people}) > MOST_WORDS
    told = _told(query, {*words, *people}, using) if many else Known()
    each = (
        *_nearest_of(strange, told.words()).values(),
        *_nearest_of(people, told.names).values(),
    )
    near = look_up(
        [*words, *people, *(one for some in each for one in some)], using, *beside
    )
    better = _better(_nearest_of(words, near.words()), near.words(), near.names)
    renamed = _better(_nearest_of(people, near.names), near.names, near.names)
    missing = _nearest_of(outlets, near.outlets)
    moved = _better(missing, near.outlets, near.outlets)
    meant = replace(
        query,
        groups=_each_once(
            _each_once(_mended(term, better) for term in group) for group in query.groups
        ),
        fields=_each_once(
            _renamed(_renamed(field, "speaker", renamed), "outlet", moved)
            for field in query.fields
        ),
    )
    return (query if meant == query else replace(meant, repairs=(), spellings=())), near


def _told(query: Query, words: set[str], using: str) -> Known:
    """Return which of many words are on record, as the answer may have looked up already."""
    if query.lookup and words <= query.lookup.wanted.counted:
        return Known(query.lookup.texts, query.lookup.names)
    return look_up(words, using)


def _each_once[One](items: Iterable[One]) -> tuple[One, ...]:
    """Return them as a question has them: what was mended may stand there already."""
    return tuple(dict.fromkeys(items))


def _nearest_of(words: Iterable[str], known: Collection[str]) -> dict[str, list[str]]:
    """Return what is one letter off, for the first few of these words that are not known."""
    unknown = sorted(w for w in {*words} - {*known} if SHORTEST <= len(w) <= LONGEST)
    return {word: list(_one_off(word)) for word in unknown[:MOST_WORDS]}


def _better(
    near: Mapping[str, Iterable[str]], often: Mapping[str, int], names: Collection[str]
) -> dict[str, str]:
    """Return the most frequent of what is near each word, where there is anything."""
    return {
        form: max(known, key=lambda other: (often[other], other))
        for form, others in near.items()
        if (known := [other for other in others if other in often])
        # Another form of the same word is found anyway, but not of a name.
        and stem(form) not in (stem(other) for other in known if other not in names)
    }


def _named(query: Query, name: str) -> list[str]:
    values = (*query.values(name), *query.values(name, excluded=True))
    return [word for value in values for word in value.split("-")]


def _renamed(field: Field, name: str, better: Mapping[str, str]) -> Field:
    if field.name != name:
        return field
    value = "-".join(better.get(word, word) for word in field.value.split("-"))
    return field if value == field.value else Field(name, value, field.excluded)


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


def look_up(words: Iterable[str], using: str = "default", *beside: Asked) -> Known:
    """Return which of these words are on record, all words of outlets' names, and more `beside`."""
    vendor = connections[using].vendor
    wanted = one_value(dict.fromkeys(words), vendor)
    questions = [(_WORDS.format(AMONG[vendor]), [wanted, wanted]), *beside]
    with connections[using].cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(question for question, _ in questions),
            [value for _, values in questions for value in values],
        )
        rows = cursor.fetchall()
    outlets = [name_words(called) for kind, called, _ in rows if kind == "outlet"]
    return Known(
        {word: int(count) for kind, word, count in rows if kind == "text"},
        {word: int(count) for kind, word, count in rows if kind == "name"},
        Counter(word for words in outlets for word in words),
        [row for row in rows if row[0] not in {"text", "name", "outlet"}],
    )
