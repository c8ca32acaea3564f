"""One look at the record for all names, beginnings and words of a question, or of several."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connections

from statements.asking import AMONG, ask, one_value
from statements.search.backends import backend_of
from statements.search.entries import PAIRS
from statements.search.lookup import (
    MIN_TELLING,
    Bearer,
    Lookup,
    Part,
    Person,
    Wanted,
    wanted_by,
)
from statements.search.pairing import MARK
from statements.search.query import Query
from statements.search.spellings import with_spellings
from statements.search.writing import name_words

MOST_NAMED = 200  # whose names are typed in one question
MOST_NAMESAKES = 10  # who bear a first name that was typed
MOST_WORDS = 400  # of their names that are read
MOST_COMPLETIONS = 64  # words looked for because they begin as was typed


class _Row(NamedTuple):
    """What every part of the question returns, as far as it has it."""

    kind: str
    pk: int
    number: int  # of a name, or how many there are
    last: int
    person: int
    word: str
    called: str
    slug: str
    name: str
    description: str


_NAMED_SO = (
    "statements_nameword AS w JOIN statements_speakername AS n ON n.id = w.name_id"
    " JOIN statements_speaker AS s ON s.id = n.speaker_id"
)


def _parts(among: str) -> str:
    """Return the question for these words in the names of who may be meant, and their family names."""
    return (
        "SELECT * FROM (WITH bearer AS (SELECT * FROM (SELECT DISTINCT n.speaker_id"  # noqa: S608
        f" FROM {_NAMED_SO} WHERE w.word {among} AND n.state = 'assigned' AND w.last"
        " AND (s.kind = 'person' OR NOT EXISTS (SELECT 1 FROM statements_nameword AS o"
        f" WHERE o.name_id = n.id AND NOT (o.word {among})))"
        f" ORDER BY 1 LIMIT {MOST_NAMED}) AS meant UNION SELECT * FROM"
        f" (SELECT n.speaker_id FROM {_NAMED_SO} WHERE w.word {among}"
        " AND n.state = 'assigned' AND (s.kind = 'person' AND NOT w.last"
        f" OR s.kind <> 'person' AND length(w.word) >= {MIN_TELLING})"
        " GROUP BY n.speaker_id, n.id, s.kind HAVING s.kind = 'person' OR count(*) > 1"
        f" ORDER BY count(*) DESC, 1 LIMIT {MOST_NAMESAKES}) AS namesake)"
        " SELECT 'part' AS kind, s.id, n.id, CAST(w.last AS integer),"
        " CASE s.kind WHEN 'person' THEN 1 ELSE 0 END, w.word, n.name, s.slug, s.name, s.description"
        " FROM bearer AS b JOIN statements_speakername AS n ON n.speaker_id = b.speaker_id"
        " JOIN statements_speaker AS s ON s.id = n.speaker_id"
        " JOIN statements_nameword AS w ON w.name_id = n.id WHERE n.state = 'assigned' AND"
        f" (w.word {among} OR s.kind = 'person' AND (w.last OR substr(w.word, 1, 1) {among}))"
        f" ORDER BY n.id, w.id LIMIT {MOST_WORDS}) AS part"
    )


# In SQL, because every question with a word in it begins with this one.
_PARTS = {vendor: _parts(among) for vendor, among in AMONG.items()}
_COUNTED = (
    "SELECT 'text', 0, count, 0, 0, term, '', '', '', '' FROM statements_indexterm WHERE term {0}"
    " UNION ALL SELECT 'name', 0, count(*), 0, 0, w.word, '', '', '', ''"
    " FROM statements_nameword AS w JOIN statements_speakername AS n ON n.id = w.name_id"
    " WHERE w.word {0} AND n.state = 'assigned' GROUP BY w.word"
)
_SPEAKERS = (
    "SELECT 'speaker', id, 0, 0, 0, '', slug, slug, name, '' FROM statements_speaker"  # noqa: S608
    " WHERE slug {0} UNION ALL SELECT 'speaker', s.id, 0, 0, 0, '', o.slug, s.slug, s.name, ''"
    " FROM statements_oldslug AS o JOIN statements_speaker AS s ON s.id = o.speaker_id"
    " WHERE o.slug {0} UNION ALL SELECT 'speaker', s.id, n.id, 0, 0, w.word, '', s.slug, s.name, ''"
    f" FROM {_NAMED_SO} WHERE w.word {{0}} AND n.state <> 'ignored'"
)
_KEYS = (
    "SELECT 'whole', s.id, 0, 0, 0, '', n.key, s.slug, s.name, ''"
    " FROM statements_speakername AS n JOIN statements_speaker AS s ON s.id = n.speaker_id"
    " WHERE n.key {0}"
)
_OUTLETS = "SELECT 'outlet', id, 0, 0, 0, '', domain, slug, name, '' FROM statements_outlet"
_BEGUN = (
    "SELECT 'begun', 0, count, 0, 0, term, CAST(%s AS text), '', '', '' FROM ({0}) AS begun"
)
_PAIRS = (
    "SELECT 'pairs', 0, count, 0, 0, '', '', '', '', '' FROM statements_indexterm"  # noqa: S608
    f" WHERE term = '{MARK}'"
)


def looked_up(queries: Sequence[Query], using: str = "default") -> list[Query]:
    """Return these questions with what is known of their names, after one look at the record.

    None is needed where one of them knows it already, as what was made of an answer does.
    """
    wanted = wanted_by(queries)
    known = (query.lookup for query in queries if query.lookup)
    found = next((one for one in known if wanted.within(one.wanted)), None)
    found = found or look_up(wanted, using)
    return [replace(with_spellings(query, found), lookup=found) for query in queries]


def look_up(wanted: Wanted, using: str = "default") -> Lookup:
    """Return what is found of all that is wanted, after one look at the record."""
    parts = list(_questions(wanted, using))
    if not parts:
        return Lookup(wanted)
    question = " UNION ALL ".join(question for question, _ in parts)
    values = [value for _, values in parts for value in values]
    found = defaultdict(list)
    for row in map(_Row._make, ask(question, values, using)):
        found[row.kind].append(row)
    named = sorted(found["part"], key=lambda row: (row.called, row.number))
    begun = sorted(found["begun"], key=lambda row: (row.called, -row.number, row.word))
    return Lookup(
        wanted,
        tuple(
            Part(row.word, bool(row.last), bool(row.person), row.called, row.pk)
            for row in named
        ),
        {row.pk: Person(row.pk, row.slug, row.name, row.description) for row in named},
        (
            *_speakers(found["speaker"]),
            *(_whole(row) for row in found["whole"]),
            *(_outlet(row) for row in found["outlet"]),
        ),
        {
            beginning: [row.word for row in rows]
            for beginning, rows in groupby(begun, lambda row: row.called)
        },
        {row.word: row.number for row in found["text"]},
        {row.word: row.number for row in found["name"]},
        not wanted.pairs or [row.number for row in found["pairs"]] == [PAIRS],
    )


def _questions(wanted: Wanted, using: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the parts of the question and their values, in words that seldom change."""
    vendor = connections[using].vendor
    words, initials, counted, slugs, said, keys = (
        one_value(sorted(some), vendor)
        for some in (
            wanted.words,
            [word for word in wanted.words if len(word) == 1],
            wanted.counted,
            wanted.speakers,
            {word for slug in wanted.speakers for word in slug.split("-")},
            wanted.keys,
        )
    )
    among = AMONG[vendor]
    parts: list[tuple[Collection[str] | bool, str, list[Any]]] = [
        (wanted.words, _PARTS[vendor], [words, words, words, words, initials]),
        (wanted.counted, _COUNTED.format(among), [counted, counted]),
        (wanted.speakers, _SPEAKERS.format(among), [slugs, slugs, said]),
        (wanted.keys, _KEYS.format(among), [keys]),
        (wanted.outlets, _OUTLETS, []),
        (wanted.pairs, _PAIRS, []),
    ]
    yield from ((question, values) for some, question, values in parts if some)
    for beginning in sorted(wanted.beginnings):
        backend = backend_of(connections[using])
        question, values = backend.completions(beginning, MOST_COMPLETIONS + 1)
        yield _BEGUN.format(question), [beginning, *values]


def _speakers(rows: Sequence[_Row]) -> Iterator[Bearer]:
    """Yield who may be called so, once for each name."""
    names: dict[tuple[int, str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        names[row.pk, row.called, row.number].append(row)
    for (pk, called, _), said in names.items():
        words = {row.word for row in said if row.word}
        yield Bearer("speaker", pk, said[0].slug, said[0].name, {called} - {""}, (), words)


def _whole(row: _Row) -> Bearer:
    return Bearer("speaker", row.pk, row.slug, row.name, (), {row.called}, ())


def _outlet(row: _Row) -> Bearer:
    slugs = {row.slug, row.called.removeprefix("www.").replace(".", "-")} - {""}
    words = {*name_words(f"{row.name} {row.called}")}
    return Bearer("outlet", row.pk, row.slug, row.name, slugs, {row.name.lower()}, words)
