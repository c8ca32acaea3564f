"""How many statements there are of each day, speaker and article, kept ready by the database.

To count a million statements takes a second, and pages about the whole record would do it after
each write. So triggers add what a new row adds to these sums, and take away what an old one
added, in the transaction that writes the row. Rejected and replaced statements are not counted.

`install` makes tables and triggers, `differing` says where they do not say what the rows say, and
`tidy` mends that; the others read them.
"""

from statements.sums.keeping import differing, install, remove, tidy
from statements.sums.reading import (
    OfMonth,
    by_days,
    by_month,
    by_outlet,
    by_speaker,
    speakers_and_undated,
)
from statements.sums.tables import BY_ARTICLE

__all__ = [
    "BY_ARTICLE",
    "OfMonth",
    "by_days",
    "by_month",
    "by_outlet",
    "by_speaker",
    "differing",
    "install",
    "remove",
    "speakers_and_undated",
    "tidy",
]
