"""The days of a match as a condition in SQL that both databases read alike."""

from statements.search.matching import Match

_BEFORE_ALL, _AFTER_ALL = -1, 99_999_999  # for ends that are open


def days_condition(match: Match) -> tuple[str, list[int]]:
    """Return a condition on `i.first_day` and `i.last_day`, and its values."""
    first, last = match.period.first, match.period.last
    if not match.period:
        return "TRUE", []
    start = first.toordinal() if first else _BEFORE_ALL
    end = last.toordinal() if last else _AFTER_ALL
    earliest = f"COALESCE(i.first_day, {_BEFORE_ALL})"
    latest = f"COALESCE(i.last_day, {_AFTER_ALL})"
    certain = f"({earliest} >= %s AND {latest} <= %s)"
    if not match.perhaps:
        return certain, [start, end]
    return f"{latest} >= %s AND {earliest} <= %s AND NOT {certain}", [
        start,
        end,
        start,
        end,
    ]
