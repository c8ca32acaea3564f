"""How SQLite walks the index: FTS5 finds the keys, and memory says what is counted of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from statements.search.days import days_condition, doubtful
from statements.search.entries import UNDATED_END
from statements.search.facets import Matches, Numbers
from statements.search.fts import loosened, to_fts
from statements.search.matching import Match
from statements.search.remembered import read, recall, written
from statements.search.sifting import Sieve, taken_out
from statements.search.stretches import Stretch, after

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

TABLE = "statements_statementindex"
CHECKED = 2_000  # statements whose words are held against a phrase, one by one
WORTH_SIFTING = 1_000  # matches; a few are found as fast with all conditions at once
SCARCE = 4  # where fewer than one in so many pass, neither


def hits(cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int) -> Matches:
    """Return sort key and facts of the first matches in one stretch of the index."""
    if not _is_remembered(cursor, match, stretch):
        return _joined(cursor, match, stretch, limit)
    loose, sieve = taken_out(match) if limit >= WORTH_SIFTING else (match, Sieve())
    found, walk = Matches(), [stretch]
    while len(found) < limit:
        met = _recalled(cursor, loose, walk[0], limit)
        passed = _within(cursor, match, sieve.sift(met) if sieve else met)
        found += passed
        if len(met) < limit:
            break
        walk = after(walk, met.last)
        if SCARCE * len(passed) < len(met):
            others = _joined if match.period else _recalled
            return found + others(cursor, match, walk[0], limit - len(found))
    return found.upto(limit)


def _is_remembered(cursor: "CursorWrapper", match: Match, stretch: Stretch) -> bool:
    """Return whether memory says most of what is asked about the matches."""
    told = not match.period or (not match.perhaps and stretch.high > UNDATED_END)
    # What was changed in a transaction may yet be taken back.
    return bool(to_fts(match)) and told and not cursor.db.in_atomic_block


def _within(cursor: "CursorWrapper", match: Match, met: Matches) -> Matches:
    """Return the matches that are certainly of the days asked for."""
    if not match.period or not (doubt := doubtful(match.period, met)).any():
        return met
    days, ordinals = days_condition(match)
    cursor.execute(
        "SELECT group_concat(i.sort_key) FROM json_each(%s) AS k"  # noqa: S608
        f" CROSS JOIN {TABLE} AS i ON i.sort_key = k.value WHERE {days}",
        [written(met.keys[doubt]), *ordinals],
    )
    return met.where(~doubt | np.isin(met.keys, read(cursor.fetchone()[0])))


def _recalled(
    cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int
) -> Matches:
    """Return the first matches, with facts as they are remembered."""
    met = recall(cursor, _keys(cursor, match, stretch, limit))
    return _joined(cursor, match, stretch, limit) if met is None else met


def _keys(cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int) -> Numbers:
    loose, phrases = loosened(match)
    said = _saying(cursor, loose, stretch, phrases) if phrases else None
    return _first_keys(cursor, match, stretch, limit) if said is None else said[:limit]


def _first_keys(
    cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int
) -> Numbers:
    cursor.execute(
        "SELECT group_concat(rowid) FROM (SELECT rowid FROM statement_fts"  # noqa: S608
        " WHERE statement_fts MATCH %s AND rowid >= %s AND rowid < %s"
        f" ORDER BY rowid {stretch.direction} LIMIT %s)",
        [to_fts(match), stretch.low, stretch.high, limit],
    )
    return read(cursor.fetchone()[0])


def _saying(
    cursor: "CursorWrapper", match: Match, stretch: Stretch, phrases: Sequence[str]
) -> Numbers | None:
    """Return the matches whose forms hold all the phrases, None where too many are to be read."""
    # The forms of none are read before all are counted.
    held = " AND ".join(["instr(' ' || f.c1 || ' ', %s)"] * len(phrases))
    cursor.execute(
        "WITH met AS MATERIALIZED (SELECT rowid AS key FROM statement_fts"  # noqa: S608
        " WHERE statement_fts MATCH %s AND rowid >= %s AND rowid < %s"
        f" ORDER BY rowid {stretch.direction} LIMIT %s)"
        " SELECT (SELECT count(*) FROM met), (SELECT group_concat(key) FROM (SELECT key FROM met"
        " CROSS JOIN statement_fts_content AS f ON f.id = met.key"
        f" WHERE (SELECT count(*) FROM met) <= %s AND {held} ORDER BY key {stretch.direction}))",
        [to_fts(match), stretch.low, stretch.high, CHECKED + 1, CHECKED, *phrases],
    )
    met, keys = cursor.fetchone()
    return None if met > CHECKED else read(keys)


def _joined(cursor: "CursorWrapper", match: Match, stretch: Stretch, limit: int) -> Matches:
    walk, values = _walk(match, stretch, limit)
    # One value for all rows: to take apart thousands of rows costs more than to find them.
    cursor.execute(
        f"SELECT group_concat(key), group_concat(facts) FROM ({walk})",  # noqa: S608
        values,
    )
    keys, facts = cursor.fetchone()
    return Matches(read(keys), read(facts))


def _walk(
    match: Match, stretch: Stretch, limit: int, facts: str = "i.facts"
) -> tuple[str, list[str | int]]:
    """Return the question for key and facts of the first matches, and its values."""
    source, key, where, values = f"{TABLE} AS i", "i.sort_key", ["TRUE"], []
    if expression := to_fts(match):
        source, key = "statement_fts AS f", "f.rowid"
        where, values = ["f.statement_fts MATCH %s"], [expression]
    if expression and (match.period or facts == "i.facts"):
        # CROSS keeps SQLite from walking the narrow table and asking FTS5 for each row.
        source += f" CROSS JOIN {TABLE} AS i ON i.sort_key = f.rowid"
    days, ordinals = days_condition(match)
    question = (
        f"SELECT {key} AS key, {facts} AS facts FROM {source}"  # noqa: S608
        f" WHERE {' AND '.join(where)} AND {key} >= %s AND {key} < %s AND {days}"
        f" ORDER BY {key} {stretch.direction} LIMIT %s"
    )
    return question, [*values, stretch.low, stretch.high, *ordinals, limit]


def count(
    cursor: "CursorWrapper", walks: Sequence[tuple[Match, Stretch]], limit: int
) -> int:
    """Return how many statements match along these walks together, at most `limit`."""
    question, values = _counting(walks, limit)
    cursor.execute(question, values)
    return int(cursor.fetchone()[0])


def count_each(
    cursor: "CursorWrapper",
    questions: Sequence[tuple[Sequence[tuple[Match, Stretch]], int]],
) -> list[int]:
    """Return how many statements match along each of these walks, at most so many."""
    parts = [_counting(walks, limit) for walks, limit in questions]
    cursor.execute(
        f"SELECT {', '.join(f'({question})' for question, _ in parts)}",
        [value for _, values in parts for value in values],
    )
    return [int(number) for number in cursor.fetchone()]


def _counting(
    walks: Sequence[tuple[Match, Stretch]], limit: int
) -> tuple[str, list[str | int]]:
    parts = [_walk(match, stretch, limit, "0") for match, stretch in walks]
    either = " UNION ALL ".join(f"SELECT * FROM ({walk})" for walk, _ in parts)  # noqa: S608
    question = f"SELECT count(*) FROM ({either} LIMIT %s)"  # noqa: S608
    return question, [*(value for _, values in parts for value in values), limit]


def stems(cursor: "CursorWrapper", keys: Sequence[int]) -> dict[int, str]:
    """Return the stems of each of these entries, in the order of the text."""
    return _column(cursor, "c0", keys)


def _column(cursor: "CursorWrapper", name: str, keys: Sequence[int]) -> dict[int, str]:
    # FTS5 keeps the columns as c0, c1 and c2, and asked itself would read all of them.
    cursor.execute(
        f"SELECT f.id, f.{name} FROM json_each(%s) AS k"  # noqa: S608
        " CROSS JOIN statement_fts_content AS f ON f.id = k.value",
        [f"[{','.join(map(str, keys))}]"],
    )
    return dict(cursor.fetchall())
