"""Seeds cut, doubled, shuffled and mixed with every trick of Unicode: nothing may raise.

A few dozen mutations run with the tests; MUTATIONS=10000 runs the full number.
"""

import os
import random
from collections.abc import Callable

import pytest

from statements.extraction import extract
from tests.extraction.marked import seeds

MUTATIONS = int(os.environ.get("MUTATIONS", "66"))
CONTROLS = (
    "\u200b\u200d\u200e\u202a\u202e\u2066\u2069\ufeff\u00ad\x00\x1b\ufffd\U000e0041\ud7ff"
)
MARKS = "“”‘’\"'«»„‚()[]—–…"


def cut(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text))
    return text[start : start + rng.randrange(len(text))]


def double(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at // 2 :] + text


def shuffle_lines(text: str, rng: random.Random) -> str:
    lines = text.splitlines()
    rng.shuffle(lines)
    return "\n".join(lines)


def shuffle_words(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)


def drop_breaks(text: str, _rng: random.Random) -> str:
    return text.replace("\n", " ")


def scatter(text: str, rng: random.Random, signs: str, share: float) -> str:
    return "".join(c + rng.choice(signs) if rng.random() < share else c for c in text)


def controls(text: str, rng: random.Random) -> str:
    return scatter(text, rng, CONTROLS, 0.05)


def marks(text: str, rng: random.Random) -> str:
    return scatter(text, rng, MARKS, 0.05)


def combining(text: str, rng: random.Random) -> str:
    storm = "".join(chr(rng.randrange(0x300, 0x370)) for _ in range(200))
    at = rng.randrange(len(text))
    return scatter(text[:at], rng, storm, 0.2) + storm + text[at:]


def random_bytes(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + rng.randbytes(400).decode("utf-8", "replace") + text[at:]


def other_digits(text: str, _rng: random.Random) -> str:
    return text.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})


def other_case(text: str, rng: random.Random) -> str:
    return rng.choice([text.upper(), text.lower(), text.title(), text.swapcase()])


@pytest.mark.parametrize(
    "mutate",
    [
        cut,
        double,
        shuffle_lines,
        shuffle_words,
        drop_breaks,
        controls,
        marks,
        combining,
        random_bytes,
        other_digits,
        other_case,
    ],
)
def test_no_mutation_of_a_seed_raises(mutate: Callable[[str, random.Random], str]) -> None:
    rng = random.Random(mutate.__name__)  # noqa: S311 - mutations, not secrets
    for _ in range(max(1, MUTATIONS // 11)):
        article = rng.choice(seeds())
        text = mutate(article.text, rng)

        extraction = extract(text, published=rng.choice([None, article.published]))

        for statement in extraction.statements:
            assert all(0 <= s.start < s.end <= len(text) for s in statement.spans), text
