"""Made-up statements for the index alone, and a fixed mix of questions about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from random import Random

from statements.search import Filters, Query, parse
from statements.search.entries import EVENTS, KINDS, Row
from statements.search.periods import Period
from tests.benchmarks.corpus import DAYS, FIRST_DAY
from tests.benchmarks.language import WORDS, Speech, Zipf, word

SPEAKERS, OUTLETS = 5_000, 300
UNDATED = 20  # one in so many has no day
OF_EACH = 25  # questions
SEED = 7


def rows(size: int) -> Iterator[Row]:
    """Yield `size` statements of 20 to 80 words, in the order of their days."""
    random = Random(SEED)  # noqa: S311 - the same numbers every time is the point
    speech, speakers, outlets = (
        Speech(random),
        Zipf(random, SPEAKERS),
        Zipf(random, OUTLETS),
    )
    for pk in range(1, size + 1):
        day = FIRST_DAY + timedelta(days=(pk - 1) * DAYS // size)
        known = None if pk % UNDATED == 0 else day
        yield Row(
            pk,
            speech.say(random.randint(20, 80)),
            KINDS[pk % len(KINDS)],
            "published",
            True,
            known,
            known,
            speakers.draw(1)[0] + 1,
            outlets.draw(1)[0] + 1,
            None,
            EVENTS[pk % len(EVENTS)],
        )


type Question = tuple[Query, Filters]


def mix() -> dict[str, list[Question]]:
    """Return the questions by class, the same every time."""
    random = Random(SEED + 1)  # noqa: S311
    common = [random.randint(4, 15) for _ in range(OF_EACH)]
    rare = [random.randint(4_000, WORDS - 1) for _ in range(OF_EACH)]
    middle = [random.randint(50, 800) for _ in range(OF_EACH)]
    typed = {
        "rare word": [word(n) for n in rare],
        "common word": [word(n) for n in common],
        "two words": [f"{word(a)} {word(b)}" for a, b in zip(common, middle, strict=True)],
        "two common words": [f"{word(n)} {word(n + 7)}" for n in common],
        "phrase": [f'"{text}"' for text in _said(random)],
        "prefix": [f"{word(n)[:4]}*" for n in middle],
    }
    asked = {name: [(parse(text), Filters()) for text in of] for name, of in typed.items()}
    speakers = Zipf(random, SPEAKERS).draw(OF_EACH)
    outlets = Zipf(random, OUTLETS).draw(OF_EACH)
    asked["word and speaker"] = [
        (parse(word(n)), Filters(speakers=(s + 1,)))
        for n, s in zip(common, speakers, strict=True)
    ]
    asked["word and days"] = [
        (parse(word(n)), Filters(period=_period(random))) for n in middle
    ]
    asked["filters alone"] = [
        (parse(""), Filters(speakers=(s + 1,), outlets=(o + 1,), kinds=("direct",)))
        for s, o in zip(speakers, outlets, strict=True)
    ]
    return asked


def _said(random: Random) -> list[str]:
    """Return three words in a row out of as many statements."""
    said = []
    for row in islice(rows(OF_EACH), OF_EACH):
        words = row.text.split()
        at = random.randrange(len(words) - 2)
        said.append(" ".join(words[at : at + 3]))
    return said


def _period(random: Random) -> Period:
    first = date(random.randint(2010, 2024), random.randint(1, 12), 1)
    return Period(first, first + timedelta(days=random.choice([30, 90, 365])))
