"""Plain words that are names: whom they mean, and under which other spellings they go. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from statements.search.lookup import MIN_TELLING, Lookup, Part, plain_words
from statements.search.query import Query, Spelling
from statements.search.writing import name_words


def with_spellings(query: Query, found: Lookup) -> Query:
    """Return the question with what is known of each plain word that is part of a name.

    A family name means those who bear it, and a first name or an initial beside it the same;
    an institution is meant by all words of one of its names. Other spellings of a family name
    come only from names that were assigned to the same person.
    """
    words = {} if query.spellings else plain_words(query)
    if not words:
        return query
    return replace(
        query,
        spellings=tuple(_spellings(words, found.parts)),
        namesakes=tuple(_namesakes(words, found.parts)),
    )


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
