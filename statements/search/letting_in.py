"""Letting others write to SQLite while a load goes on.

Who waits for the write lock is not told when it is free, but looks again: after 1, 2, 5, 10, 15,
20, 25, 25 and 25 milliseconds, and then only every 50 and 100 (`sqlite3_busy_timeout`). So
a load leaves the door open for as long as the longest of the first steps, and again before
they are over: whoever waits comes in.
"""

from dataclasses import dataclass, field
from time import monotonic, sleep

OPEN = 0.026  # seconds
SHUT = 0.06  # and what is left of a transaction, some 0.03


@dataclass(slots=True)
class Door:
    """Open once in a while."""

    opened_at: float = field(default_factory=monotonic)

    def stored(self, count: int) -> None:
        """Rest between two transactions, if the last rest was some time ago."""
        if monotonic() - self.opened_at > SHUT:
            sleep(OPEN)
            self.opened_at = monotonic()
