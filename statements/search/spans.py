"""Days that are known too roughly for facts to tell: over the end of a month, or at one end only."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from statements.search.entries import STATEMENT_BITS, UNDATED_END
from statements.search.facets import Matches, Numbers, numbers
from statements.search.times import AFTER_ALL, BEFORE_ALL, Month, month_of, number_of

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

# Of all others the month is known, or the whole year is meant: facts say so. Or nothing is known.
_ROUGH = (
    "SELECT sort_key, first_day, last_day FROM statements_statementindex"
    " WHERE (facts & 3 = 0 AND (first_day IS NOT NULL OR last_day IS NOT NULL))"
    " OR (facts & 3 = 1 AND last_day - first_day < 364) ORDER BY sort_key"
)
_MONTHS = 1_000_000  # more than there are
_NO_DAY = (
    f"SELECT sort_key FROM statements_statementindex WHERE sort_key < {UNDATED_END}"  # noqa: S608
    " AND first_day IS NULL AND last_day IS NULL"
)


@dataclass(frozen=True, slots=True)
class Spans:
    """The entries of such days: their sort keys, in order, their first days, 0 if not known.

    And from which month to which they last, as one number each; and the keys of entries of
    which nothing at all is known, or only on which days of a year they may be.
    """

    keys: Numbers
    firsts: Numbers
    lasting: Numbers
    of_any_day: Numbers = field(default_factory=numbers)
    recurring: Numbers = field(default_factory=numbers)

    def among(self, met: Matches) -> dict[int, int]:
        """Return how many of the matches last from which month to which, as `months_of` reads."""
        rough = met.keys[met.facts & 3 <= 1]  # the month of all others is known
        lasting, counts = np.unique(
            self.lasting[np.isin(self.keys, rough)], return_counts=True
        )
        return dict(zip(lasting.tolist(), counts.tolist(), strict=True))

    def undated(self, met: Matches) -> tuple[int, int]:
        """Return how many of the matches may be of any day, and how many of certain days a year."""
        keys = met.keys[met.keys < UNDATED_END]
        anywhen, recurring = (
            int(np.count_nonzero(np.isin(keys, some)))
            for some in (self.of_any_day, self.recurring)
        )
        return anywhen, recurring

    def first_day(self, met: Matches) -> int:
        """Return the first day that any of these may be of, as an ordinal; 0 where one has no day.

        >>> said = (date(2021, 8, 19), date(2020, 3, 2))
        >>> keys = numbers(day.toordinal() << STATEMENT_BITS for day in said)
        >>> none = Spans(numbers(), numbers(), numbers())
        >>> [date.fromordinal(none.first_day(Matches(keys, numbers(known)))).isoformat()
        ...  for known in ([2, 2], [2, 1])]
        ['2020-03-01', '2020-01-01']
        """
        if met.keys.min() < UNDATED_END:
            return 0
        known, days = met.facts & 3, met.keys >> STATEMENT_BITS
        rough = self.firsts[np.isin(self.keys, met.keys[known == 0])]
        firsts = rough.tolist()
        for told, begun in ((2, {"day": 1}), (1, {"month": 1, "day": 1})):
            if (known == told).any():
                last = date.fromordinal(int(days[known == told].min()))
                firsts.append(last.replace(**begun).toordinal())
        return int(min(firsts))


def read_spans(cursor: "CursorWrapper", recurring: Numbers) -> Spans:
    """Return the entries of all days that are known so.

    `recurring` are the keys of those of which it is known on which days of a year they may be.
    """
    cursor.execute(_NO_DAY)
    undated = numbers(key for (key,) in cursor.fetchall())
    cursor.execute(_ROUGH)
    rows = cursor.fetchall()
    return Spans(
        numbers(key for key, _, _ in rows),
        numbers(first or 0 for _, first, _ in rows),
        numbers(_lasting(first, last) for _, first, last in rows),
        np.setdiff1d(undated, recurring),
        recurring,
    )


def _lasting(first: int | None, last: int | None) -> int:
    begin = _month(first) if first else BEFORE_ALL
    end = _month(last) if last else AFTER_ALL
    return number_of(begin) * _MONTHS + number_of(end)


def _month(ordinal: int) -> Month:
    day = date.fromordinal(ordinal)
    return day.year, day.month


def months_of(lasting: int) -> tuple[Month, Month]:
    """Return from which month to which something lasts.

    >>> months_of(_lasting(date(2021, 7, 30).toordinal(), date(2021, 8, 2).toordinal()))
    ((2021, 7), (2021, 8))
    """
    first, last = map(month_of, divmod(lasting, _MONTHS))
    return first, last
