"""A made-up language with the grammar of plain English, the same every time.

Sentences come from a few patterns. Their nouns, verbs and adjectives are endings put to words
that follow Zipf's law: the n-th is said a n-th as often as the first. So it has what makes
searching English what it is: small words that stand everywhere, many forms of one stem, a few
common words and a long tail of rare ones. Word 10 stands in about every fifth statement of 20
to 80 words, word 2,000 in one of a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random

WORDS = 20_000
PLAIN = (
    "border claim treaty talk demand report attack accord corridor protest mission weapon"
    " visit request summit offer concern answer conflict sanction ceasefire question army"
    " budget court threat forum region exchange post embassy envoy patrol garrison village"
    " road bridge transit export pipeline harvest market student airport election deputy"
    " reform archive monument river mountain checkpoint convoy refugee prisoner guarantee"
).split()
SYLLABLES = [
    first + last for first in "bdfgklmnprstv" for last in ("a", "e", "i", "or", "un")
]
# Each {} takes a word: what is written behind it makes a verb or an adjective of it.
PATTERNS = (
    "the {} of the {} was {}ed by the {}al {}",
    "we have {}ed the {} and will not {} any {}s",
    "there can be no {} without {}ing the {}",
    "they {}ed that the {}s in the {} are {}al",
    "it is for the {} to {} its {}s with {}",
    "our {} has {}ed {} and {} for years",
    "in the {} he did not {} the {} of {}",
    "if the {}s {} the {}ment we shall {} it",
    "nobody {}s a {} that {}s the {}",
    "this {} is a {}al {} to all {}s on the {}",
    "as to {} and {} I would {} the {}ing {}",
    "she was {}ed at the {} about {}s from {}",
)


class Zipf:
    """Draws numbers below `size`, the n-th of them a n-th as often as the first."""

    def __init__(self, random: Random, size: int) -> None:
        self.random = random
        self.numbers = range(size)
        self.weights = list(accumulate(1 / (number + 1) for number in self.numbers))

    def draw(self, count: int) -> list[int]:
        return self.random.choices(self.numbers, cum_weights=self.weights, k=count)


class Speech:
    """Says something of any length, from the words and patterns above."""

    def __init__(self, random: Random) -> None:
        self.random, self.words = random, Zipf(random, WORDS)

    def say(self, length: int) -> str:
        """Return sentences of `length` words together; the last may break off."""
        pieces = list(self._patterns(length))
        wanted = sum(piece.count("{}") for piece in pieces)
        text = " ".join(pieces).format(*map(word, self.words.draw(wanted)))
        return " ".join(text.split()[:length])

    def _patterns(self, length: int) -> Iterator[str]:
        while length > 0:
            pattern = self.random.choice(PATTERNS)
            length -= pattern.count(" ") + 1
            yield f"{pattern}."


@cache
def word(number: int) -> str:
    """Return a word, a different one for each number: some English ones, then made-up ones.

    >>> word(0), word(60), word(4_225)
    ('border', 'sodaba', 'bababe')
    """
    if number < len(PLAIN):
        return PLAIN[number]
    left, syllables = number, ""
    while left or len(syllables) < len("baba"):
        left, syllable = divmod(left, len(SYLLABLES))
        syllables += SYLLABLES[syllable]
    return syllables
