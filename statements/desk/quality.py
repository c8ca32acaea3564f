"""How often the program was right, counted from what editors accepted and rejected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from statements.models import Statement

State = Statement.State
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


def tallies(by: str) -> list[Tally]:
    """Return one tally for each rule, outlet or kind, the most reviewed first."""
    found = Statement.objects.filter(current=True).exclude(rule="")
    counted = found.values(name=F(BY[by])).annotate(
        accepted=Count("pk", filter=Q(state=State.PUBLISHED, edited=False)),
        corrected=Count("pk", filter=Q(state=State.PUBLISHED, edited=True)),
        rejected=Count("pk", filter=Q(state=State.REJECTED)),
        waiting=Count("pk", filter=Q(state=State.CANDIDATE)),
    )
    rows = [_tally(by, row) for row in counted]
    return sorted(rows, key=lambda row: (-row.reviewed, -row.waiting, row.name))


def _tally(by: str, row: Mapping[str, Any]) -> Tally:
    counts = {name: value for name, value in row.items() if name != "name"}
    return Tally(by=by, name=_named(by, row["name"]), **counts)


def overall() -> Tally:
    """Return the tally of everything a program found."""
    rows = tallies("kind")
    return Tally(
        by="",
        name="Everything",
        accepted=sum(row.accepted for row in rows),
        corrected=sum(row.corrected for row in rows),
        rejected=sum(row.rejected for row in rows),
        waiting=sum(row.waiting for row in rows),
    )


def table() -> Iterator[list[str]]:
    """Return the rows of the table that can be taken away."""
    yield ["by", "name", "accepted", "corrected", "rejected", "waiting", "precision"]
    for row in (row for by in BY for row in tallies(by)):
        counts = [row.accepted, row.corrected, row.rejected, row.waiting]
        share = "" if row.precision is None else f"{row.precision:.4f}"
        yield [row.by, row.name, *map(str, counts), share]


def _named(by: str, value: str | None) -> str:
    return str(Statement.Kind(value).label) if by == "kind" and value else value or "none"
