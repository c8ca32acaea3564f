"""How many statements there are of each day, speaker and article, kept ready by the database.

To count a million statements takes a second, and pages about the whole record would do it after
each write. So triggers add what a new row adds to these sums, and take away what an old one
added, in the transaction that writes the row. Rejected and replaced statements are not counted.

`install` makes tables and triggers, `count_anew` fills them from the rows, `differing` says where
they do not say what the rows say; the others read them.
"""

from statements.sums.keeping import count_anew, differing, install, remove
from statements.sums.reading import (
    OfMonth,
    by_days,
    by_month,
    by_outlet,
    by_speaker,
    speakers_and_undated,
)

__all__ = [
    "OfMonth",
    "by_days",
    "by_month",
    "by_outlet",
    "by_speaker",
    "count_anew",
    "differing",
    "install",
    "remove",
    "speakers_and_undated",
]
