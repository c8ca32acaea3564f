"""Everything that is wrong with a record, found batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

from statements import sums
from statements.models import Article, SpeakerName, Statement
from statements.proof.anchors import article_flaws, statement_flaws
from statements.search import checking

ARTICLES, ROWS = 200, 1_000  # in memory at a time
COMPARED = (
    *("public_id", "article", "text", "spans", "span_count", "start", "end"),
    *("source_start", "source_end", "cue_start", "cue_end"),
)
# SQLite: a reader, though Django's own transactions begin as writers. See config.env.
_BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


class Flaw(NamedTuple):
    """One thing that is wrong, and of what."""

    subject: str
    problem: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.problem}"


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """See the record as it is now to the end, whoever writes meanwhile."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def find_flaws() -> Iterator[Flaw]:
    """Yield everything that is wrong. Memory does not grow with the record."""
    yield from _in_articles()
    yield from _in_index()
    yield from _in_names()
    yield from _in_sums()


def index_damage() -> list[Flaw]:
    """Return what is wrong with the index as a whole. It writes nothing but needs the lock."""
    return [Flaw("search index", problem) for problem in checking.damage(connection)]


def _in_articles() -> Iterator[Flaw]:
    articles = Article.objects.only("pk", "text", "digest", "zones")
    for batch in _batches(articles, ARTICLES):
        texts = {article.pk: article.text for article in batch}
        for article in batch:
            for problem in article_flaws(article):
                yield Flaw(f"article {article.pk}", problem)
        statements = Statement.objects.filter(article__in=texts).order_by("pk")
        for statement in statements.only(*COMPARED):
            text = texts[statement.article_id or 0]
            for problem in statement_flaws(statement, text) if text else ():
                yield Flaw(f"statement {statement.public_id}", problem)


def _in_index() -> Iterator[Flaw]:
    for batch in _batches(Statement.objects.only("pk", "public_id"), ROWS):
        names = {statement.pk: statement.public_id for statement in batch}
        for pk, problem in checking.unindexed(names):
            yield Flaw(f"statement {names[pk]}", problem)


def _in_names() -> Iterator[Flaw]:
    for batch in _batches(SpeakerName.objects.only("pk"), ROWS):
        for pk in checking.unfindable([name.pk for name in batch]):
            yield Flaw(f"spelling {pk}", "search does not know its words")


def _in_sums() -> Iterator[Flaw]:
    for place in sums.differing(connection):
        yield Flaw(f"the number for {place}", "it is not that of the rows")


def _batches[Row: models.Model](
    rows: models.QuerySet[Row, Any], size: int
) -> Iterator[list[Row]]:
    """Yield all rows in the order of their keys, so many at a time."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        yield batch
        last = batch[-1].pk
