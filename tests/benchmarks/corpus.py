"""A record of made-up statements in the order of their days, the same every time, of any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import batched
from random import Random

from django.db import connection, transaction

from statements.extraction.spans import Span
from statements.models import Article, Outlet, Speaker, Statement
from statements.models.sources import digest_of
from tests.benchmarks.language import Speech, Zipf, word
from tests.factories import dated

SPEAKERS, OUTLETS = 2_000, 100
FIRST_DAY, DAYS = date(2010, 1, 1), 16 * 365
PER_ARTICLE = 8
BATCH = 250  # articles in one transaction


def fill(size: int) -> None:
    """Store `size` statements and their index entries."""
    random = Random(1)  # noqa: S311 - the same numbers every time is the point
    outlets = Outlet.objects.bulk_create(
        Outlet(slug=f"outlet-{number}", name=f"Outlet {number}")
        for number in range(OUTLETS)
    )
    speakers = Speaker.objects.bulk_create(
        Speaker(slug=f"speaker-{number}", name=f"Speaker {word(number).title()}")
        for number in range(SPEAKERS)
    )
    for articles in batched(made(random, size, outlets), BATCH, strict=False):
        with transaction.atomic():
            Article.objects.bulk_create(articles)
            statements = [
                statement
                for article in articles
                for statement in statements_in(article, random, speakers)
            ]
            Statement.objects.with_index(statements)


def count_rows() -> None:
    """Do what a PostgreSQL that has been up for a minute has done by itself; SQLite never does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def made(random: Random, size: int, outlets: list[Outlet]) -> Iterator[Article]:
    speech, sources = Speech(random), Zipf(random, OUTLETS)
    articles = -(-size // PER_ARTICLE)
    for number in range(articles):
        paragraphs = [speech.say(random.randint(20, 80)) for _ in range(PER_ARTICLE)]
        text = "\n".join(paragraphs)
        day = FIRST_DAY + timedelta(days=number * DAYS // articles)
        yield Article(
            outlet=outlets[sources.draw(1)[0]],
            url=f"https://example.org/{number}/",
            headline=paragraphs[0][:60],
            text=text,
            digest=digest_of(text),
            language="en",
            **dated(day.isoformat()),
        )


def statements_in(
    article: Article, random: Random, speakers: list[Speaker]
) -> Iterator[Statement]:
    start, said = 0, dated(article.edtf)
    drawn = Zipf(random, len(speakers)).draw(PER_ARTICLE)
    for paragraph, number in zip(article.text.split("\n"), drawn, strict=True):
        statement = Statement(speaker=speakers[number], speaker_as_written="she", **said)
        statement.anchor([Span(start, start + len(paragraph))], article)
        start += len(paragraph) + 1
        yield statement
