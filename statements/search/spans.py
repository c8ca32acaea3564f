"""Days that are known too roughly for facts to tell: over the end of a year, or at one end only."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from statements.search.entries import STATEMENT_BITS, UNDATED_END
from statements.search.facets import Matches, Numbers, numbers

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

# Of all others the month or the year is known, which facts say, or nothing at all.
_ROUGH = (
    "SELECT sort_key, coalesce(first_day, 0) FROM statements_statementindex WHERE facts & 3 = 0"
    " AND (first_day IS NOT NULL OR last_day IS NOT NULL) ORDER BY sort_key"
)


@dataclass(frozen=True, slots=True)
class Spans:
    """The entries of such days: their sort keys, in order, and their first days, 0 if not known."""

    keys: Numbers
    firsts: Numbers

    def among(self, met: Matches) -> int:
        """Return how many of these there are among the matches."""
        return int(np.count_nonzero(np.isin(met.keys, self.keys)))

    def first_day(self, met: Matches) -> int:
        """Return the first day that any of these may be of, as an ordinal; 0 where one has no day.

        >>> said = (date(2021, 8, 19), date(2020, 3, 2))
        >>> keys = numbers(day.toordinal() << STATEMENT_BITS for day in said)
        >>> none = Spans(numbers(), numbers())
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


def read_spans(cursor: "CursorWrapper") -> Spans:
    """Return the entries of all days that are known so."""
    cursor.execute(_ROUGH)
    rows = cursor.fetchall()
    return Spans(numbers(key for key, _ in rows), numbers(first for _, first in rows))
