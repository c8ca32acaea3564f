"""The marks of articles as rows: made, kept, and looked up by who shares them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial

from django.db import connections, router

from statements.asking import one_value
from statements.importing.likeness import marks_of_each
from statements.models import Article, TextMark, bulk
from statements.search.ahead import made_ahead

_AHEAD = 4  # batches whose marks are made before they are asked for

type Marks = Sequence[int]

_TABLE = TextMark._meta.db_table
# The latest articles with each mark. All that have it are not looked at: small print is
# common to all articles of an outlet, and they are more with every day.
_LATEST = {
    "postgresql": (
        "SELECT m.mark, t.article_id FROM unnest(%s::bigint[]) AS m (mark) CROSS JOIN LATERAL"  # noqa: S608
        f" (SELECT article_id FROM {_TABLE} WHERE mark = m.mark"
        " ORDER BY article_id DESC LIMIT %s) AS t"
    ),
    "sqlite": (
        f"SELECT m.value, t.article_id FROM json_each(%s) AS m CROSS JOIN {_TABLE} AS t"  # noqa: S608
        " WHERE t.mark = m.value AND t.article_id > coalesce((SELECT article_id"
        f" FROM {_TABLE} WHERE mark = m.value ORDER BY article_id DESC LIMIT 1 OFFSET %s), 0)"
    ),
}


def made_marks(
    batches: Iterable[Sequence[Article]], executor: Executor | None
) -> Iterator[dict[int, list[int]]]:
    """Yield the marks of the articles of each batch, by key; `executor` works them out ahead."""
    calls = (
        (batch, partial(marks_of_each, [(one.text, one.zones) for one in batch]))
        for batch in batches
    )
    for articles, marks in made_ahead(calls, executor, _AHEAD):
        yield dict(zip([one.pk for one in articles], marks, strict=True))


def keep_marks(marks: Mapping[int, Marks]) -> None:
    """Store the marks of articles that have none, by the keys of the articles."""
    bulk.insert_unkeyed(
        TextMark,
        [{"mark": mark, "article_id": pk} for pk, found in marks.items() for mark in found],
    )


def find_sharing(marks: Collection[int], most: int) -> dict[int, list[int]]:
    """Return the articles with each of these marks in order, where more than `most`, the latest."""
    if not marks:
        return {}
    connection = connections[router.db_for_write(TextMark)]
    with connection.cursor() as cursor:
        asked = one_value(marks, connection.vendor)
        cursor.execute(_LATEST[connection.vendor], [asked, most])
        rows = cursor.fetchall()
    sharing: dict[int, list[int]] = {}
    for mark, article in sorted(rows):
        sharing.setdefault(mark, []).append(article)
    return sharing
