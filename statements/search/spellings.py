"""Plain words that are names: whom they mean, and under which other spellings they go."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

from django.db import connections

from statements.asking import AMONG, ask, one_value
from statements.search.query import Form, Names, Part, Query, Spelling
from statements.search.writing import name_words

MOST_NAMED = 200  # whose names are typed in one question
MOST_NAMESAKES = 10  # who bear a first name that was typed
MIN_TELLING = 4  # letters of a word that tells an institution from others: not "of"
MOST_WORDS = 400  # of their names that are read
_NAMED_SO = (
    "statements_nameword AS w JOIN statements_speakername AS n ON n.id = w.name_id"
    " JOIN statements_speaker AS s ON s.id = n.speaker_id"
)

# In SQL, because every question with a word in it begins with this one.
_PARTS = {
    vendor: "WITH bearer AS (SELECT * FROM (SELECT DISTINCT n.speaker_id"  # noqa: S608
    f" FROM {_NAMED_SO} WHERE w.word {among} AND n.state = 'assigned' AND w.last"
    " AND (s.kind = 'person' OR NOT EXISTS (SELECT 1 FROM statements_nameword AS o"
    f" WHERE o.name_id = n.id AND NOT (o.word {among})))"
    f" ORDER BY 1 LIMIT {MOST_NAMED}) AS meant UNION SELECT * FROM"
    f" (SELECT n.speaker_id FROM {_NAMED_SO} WHERE w.word {among}"
    " AND n.state = 'assigned' AND (s.kind = 'person' AND NOT w.last"
    f" OR s.kind <> 'person' AND length(w.word) >= {MIN_TELLING})"
    " GROUP BY n.speaker_id, n.id, s.kind HAVING s.kind = 'person' OR count(*) > 1"
    f" ORDER BY count(*) DESC, 1 LIMIT {MOST_NAMESAKES}) AS namesake)"
    " SELECT w.word, w.last, s.kind = 'person', n.name, n.speaker_id, n.id"
    " FROM bearer AS b JOIN statements_speakername AS n ON n.speaker_id = b.speaker_id"
    " JOIN statements_speaker AS s ON s.id = n.speaker_id"
    " JOIN statements_nameword AS w ON w.name_id = n.id WHERE n.state = 'assigned'"
    f" AND (w.word {among} OR s.kind = 'person' AND (w.last OR substr(w.word, 1, 1) {among}))"
    f" ORDER BY n.id, w.id LIMIT {MOST_WORDS}"
    for vendor, among in AMONG.items()
}


def with_spellings(query: Query, using: str = "default") -> Query:
    """Return the question with what is known of each plain word that is part of a name.

    A family name means those who bear it, and a first name or an initial beside it the same;
    an institution is meant by all words of one of its names. Other spellings of a family name
    come only from names that were assigned to the same person.
    """
    return spell_each([query], using)[0]


def spell_each(queries: Sequence[Query], using: str = "default") -> list[Query]:
    """Return these questions `with_spellings`, after one look at the names.

    None is needed where one of them knows the names already, as what was made of an answer does.
    """
    typed = [{} if query.spellings else _plain_words(query) for query in queries]
    words = frozenset(word for one in typed for word in one)
    if not words:
        return list(queries)
    read = (query.names for query in queries if query.names)
    names = next((known for known in read if words <= known.words), None)
    names = names or Names(words, tuple(_parts(words, using)))
    return [
        replace(
            query,
            spellings=tuple(_spellings(one, names.parts)),
            namesakes=tuple(_namesakes(one, names.parts)),
            names=names,
        )
        if one
        else query
        for query, one in zip(queries, typed, strict=True)
    ]


def _plain_words(query: Query) -> dict[str, str]:
    """Return the form of each plain word, by the word that names are looked up by."""
    return {
        term.forms[0].removesuffix("'s").replace("'", ""): term.forms[0]
        for term in query.terms
        if term.kind is Form.WORD
    }


def _spellings(words: Mapping[str, str], parts: Sequence[Part]) -> Iterator[Spelling]:
    """Yield what is known of each of these words, as far as somebody is meant by them."""
    bearers = {part.speaker for part in parts if _is_meant(part, words)}
    known = [part for part in parts if part.speaker in bearers]
    for word, form in words.items():
        mine = [part for part in known if _stands_for(word, part)]
        if mine:
            yield _spelling(form, word, mine, known)


def _namesakes(words: Mapping[str, str], parts: Sequence[Part]) -> list[int]:
    """Return who bears a first name among these words, or an institution with two of them.

    Nobody, where somebody is meant by them. Who has most of the words comes first.
    """
    if any(_is_meant(part, words) for part in parts):
        return []
    met: dict[tuple[int, str], int] = {}
    for part in parts:
        if part.word in words and (part.person or len(part.word) >= MIN_TELLING):
            place = part.speaker, part.name
            met[place] = met.get(place, 0) + (2 if part.person else 1)
    bearers = sorted((-count, speaker) for (speaker, _), count in met.items() if count > 1)
    return list(dict.fromkeys(speaker for _, speaker in bearers))


def _is_meant(part: Part, words: Mapping[str, str]) -> bool:
    """Return whether the bearer is: by the family name, an institution by all its words."""
    if not part.last or part.word not in words:
        return False
    return part.person or name_words(part.name).keys() <= words.keys()


def _stands_for(word: str, part: Part) -> bool:
    return word == part.word or (len(word) == 1 and part.person and part.word[0] == word)


def _spelling(
    form: str, word: str, mine: Sequence[Part], known: Sequence[Part]
) -> Spelling:
    family = {part.speaker for part in mine if part.family and part.word == word}
    different = [
        part
        for part in known
        if part.family and part.speaker in family and part.word != word
    ]
    return Spelling(
        form,
        tuple(dict.fromkeys(part.word for part in different)),
        tuple(sorted({part.speaker for part in mine})),
        tuple(dict.fromkeys(part.name.split()[-1] for part in different)),
    )


def _parts(words: Collection[str], using: str) -> list[Part]:
    """Return these words in the names of who may be meant, and their family names."""
    vendor = connections[using].vendor
    wanted = one_value(words, vendor)
    initials = one_value((word for word in words if len(word) == 1), vendor)
    rows = ask(_PARTS[vendor], [wanted, wanted, wanted, wanted, initials], using)
    return [
        Part(word, bool(last), bool(person), name, speaker)
        for word, last, person, name, speaker, _ in sorted(rows, key=itemgetter(3, 5))
    ]
