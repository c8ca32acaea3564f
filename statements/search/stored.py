"""Counts of the commonest questions, made once: one frequent word, in any time or since a day.

To count ten thousand matches takes milliseconds, to count a million seconds. What was
counted is exact as long as no entry of the index was written or deleted since; afterwards
it is not used until it is counted anew (`search.tidy`).

Of a word since a day there is either no more to be told than of the newest ten thousand,
and these are the same for all days before them; or it is counted each time. But how many
there are of each month is known of all, and so how many of any months together.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from statements.asking import AMONG, one_value
from statements.search.analysis import stem
from statements.search.entries import STATES
from statements.search.facets import Facets, Matches, count_facets
from statements.search.matching import Filters, Match, Named, make_match
from statements.search.periods import ALL_TIME
from statements.search.query import Form, Query, Term
from statements.search.sifting import Sieve
from statements.search.spans import Spans, months_of
from statements.search.times import Month, Times, month_of, number_of
from statements.search.vectors import to_tsquery

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

TABLE = "statement_counts"
CREATE = (
    f"CREATE TABLE IF NOT EXISTS {TABLE}"
    " (question VARCHAR(500) PRIMARY KEY, total BIGINT, facets TEXT)"
)
# Before the question of a frequent word: all its matches; or the newest, whose "total" is the
# first day that any of them may be of, an ordinal: since a later day there are fewer, or others.
# Or how many there are by year, month, and from month to month.
# The names say how facets are written, too: programs before and after are asked at once.
EVER, SINCE, WHEN = "all: ", "since: ", "in time: "
# The version of the index that the counts are of.
VERSION = f"(SELECT facets FROM {TABLE} WHERE question = '')"  # noqa: S608
_NO_VERSION = "0 1:1:"  # of no index: written as a version is, on either database
_WRITE = (
    f"INSERT INTO {TABLE} (question, total, facets) VALUES (%s, %s, %s)"  # noqa: S608
    " ON CONFLICT (question) DO UPDATE SET total = excluded.total, facets = excluded.facets"
)
AT_ONCE = 50  # rows
FREQUENT = 10_000  # matches; what has fewer is counted each time
LISTED = 101  # of the newest, as many as the longest page shows, and one that says there are more
# What readers may see, without and with what awaits review, and what editors see.
SEEN = (("published",), ("published", "candidate"), STATES)


@dataclass(frozen=True, slots=True)
class Stored:
    """How many statements match a question and what they are; or the newest of them."""

    total: int
    facets: Facets
    exact: bool = True  # False: there are more than `total`
    newest: tuple[int, ...] = ()  # sort keys of the first few


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


def counts_of(match: Match, found: Matches, spans: Spans) -> Iterator[tuple[str, int, str]]:
    """Yield the rows to keep for a word, of which `found` are the matches in every state.

    They are the newest first.
    """
    for states in SEEN:
        of_states = make_match(Query(), Named(), Filters(states=states))
        asked = replace(of_states, groups=(*match.groups, *of_states.groups))
        kept = _in_states(found, states)
        if len(kept) > FREQUENT:
            question = question_of(asked)
            facets = count_facets(kept)
            yield EVER + question, len(kept), _written(facets, kept)
            counts = facets.years, _numbered(facets), spans.among(kept)
            yield WHEN + question, len(kept), _columns(counts, *spans.undated(kept))
            # One more than is told of: without it there would not be more than these.
            if day := spans.first_day(kept.upto(FREQUENT + 1)):
                newest = count_facets(kept.upto(FREQUENT))
                yield SINCE + question, day, _written(newest, kept)


def _in_states(found: Matches, states: tuple[str, ...]) -> Matches:
    return Sieve((frozenset(f":t{state}" for state in states),)).sift(found)


def _written(facets: Facets, newest: Matches) -> str:
    counts: list[Mapping[Any, int]] = [
        facets.speakers,
        facets.outlets,
        facets.years,
        facets.kinds,
        facets.events,
        facets.states,
        _numbered(facets),
    ]
    return _columns(counts, facets.undated, newest.keys[:LISTED].tolist())


def _numbered(facets: Facets) -> dict[int, int]:
    return {number_of(month): n for month, n in facets.months.items()}


def _columns(counts: Sequence[Mapping[Any, int]], *others: object) -> str:
    columns = [column for each in counts for column in ([*each], [*each.values()])]
    return json.dumps([*columns, *others], separators=(",", ":"))


def _counts(columns: Sequence[Any]) -> Iterator[dict[Any, int]]:
    for keys, counts in batched(columns, 2, strict=True):
        yield dict(zip(keys, counts, strict=True))


def _months(numbered: Mapping[int, int]) -> dict[Month, int]:
    return {month_of(number): n for number, n in numbered.items()}


def _read(total: int, written: str, *, exact: bool) -> Stored:
    *columns, undated, keys = json.loads(written)
    *others, months = _counts(columns)
    speakers, outlets, years, kinds, events, states = others
    facets = Facets(
        speakers, outlets, years, kinds, events, states, _months(months), undated
    )
    return Stored(total, facets, exact, tuple(keys))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a question: all that is counted of it, or how many there are by month."""

    stored: Stored | None = None
    times: Times | None = None  # of a question about a period, in all time
    within: Times | None = None  # and in the period, where that can be told


def read(
    cursor: "CursorWrapper", match: Match, unchanged: str, *, newest_first: bool = True
) -> Kept:
    """Return what is kept of a question, nothing if the index has changed.

    `unchanged` is the condition of the database that it has not. Since a day it is the newest
    matches that are kept, and of use where these come first.
    """
    question = question_of(replace(match, period=ALL_TIME))
    if not question or match.perhaps:
        return Kept()
    period = match.period
    if not period:
        rows = _rows(cursor, unchanged, EVER + question)
        return Kept(_read(*rows[EVER], exact=True)) if rows else Kept()
    since = period.first if newest_first and not period.last else None
    rows = _rows(cursor, unchanged, WHEN + question, *([SINCE + question] if since else []))
    times = _times(rows[WHEN][1]) if WHEN in rows else None
    within = times.within(period) if times else None
    day, newest = rows.get(SINCE, (0, ""))
    if not since or day < since.toordinal():
        return Kept(None, times, within)
    return Kept(_read(FREQUENT, newest, exact=False), times, within)


def _rows(
    cursor: "CursorWrapper", unchanged: str, *questions: str
) -> dict[str, tuple[int, str]]:
    """Return total and facets by what their question begins with, as far as they are kept."""
    vendor = cursor.db.vendor
    cursor.execute(
        f"SELECT question, total, facets FROM {TABLE}"  # noqa: S608
        f" WHERE question {AMONG[vendor]} AND {unchanged}",
        [one_value(questions, vendor)],
    )
    return {
        question[: question.index(": ") + 2]: (total, facets)
        for question, total, facets in cursor.fetchall()
    }


def _times(written: str) -> Times:
    *columns, anywhen, recurring = json.loads(written)
    years, months, lasting = _counts(columns)
    spans = {months_of(number): n for number, n in lasting.items()}
    return Times(years, _months(months), spans, anywhen, recurring)


def keep(
    cursor: "CursorWrapper", rows: Iterable[tuple[str, int, str]], version: str
) -> None:
    """Keep these counts, as of a version of the index, and forget all others.

    In steps, since others wait for each to write. Until the last of them nothing that is kept
    is used; and whoever begins to keep counts meanwhile takes over.
    """
    mine, alias = f"{_NO_VERSION} {uuid4()}", cursor.db.alias
    cursor.execute(_WRITE, ["", 0, mine])
    kept = [""]
    for some in batched(rows, AT_ONCE, strict=False):
        kept += [question for question, _, _ in some]
        with transaction.atomic(alias):
            if not _is_ours(cursor, mine):
                return
            cursor.executemany(_WRITE, list(some))
    with transaction.atomic(alias):
        if _is_ours(cursor, mine):
            vendor = cursor.db.vendor
            cursor.execute(
                f"DELETE FROM {TABLE} WHERE NOT question {AMONG[vendor]}",  # noqa: S608
                [one_value(kept, vendor)],
            )
            cursor.execute(_WRITE, ["", 0, version])


def _is_ours(cursor: "CursorWrapper", mine: str) -> bool:
    """Return whether nobody else has begun; nobody can until the transaction ends."""
    cursor.execute(
        f"UPDATE {TABLE} SET total = 0 WHERE question = '' AND facets = %s",  # noqa: S608
        [mine],
    )
    return bool(cursor.rowcount)
