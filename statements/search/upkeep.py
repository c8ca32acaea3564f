"""What a process does for the index while nothing else is to be done."""

import logging
from collections.abc import Callable
from time import monotonic

from django.db import connection

from statements.search.backends import count_frequent, is_counted

LEAST = 60  # seconds from one count to the next
REST = 20  # times as long as it took: to count takes a twentieth of one processor at most

logger = logging.getLogger(__name__)


class Upkeep:
    """Counts the frequent words anew after the index has changed, and not too often."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._not_before = clock()

    def while_idle(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Count if it is time and anything was written or deleted; give up if `stop` says so."""
        begun = self._clock()
        if begun < self._not_before:
            return
        if not is_counted(connection) and count_frequent(connection, stop):
            logger.info("Frequent words are counted anew.")
        ended = self._clock()
        self._not_before = ended + max(LEAST, REST * (ended - begun))
