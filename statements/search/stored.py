"""Counts of the commonest questions, made once: one frequent word and nothing else.

To count ten thousand matches takes milliseconds, to count a million seconds. What was
counted is exact as long as no entry of the index was written or deleted since; afterwards
it is not used until it is counted anew (`search.tidy`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from statements.search.analysis import stem
from statements.search.entries import STATES
from statements.search.facets import Facets, Matches, count_facets
from statements.search.matching import Filters, Match, Named, make_match
from statements.search.periods import ALL_TIME
from statements.search.query import Form, Query, Term
from statements.search.sifting import Sieve
from statements.search.vectors import to_tsquery

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

TABLE = "statement_counts"
CREATE = (
    f"CREATE TABLE IF NOT EXISTS {TABLE}"
    " (question VARCHAR(500) PRIMARY KEY, total BIGINT, facets TEXT)"
)
# The version of the index that the counts are of.
VERSION = f"(SELECT facets FROM {TABLE} WHERE question = '')"  # noqa: S608
FREQUENT = 10_000  # matches; what has fewer is counted each time
# What readers may see, without and with what awaits review, and what editors see.
SEEN = (("published",), ("published", "candidate"), STATES)


@dataclass(frozen=True, slots=True)
class Stored:
    """How many statements match a question, all of them counted, and what they are."""

    total: int
    facets: Facets


def question_of(match: Match) -> str:
    """Return the name under which the counts of a match are kept, "" if they never are.

    >>> question_of(_match_of("weapons", ("published",)))
    "('weapon') & (':tpublished')"
    """
    atoms = [atom for group in (*match.groups, match.excluded) for atom in group]
    words = [atom for atom in atoms if not atom.terms[0].startswith(":t")]
    if len(words) != 1 or words[0] in match.excluded or match.period != ALL_TIME:
        return ""
    plain = words[0].terms[0][0] not in "=:" and not match.undated
    return to_tsquery(match) if plain else ""


def _match_of(form: str, states: tuple[str, ...]) -> Match:
    query = Query(((Term(Form.WORD, (form,)),),))
    return make_match(query, Named(), Filters(states=states))


def frequent_words(counts: Iterable[tuple[str, int]]) -> list[Match]:
    """Return the questions for words whose forms stand in many statements together.

    `counts` are forms and how many statements they stand in.
    """
    by_stem: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for form, count in counts:
        by_stem[stem(form)] += count
        forms[stem(form)] = form
    frequent = (word for word, count in by_stem.items() if count > FREQUENT)
    return [_match_of(forms[word], STATES) for word in frequent]


def counts_of(match: Match, found: Matches) -> Iterator[tuple[str, int, str]]:
    """Yield the rows to keep for a word, of which `found` are the matches in every state."""
    for states in SEEN:
        of_states = make_match(Query(), Named(), Filters(states=states))
        asked = replace(of_states, groups=(*match.groups, *of_states.groups))
        kept = _in_states(found, states)
        if len(kept) > FREQUENT:
            yield question_of(asked), len(kept), _written(count_facets(kept))


def _in_states(found: Matches, states: tuple[str, ...]) -> Matches:
    return Sieve((frozenset(f":t{state}" for state in states),)).sift(found)


def _written(facets: Facets) -> str:
    lists: list[Any] = [
        list(counts.items())
        for counts in (
            facets.speakers,
            facets.outlets,
            facets.years,
            facets.kinds,
            facets.events,
            facets.states,
            facets.months,
        )
    ]
    return json.dumps([*lists, facets.undated], separators=(",", ":"))


def _read(written: str) -> Facets:
    speakers, outlets, years, kinds, events, states, months, undated = json.loads(written)
    return Facets(
        dict(speakers),
        dict(outlets),
        dict(years),
        dict(kinds),
        dict(events),
        dict(states),
        {(year, month): count for (year, month), count in months},
        undated,
    )


def read(cursor: "CursorWrapper", question: str, unchanged: str) -> Stored | None:
    """Return what is kept of a question, None if nothing is or the index has changed.

    `unchanged` is the condition of the database that it has not.
    """
    cursor.execute(
        f"SELECT total, facets FROM {TABLE} WHERE question = %s AND {unchanged}",  # noqa: S608
        [question],
    )
    row = cursor.fetchone()
    return Stored(row[0], _read(row[1])) if row else None


def keep(
    cursor: "CursorWrapper", rows: Iterable[tuple[str, int, str]], version: str
) -> None:
    """Keep these counts, as of a version of the index, and forget all others."""
    cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
    cursor.executemany(
        f"INSERT INTO {TABLE} (question, total, facets) VALUES (%s, %s, %s)",  # noqa: S608
        [*rows, ("", 0, version)],
    )
