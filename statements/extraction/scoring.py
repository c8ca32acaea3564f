"""How good an extraction is: predicted statements measured against marked ones.

A content is the set of offsets of its letters and digits, less a leading "that"; marks and
punctuation make no difference. Contents are matched one to one, the most similar (Jaccard)
first. A match of 0.8 with the right source is a hit; F1 over the hits is *joint*. *Pieces*
measures the contiguous parts of contents alone. Only the core counts: speech events with a
source that are quoted whole or hold a finite verb. What resembles a marked statement outside
the core is neither right nor wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from statements.extraction.model import StatementKind
from statements.extraction.scoring_letters import (
    content_letters,
    jaccard,
    kind_of,
    letters_of,
    names_in,
    pair,
    pieces_of,
    quoted_spans,
)
from statements.extraction.spans import Span

MATCH: Final = 0.8
RESEMBLES: Final = 0.5


@dataclass(frozen=True, slots=True)
class Marked:
    """One statement, marked by hand or predicted; spans are offsets of the document."""

    spans: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    source_text: str = ""
    kind: StatementKind | None = None  # None: told from the quotation marks
    core: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what was marked in it and what was predicted for it."""

    text: str
    gold: tuple[Marked, ...]
    predicted: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Hits, wrong predictions and misses; the shares are percentages."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.hits + other.hits, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """Return how many of a hundred predictions are right."""
        return _percent(self.hits, self.hits + self.wrong)

    @property
    def recall(self) -> float:
        """Return how many of a hundred marked statements were found."""
        return _percent(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall.

        >>> Count(hits=3, wrong=1, missed=1).f1
        75.0
        """
        return _percent(2 * self.hits, 2 * self.hits + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures for one kind of statement."""

    joint: Count = Count()  # content and source
    content: Count = Count()
    pieces: Count = Count()
    sources_right: int = 0
    sources_known: int = 0  # contents that at least resemble a marked one

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.joint + other.joint,
            self.content + other.content,
            self.pieces + other.pieces,
            self.sources_right + other.sources_right,
            self.sources_known + other.sources_known,
        )

    @property
    def source_accuracy(self) -> float:
        """Return the share of right sources among contents found, in percent."""
        return _percent(self.sources_right, self.sources_known)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of a collection, for the core and each kind within it."""

    core: Figures
    direct: Figures
    mixed: Figures
    indirect: Figures


def score(documents: Iterable[Document]) -> Score:
    """Return the figures of all documents together.

    >>> text = "It rained, Ann Lee said."
    >>> lee = Marked((Span(0, 9),), (Span(11, 18),), "Ann Lee")
    >>> score([Document(text, gold=(lee,), predicted=(lee,))]).core.joint.f1
    100.0
    """
    totals = {kind: Figures() for kind in (None, *StatementKind)}
    for document in documents:
        paired = _Paired(document)
        for kind in totals:
            totals[kind] += paired.figures(kind)
    return Score(
        core=totals[None],
        direct=totals[StatementKind.DIRECT],
        mixed=totals[StatementKind.MIXED],
        indirect=totals[StatementKind.INDIRECT],
    )


def read_marked(record: Mapping[str, object]) -> Marked:
    """Return the statement of one JSON record: `spans` or `start`/`end`, and its source."""
    kind = record.get("kind")
    return Marked(
        spans=_spans(record, ""),
        source=_spans(record, "source_"),
        source_text=str(record.get("source_text") or record.get("canonical") or ""),
        kind=StatementKind(str(kind)) if kind else None,
        core=bool(record.get("core", record.get("speech", True))),
    )


def _spans(record: Mapping[str, object], prefix: str) -> tuple[Span, ...]:
    listed = record.get(f"{prefix}spans")
    if isinstance(listed, list) and listed:
        return tuple(Span(int(start), int(end)) for start, end in listed)
    start, end = record.get(f"{prefix}start"), record.get(f"{prefix}end")
    if isinstance(start, int) and isinstance(end, int) and end > start:
        return (Span(start, end),)
    return ()


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


class _Paired:
    """One document, its contents as letters, ready to be counted for each kind."""

    def __init__(self, document: Document) -> None:
        text = document.text
        inside = letters_of(text, quoted_spans(text))
        self.text = text
        self.gold = document.gold
        self.predicted = [p for p in document.predicted if content_letters(text, p.spans)]
        self.gold_letters = [content_letters(text, g.spans) for g in self.gold]
        self.letters = [content_letters(text, p.spans) for p in self.predicted]
        self.gold_kinds = [
            g.kind or kind_of(letters, inside)
            for g, letters in zip(self.gold, self.gold_letters, strict=True)
        ]
        self.kinds = [kind_of(letters, inside) for letters in self.letters]

    def figures(self, kind: StatementKind | None) -> Figures:
        target = [
            g.core and kind in (None, k)
            for g, k in zip(self.gold, self.gold_kinds, strict=True)
        ]
        excused = {
            j
            for j, letters in enumerate(self.letters)
            if any(
                jaccard(self.gold_letters[i], letters) >= RESEMBLES
                for i, counts in enumerate(target)
                if not counts
            )
        }
        hits, content = self._match(target, kind, excused, MATCH)
        right = sum(self._source_right(i, j) for j, i in hits.items())
        near, _ = self._match(target, kind, excused, RESEMBLES)
        lost = content.hits - right
        return Figures(
            joint=Count(right, content.wrong + lost, content.missed + lost),
            content=content,
            pieces=self._count_pieces(target, kind, excused),
            sources_right=sum(self._source_right(i, j) for j, i in near.items()),
            sources_known=len(near),
        )

    def _match(
        self,
        target: Sequence[bool],
        kind: StatementKind | None,
        excused: set[int],
        least: float,
    ) -> tuple[dict[int, int], Count]:
        pairs = pair(self.gold_letters, self.letters, target, least)
        hits = {j: i for j, i in pairs.items() if target[i]}
        wrong = sum(
            j not in pairs and j not in excused and kind in (None, self.kinds[j])
            for j in range(len(self.letters))
        )
        return hits, Count(len(hits), wrong, sum(target) - len(hits))

    def _source_right(self, i: int, j: int) -> bool:
        """Tell whether the sources overlap, or name the same name."""
        gold, predicted = self.gold[i], self.predicted[j]
        if letters_of(self.text, gold.source) & letters_of(self.text, predicted.source):
            return True
        written = predicted.source_text or " ".join(
            s.of(self.text) for s in predicted.source
        )
        return bool(names_in(gold.source_text) & names_in(written))

    def _count_pieces(
        self, target: Sequence[bool], kind: StatementKind | None, excused: set[int]
    ) -> Count:
        gold = [
            (p, target[i])
            for i, g in enumerate(self.gold)
            for p in pieces_of(self.text, g.spans)
        ]
        mine = [
            (p, j)
            for j, s in enumerate(self.predicted)
            for p in pieces_of(self.text, s.spans)
        ]
        counts = [counted for _, counted in gold]
        pairs = pair([p for p, _ in gold], [p for p, _ in mine], counts, MATCH)
        hits = sum(counts[i] for i in pairs.values())
        wrong = 0
        for n, (piece, j) in enumerate(mine):
            if n in pairs or j in excused or kind not in (None, self.kinds[j]):
                continue
            wrong += not any(
                not counted and 2 * len(other & piece) >= len(piece)
                for other, counted in gold
            )
        return Count(hits, wrong, sum(counts) - hits)
