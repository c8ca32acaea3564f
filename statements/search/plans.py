"""How PostgreSQL walks the index. Its planner cannot tell when to stop, so we tell it.

Left alone it walks the whole order of days for a word that hardly stands anywhere, or
collects all matches of a word that stands everywhere. Where few statements match, all are
collected and sorted; where many do, quarter after quarter, until there are enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from statements.asking import ask
from statements.search.days import days_condition
from statements.search.entries import LAST_KEY, UNDATED_END
from statements.search.facets import Matches
from statements.search.frequencies import FEW, Statistics, statistics
from statements.search.fts import is_phrase, loosened
from statements.search.matching import Atom, Match
from statements.search.periods import ALL_TIME
from statements.search.sifting import Sieve, taken_out
from statements.search.stretches import Stretch, after
from statements.search.vectors import quarter_of, to_tsquery
from statements.search.words import TABLE, saying

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

Walked = tuple[Match, Stretch]
_Ends = tuple[int | None, int | None]
_NO_QUARTER = 0  # of what has no day
NEWEST = 2  # quarters; of what very many match, so many have as many as are counted
ENOUGH = 1.1  # times as many as are wanted are expected where a walk may end
SAID = 4  # times as many as are wanted may hold the words of a phrase, and are looked for at once
WORTH_SIFTING = 0.5  # of all statements pass
MOST = 0.6  # of all quarters: more are not told from all of them
_ENDS = f"SELECT min(sort_key), max(sort_key) FROM {TABLE} WHERE sort_key >= {UNDATED_END}"  # noqa: S608
AT_ONCE = 4  # of many alternative terms
# As the answer to a question, so that PostgreSQL does not look up how common they are: that takes
# longer than to find most, and it has to find them in the same way, whatever that is.
_TERMS = "(SELECT %s::tsquery)"
# PostgreSQL does not know that vectors lie beside their rows. So while many are loaded, or for a
# word in most statements, it would rather read all vectors there are: minutes. And it would do
# that where there is no room to note each row it found. Told with each question.
_SETTINGS = (
    "SET LOCAL enable_seqscan = off; SET LOCAL random_page_cost = 0.1;"
    " SET LOCAL work_mem = '64MB'; SET LOCAL max_parallel_workers_per_gather = 0; "
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A match, the quarters it is wanted of (none: any), and what the facts have to say."""

    match: Match
    quarters: tuple[int, ...] = ()
    sieve: Sieve = field(default_factory=Sieve)


def hits(cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int) -> Matches:
    """Return the first matches in one stretch of the index."""
    if not match.groups:
        return _collect(cursor, _Asked(match), stretch, limit, key="i.sort_key")
    known = statistics(cursor)
    among = known.share(match) * known.rows
    asked = _asked(match, known)
    # A phrase is said by far fewer than hold all of its words.
    reads = any(map(is_phrase, match.groups))
    if among <= (max(FEW, SAID * limit) if reads else FEW) or limit >= LAST_KEY:
        return _collect(cursor, asked, stretch, limit)  # all there are
    if stretch.high <= UNDATED_END:
        return _collect(cursor, replace(asked, quarters=(_NO_QUARTER,)), stretch, limit)
    found, rest = Matches(), stretch
    every, quarters = _quarters(_ends(cursor), stretch)
    expected = among / max(1, every)
    while quarters and len(found) < limit:
        wanted = ceil(ENOUGH * (limit - len(found)) / max(expected, 1.0))
        if wanted > MOST * len(quarters):
            wanted = len(quarters)
        part, quarters = quarters[:wanted], quarters[wanted:]
        # All of most of the record is found faster without a word of when.
        named = () if not quarters and len(part) > MOST * every else tuple(part)
        within = replace(asked, quarters=named)
        met = _collect(cursor, within, rest, limit - len(found))
        found += met
        rest = after([rest], met.last)[0] if met else rest
        expected = len(met) / len(part)
    return found


def _asked(match: Match, known: Statistics) -> _Asked:
    """Return the match without what most statements have: their rows say it, too."""
    loose, sieve = taken_out(match)
    groups = tuple(group for group in match.groups if group not in loose.groups)
    excluded = tuple(atom for atom in match.excluded if atom not in loose.excluded)
    passing = known.share(Match(groups)) * (1 - known.share(Match((excluded,))))
    return _Asked(loose, sieve=sieve) if passing >= WORTH_SIFTING else _Asked(match)


def _ends(cursor: "CursorWrapper") -> _Ends:
    """Return the first and the last key of a row with a day, None for both if there is none."""
    ((first, last),) = ask(_ENDS, [], cursor.db.alias)
    return first, last


def _quarters(ends: _Ends, stretch: Stretch) -> tuple[int, list[int]]:
    """Return how many quarters may hold rows, and those of a stretch in the order of its walk."""
    first, last = ends
    dated = range(quarter_of(first), quarter_of(last) + 1) if first and last else range(0)
    begin, end = quarter_of(max(stretch.low, UNDATED_END)), quarter_of(stretch.high - 1)
    within = [quarter for quarter in dated if begin <= quarter <= end]
    undated = [_NO_QUARTER] if stretch.low < UNDATED_END else []
    along = within[::-1] + undated if stretch.newest_first else undated + within
    return len(dated) + 1, along


def count(cursor: "CursorWrapper", walks: Sequence[Walked], limit: int) -> int:
    """Return how many statements match along these walks together, at most `limit`."""
    question, values = _counting(walks, limit)
    return int(_ask(cursor, question, values))


def count_each(
    cursor: "CursorWrapper", questions: Sequence[tuple[Sequence[Walked], int]]
) -> list[int]:
    """Return how many statements match along each of these walks, at most so many."""
    known = statistics(cursor)
    # Where very many match, to collect them takes seconds, and the newest will do.
    many = [
        any(known.share(match) * known.rows > FEW * limit for match, _ in walks)
        for walks, limit in questions
    ]
    ends = _ends(cursor) if any(many) else (None, None)
    parts = [
        _counting(walks, limit, _newest(ends, walks) if common else ())
        for (walks, limit), common in zip(questions, many, strict=True)
    ]
    each = ", ".join(f"({question})" for question, _ in parts)
    values = [value for _, values in parts for value in values]
    counts: list[int] = _ask(cursor, f"SELECT ARRAY[{each}]::bigint[]", values)
    return [
        min(limit, sum(len(hits(cursor, *walk, limit)) for walk in walks))
        if common and count < limit and walks[0][1].high > UNDATED_END
        else count
        for (walks, limit), common, count in zip(questions, many, counts, strict=True)
    ]


def _newest(ends: _Ends, walks: Sequence[Walked]) -> Sequence[int]:
    """Return the quarters that come first on a walk."""
    _, quarters = _quarters(ends, walks[0][1])
    return quarters[:NEWEST] or [_NO_QUARTER]


def _counting(
    walks: Sequence[Walked], limit: int, quarters: Sequence[int] = ()
) -> tuple[str, list[Any]]:
    # In no order: so rows are visited only until there are enough.
    parts = [_question(_Asked(match, tuple(quarters)), part) for match, part in walks]
    # In brackets of its own, because one part alone would have two limits.
    each = (f"(SELECT * FROM ({question} LIMIT %s) AS part)" for question, _ in parts)  # noqa: S608
    either = " UNION ALL ".join(each)
    question = f"SELECT count(*) FROM ({either} LIMIT %s) AS met"  # noqa: S608
    values = [value for _, values in parts for value in (*values, limit)]
    return question, [*values, limit]


def _ask(cursor: "CursorWrapper", question: str, values: Sequence[Any]) -> Any:
    """Return the one value that answers a question."""
    cursor.execute(_SETTINGS + question, values)
    while cursor.nextset():  # past what is said to the settings
        pass
    return cursor.fetchone()[0]


def _collect(
    cursor: "CursorWrapper",
    asked: _Asked,
    stretch: Stretch,
    limit: int,
    key: str = "i.sort_key + 0",  # a sum, so that nothing is walked in its order
) -> Matches:
    # Of many wanted there are hardly more, and to sort them takes numpy a tenth of the time;
    # but of phrases as few are to be read as will do.
    sorts = limit < FEW or not asked.match.groups or any(map(is_phrase, asked.match.groups))
    order = f"ORDER BY {key} {stretch.direction}" if sorts else ""
    question, values = _question(asked, stretch, order)
    if sorts:
        question, values = f"{question} LIMIT %s", [*values, limit]
    # One value for all rows: to take apart thousands of rows costs more than to find them.
    pairs = "SELECT string_agg(int8send(sort_key) || int8send(facts), '')"
    sent: bytes | None = _ask(cursor, f"{pairs} FROM ({question}) AS met", values)
    numbers = np.frombuffer(sent or b"", ">i8").astype(np.int64)
    met = Matches(numbers[0::2], numbers[1::2])
    return met.in_order(newest_first=stretch.newest_first).upto(limit)


def condition(match: Match) -> tuple[str, list[str]] | None:
    """Return a question for all matching sort keys and its values, None if all match."""
    if not to_tsquery(match):
        return None
    everything = replace(match, period=ALL_TIME, perhaps=False, undated=False)
    question, values = _question(
        _Asked(everything), Stretch(0, LAST_KEY, newest_first=True)
    )
    # A part of a larger question, whose plan depends on how common the terms are.
    known = question.replace(_TERMS, "%s::tsquery")
    return f"SELECT sort_key FROM ({known}) AS met", values  # noqa: S608


def _question(asked: _Asked, stretch: Stretch, order: str = "") -> tuple[str, list[Any]]:
    """Return the question for key and facts of all matches, and its values."""
    # Apart, because GIN holds the whole of a tsquery against each statement that some of
    # its terms stand in.
    quarters = tuple(Atom((f":q{quarter}",)) for quarter in asked.quarters)
    loose, phrases = loosened(asked.match)
    # Many alternatives, too: it goes through all of them for each statement of any.
    alone = not quarters and not loose.excluded
    wide = [group for group in loose.groups if len(group) > AT_ONCE and alone]
    narrow = replace(loose, groups=tuple(g for g in loose.groups if g not in wide))
    texts = [to_tsquery(narrow), to_tsquery(Match((quarters,))) if quarters else ""]
    values: list[Any] = [text for text in texts if text]
    where = [f"i.vector @@ {_TERMS}" for _ in values]
    for group in wide:
        where.append("i.vector @@ ANY (%s::tsquery[])")
        values.append(
            [to_tsquery(Match((few,))) for few in batched(group, AT_ONCE, strict=False)]
        )
    if asked.sieve:
        bits, passing = asked.sieve.bits()
        where.append(f"i.facts & {bits} = ANY (%s)")
        values.append(f"{{{','.join(map(str, passing))}}}")
    days, ordinals = days_condition(asked.match)
    # Where there are terms, a sum: to walk the keys is to read the vector of each row.
    key = "i.sort_key + 0" if asked.match.groups else "i.sort_key"
    bounds = [(">=", stretch.low)] if stretch.low else []
    bounds += [("<", stretch.high)] if stretch.high < LAST_KEY else []
    where += [*(f"{key} {sign} %s" for sign, _ in bounds), days]
    values += [*(bound for _, bound in bounds), *ordinals]
    question = f"FROM {TABLE} AS i WHERE {' AND '.join(where)} {order}"
    if not phrases:
        return f"SELECT i.sort_key, i.facts {question}", values
    # All that have the words, in order; and then their texts are read until there are enough.
    met = f"SELECT i.sort_key, i.facts, i.vector {question} OFFSET 0"
    values += [*phrases, to_tsquery(asked.match)]
    return f"SELECT i.sort_key, i.facts FROM ({met}) AS i WHERE {saying(phrases)}", values  # noqa: S608
