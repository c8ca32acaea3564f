"""What the sums say, for pages."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from itertools import compress
from typing import Any

from statements.asking import ask
from statements.sums.tables import ARTICLES, BY_ARTICLE, DAYS, SPEAKERS, STATES


def _shown(states: Collection[str]) -> str:
    """Return the number of statements in these states together, of all rows of a key."""
    return f"CAST(sum({' + '.join(states)}) AS bigint)"


def by_days(
    states: Collection[str], first: date | None = None, last: date | None = None
) -> Iterator[tuple[date | None, date | None, int]]:
    """Yield first and last days of statements in these states, and how many have just these.

    With `first` and `last` only of what was certainly said between these days, both included.
    """
    shown, within, ends = _shown(states), "true", list[int]()
    if first and last:
        within = "earliest BETWEEN %s AND %s AND latest BETWEEN %s AND %s"
        ends = 2 * [first.toordinal(), last.toordinal()]
    found = ask(
        f"SELECT earliest, latest, {shown} FROM {DAYS} WHERE {within}"  # noqa: S608
        f" GROUP BY 1, 2 HAVING {shown} > 0",
        ends,
    )
    for begun, ended, number in found:
        yield _day(begun), _day(ended), number


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def by_speaker(states: Collection[str]) -> dict[int, int]:
    """Return how many statements in these states each speaker has made, by primary key."""
    return dict(ask(_of_speakers(states), []))


def _of_speakers(states: Collection[str]) -> str:
    shown = _shown(states)
    return (
        f"SELECT speaker, {shown} FROM {SPEAKERS} WHERE speaker <> 0"  # noqa: S608
        f" GROUP BY 1 HAVING {shown} > 0"
    )


def speakers_and_undated(states: Collection[str]) -> tuple[int, int]:
    """Return how many speakers there are, and how many statements on no calendar page."""
    speakers = f"SELECT count(*) FROM ({_of_speakers(states)}) AS s"  # noqa: S608
    undated = (
        f"SELECT coalesce({_shown(states)}, 0) FROM {DAYS} WHERE earliest = 0 OR latest = 0"  # noqa: S608
    )
    ((of_speakers, of_undated),) = ask(f"SELECT ({speakers}), ({undated})", [])
    return of_speakers, of_undated


# Outlet, month of publication (None where it is not known), present articles, statements that
# are published, and that are candidates.
type OfMonth = tuple[int, date | None, int, int, int]


def by_month() -> Iterator[OfMonth]:
    """Yield what there is of each outlet with present articles, the newest month first."""
    for outlet, month, *numbers in _of_articles("outlet, month"):
        yield outlet, _month(month), *numbers


@cache  # of some hundred
def _month(number: int) -> date | None:
    """Return the first day of a month.

    >>> _month(12 * 2021 + 8), _month(0)
    (datetime.date(2021, 8, 1), None)
    """
    year, month = divmod(number - 1, 12)
    return date(year, month + 1, 1) if number else None


def by_outlet(states: Collection[str]) -> dict[int, tuple[int, int]]:
    """Return how many present articles each outlet has, and how many statements in these states."""
    shown = [state in states for state in STATES]
    return {
        outlet: (articles, sum(compress(numbers, shown)))
        for outlet, articles, *numbers in _of_articles("outlet")
    }


def _of_articles(keys: str) -> Iterator[tuple[Any, ...]]:
    """Yield keys, how many present articles have them, and statements in each of the states."""
    # Versions that another supersedes. "Not none", in words for which SQLite reads the index.
    older = {
        found[:-1]: found[-1]
        for found in ask(
            f"SELECT {keys}, count(*) FROM {ARTICLES} AS n CROSS JOIN {BY_ARTICLE}"  # noqa: S608
            f" WHERE n.supersedes_id > 0 AND article = n.supersedes_id GROUP BY {keys}",
            [],
        )
    }
    numbers = ", ".join(f"sum({state})" for state in STATES)
    every = ask(
        f"SELECT {keys}, {numbers}, count(*) FROM {BY_ARTICLE} WHERE outlet > 0"  # noqa: S608
        f" GROUP BY {keys} ORDER BY {keys} DESC",
        [],
    )
    for *named, published, candidates, articles in every:
        present = articles - older.get(tuple(named), 0) if older else articles
        if present:
            yield *named, present, published, candidates
