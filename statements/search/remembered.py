"""What a process remembers of statements on SQLite: what is counted about them, by number.

To look ten thousand rows up for their facets costs SQLite four times as much as to find
them. So what was looked up once is kept, eight bytes a statement. A trigger notes every
entry that is written; before anything remembered is used, all that was noted since is
read, also what other processes wrote.
"""

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from statements.search.entries import UNDATED_END
from statements.search.facets import Matches, Numbers, numbers

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

CHANGES = "statement_changes"
KEPT = 10_000  # changes; who missed more forgets everything
MOST = 1 << 26  # statements, and eight times as many bytes
# The newest entries, which most questions ask for first: to read them in a row takes half as long
# as to look each up, and whoever asks first waits a fourteenth of a second for it.
AT_FIRST = 250_000
# So few are looked up each time: to ask what was written since takes as long.
FEW = 40
_UNKNOWN = -1

# Its numbers only grow, also where rows were deleted: that is what AUTOINCREMENT is for.
_TABLE = f"""
CREATE TABLE IF NOT EXISTS {CHANGES} (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, statement INTEGER, facts INTEGER
)
"""
_TRIGGERS = [
    f"""
    CREATE TRIGGER IF NOT EXISTS statement_index_notes_each_{event}
    AFTER {event} ON statements_statementindex
    BEGIN
        INSERT INTO {CHANGES} (statement, facts) VALUES ({row}.statement_id, {facts});
    END
    """  # noqa: S608
    for event, row, facts in (
        ("insert", "new", "new.facts"),
        ("update", "new", "new.facts"),
        ("delete", "old", _UNKNOWN),
    )
]
CREATE = (_TABLE, *_TRIGGERS)


@dataclass(slots=True)
class Remembered:
    """The facts of statements as of one change; `_UNKNOWN` where they were not looked up."""

    seq: int | None = None
    facts: Numbers = field(default_factory=numbers)
    lock: Lock = field(default_factory=Lock)

    def of(self, cursor: "CursorWrapper", keys: Numbers, statements: Numbers) -> Matches:
        """Return these matches with their facts, but statements that have left meanwhile."""
        with self.lock:
            self._make_room(int(statements.max()) + 1)
            missing = self.facts[statements] == _UNKNOWN
            if self.seq is None:  # what is read first of all may hold them
                missing[:] = False
            found, first, last = _look_up(cursor, keys[missing])
            is_as_before = self._catch_up(cursor, first, last)
            self._make_room(int(statements.max()) + 1)
            self.facts[statements[missing]] = found
            if not is_as_before:
                missing = self.facts[statements] == _UNKNOWN
                self.facts[statements[missing]], _, _ = _look_up(cursor, keys[missing])
            found = self.facts[statements]
        return Matches(keys, found).where(found != _UNKNOWN)

    def _catch_up(self, cursor: "CursorWrapper", first: int, last: int) -> bool:
        """Take over what changed, of all changes from `first` to `last` that are noted.

        Return whether nothing had to be forgotten.
        """
        seq = self.seq
        self.seq = last
        if seq is None or not first - 1 <= seq <= last or last - seq > KEPT:
            self.facts = numbers()  # of another time, or of another file of this name
            self._read_newest(cursor)
            return False
        if seq < last:
            cursor.execute(
                f"SELECT statement, facts FROM {CHANGES} WHERE seq > %s ORDER BY seq",  # noqa: S608
                [seq],
            )
            for statement, facts in cursor.fetchall():
                if statement < len(self.facts):
                    self.facts[statement] = facts
        return True

    def _read_newest(self, cursor: "CursorWrapper") -> None:
        cursor.execute(
            "SELECT group_concat(statement_id), group_concat(facts) FROM (SELECT statement_id,"
            " facts FROM statements_statementindex ORDER BY sort_key DESC LIMIT %s)",
            [AT_FIRST],
        )
        statements, facts = map(read, cursor.fetchone())
        kept = statements < MOST
        self._make_room(int(statements[kept].max(initial=-1)) + 1)
        self.facts[statements[kept]] = facts[kept]

    def _make_room(self, size: int) -> None:
        if size > len(self.facts):
            # And some more, because all that is there is written anew each time.
            more = np.full(size + size // 8 - len(self.facts), _UNKNOWN, np.int64)
            self.facts = np.concatenate((self.facts, more))


def _look_up(cursor: "CursorWrapper", keys: Numbers) -> tuple[Numbers, int, int]:
    """Return the facts of the statements with these sort keys, and the first and last change noted.

    `_UNKNOWN` where there is no such statement; 0 where no change is noted.
    """
    # One value for all rows: to take apart thousands of rows costs more than to find them.
    cursor.execute(
        f"SELECT group_concat(coalesce(i.facts, {_UNKNOWN})),"  # noqa: S608
        f" (SELECT min(seq) FROM {CHANGES}), (SELECT max(seq) FROM {CHANGES})"
        " FROM json_each(%s) AS k"
        " LEFT JOIN statements_statementindex AS i ON i.sort_key = k.value",
        [written(keys)],
    )
    facts, first, last = cursor.fetchone()
    return read(facts), first or 0, last or 0


def written(keys: Numbers) -> str:
    """Return sort keys as one value of a question."""
    return f"[{','.join(map(str, keys.tolist()))}]"


def read(numbers_written: str | None) -> Numbers:
    """Return numbers that SQLite has written one behind the other, with commas between."""
    return (
        np.fromstring(numbers_written, np.int64, sep=",") if numbers_written else numbers()
    )


_databases: dict[str, Remembered] = {}


def recall(cursor: "CursorWrapper", keys: Numbers) -> Matches | None:
    """Return the matches with these sort keys; None where their numbers are too large for it.

    Not to be used in a transaction: its own changes may yet be taken back.
    """
    if len(keys) <= FEW:
        facts = _look_up(cursor, keys)[0] if len(keys) else keys
        return Matches(keys, facts).where(facts != _UNKNOWN)
    statements = keys & (UNDATED_END - 1)
    if statements.max() >= MOST:
        return None
    name = str(cursor.db.settings_dict["NAME"])
    return _databases.setdefault(name, Remembered()).of(cursor, keys, statements)


def forget_changes(cursor: "CursorWrapper") -> None:
    """Throw away what was noted long ago."""
    cursor.execute(
        f"DELETE FROM {CHANGES} WHERE seq <= (SELECT max(seq) FROM {CHANGES}) - %s",  # noqa: S608
        [KEPT],
    )
