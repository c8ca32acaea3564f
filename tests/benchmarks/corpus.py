"""A record of made-up statements, the same one every time, of any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, batched
from random import Random

from django.db import connection, transaction

from statements.extraction.spans import Span
from statements.models import Article, Outlet, Speaker, Statement
from statements.models.sources import digest_of
from tests.factories import dated

WORDS, SPEAKERS, OUTLETS = 20_000, 2_000, 100
FIRST_DAY, DAYS = date(2010, 1, 1), 16 * 365
PER_ARTICLE = 8
BATCH = 250  # articles in one transaction
SYLLABLES = [
    first + last for first in "bdfgklmnprstv" for last in ("a", "e", "i", "or", "un")
]


class Zipf:
    """Draws numbers below `size`, the n-th of them a n-th as often as the first."""

    def __init__(self, random: Random, size: int) -> None:
        self.random = random
        self.numbers = range(size)
        self.weights = list(accumulate(1 / (number + 1) for number in self.numbers))

    def draw(self, count: int) -> list[int]:
        return self.random.choices(self.numbers, cum_weights=self.weights, k=count)


@cache
def word(number: int) -> str:
    """Return a made-up word, a different one for each number.

    >>> word(0), word(1), word(4_225)
    ('baba', 'beba', 'bababe')
    """
    left, syllables = number, ""
    while left or len(syllables) < len("baba"):
        left, syllable = divmod(left, len(SYLLABLES))
        syllables += SYLLABLES[syllable]
    return syllables


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
    words, sources = Zipf(random, WORDS), Zipf(random, OUTLETS)
    for number in range(-(-size // PER_ARTICLE)):
        lengths = [random.randint(20, 80) for _ in range(PER_ARTICLE)]
        paragraphs = [" ".join(map(word, words.draw(length))) for length in lengths]
        text = "\n".join(paragraphs)
        day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
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
