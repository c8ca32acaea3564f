"""How often the program was right, counted from what editors accepted and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from statements.models import Statement

State = Statement.State
type Row = Mapping[str, Any]
SURE = 30  # reviewed statements from which a share says something
BY = {
    "rule": "rule",
    "outlet": "article__outlet__name",
    "kind": "kind",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the statements of one rule, outlet or kind."""

    by: str
    name: str
    accepted: int  # right as they were found
    corrected: int  # accepted after an editor changed something
    rejected: int
    waiting: int

    @property
    def reviewed(self) -> int:
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> float | None:
        """Return the share that was right as found, None where nothing was reviewed.

        >>> Tally("rule", "after", 8, 1, 1, 5).precision
        0.8
        """
        return self.accepted / self.reviewed if self.reviewed else None

    @property
    def percent(self) -> str:
        return "–" if self.precision is None else f"{100 * self.precision:.0f} %"

    @property
    def shares(self) -> tuple[float, float, float]:
        """Return accepted, corrected and rejected in hundredths of what was reviewed."""
        whole = self.reviewed or 1
        counts = (self.accepted, self.corrected, self.rejected)
        return (
            100 * counts[0] / whole, 100 * counts[1] / whole, 100 * counts[2] / whole
        )  # fmt: skip

    @property
    def few(self) -> bool:
        return self.reviewed < SURE


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything that was counted: one tally of all, and those by rule, outlet and kind."""

    overall: Tally
    by: dict[str, list[Tally]]


def count() -> Quality:
    """Count what a program found, in one pass over the statements."""
    found = Statement.objects.filter(current=True).exclude(rule="")
    counted = found.values(*BY.values(), "state", "edited").annotate(count=Count("pk"))
    rows = list(counted.order_by())
    tallies = {by: _tallies(by, rows) for by in BY}
    return Quality(_tally("", "Everything", rows), tallies)


def _tallies(by: str, rows: Sequence[Row]) -> list[Tally]:
    """Return one tally for each rule, outlet or kind, the most reviewed first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(_named(by, row[BY[by]]), []).append(row)
    tallies = [_tally(by, name, group) for name, group in groups.items()]
    return sorted(tallies, key=lambda one: (-one.reviewed, -one.waiting, one.name))


def _tally(by: str, name: str, rows: Sequence[Row]) -> Tally:
    def total(state: State, *, edited: bool | None = None) -> int:
        return sum(
            row["count"]
            for row in rows
            if row["state"] == state and edited in {None, row["edited"]}
        )

    return Tally(
        by,
        name,
        accepted=total(State.PUBLISHED, edited=False),
        corrected=total(State.PUBLISHED, edited=True),
        rejected=total(State.REJECTED),
        waiting=total(State.CANDIDATE),
    )


def table() -> Iterator[list[str]]:
    """Return the rows of the table that can be taken away."""
    yield ["by", "name", "accepted", "corrected", "rejected", "waiting", "precision"]
    for row in (row for rows in count().by.values() for row in rows):
        counts = [row.accepted, row.corrected, row.rejected, row.waiting]
        share = "" if row.precision is None else f"{row.precision:.4f}"
        yield [row.by, row.name, *map(str, counts), share]


def _named(by: str, value: str | None) -> str:
    return str(Statement.Kind(value).label) if by == "kind" and value else value or "none"
