"""A made-up language with a grammar like that of plain English, the same every time.

Nouns, verbs and adjectives are endings put to words that follow Zipf's law: the n-th is said
a n-th as often as the first, and so are the ways to make a sentence. So it has what makes
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
# What a sentence is made of: ways to say each part, the commonest first. A part in capitals is
# made in turn, {} takes a word, and what is written behind it makes another form of it.
GRAMMAR = {
    "SENTENCE": ["CLAUSE", "CLAUSE JOINED CLAUSE", "PLACE NAMED CLAUSE"],
    "CLAUSE": ["SUBJECT VERB OBJECT", "SUBJECT VERB OBJECT PLACE", "SUBJECT VERB PLACE"],
    "SUBJECT": ["NAMED", "we", "NAMED", "they", "he", "it", "she", "I", "nobody", "you"],
    "OBJECT": ["NAMED", "NAMED", "NAMED OF NAMED", "it", "them", "us"],
    "PLACE": ["AT NAMED", "AT NAMED OF NAMED", "AT {}", "again", "once more", "today"],
    "NAMED": ["THE {}", "THE {}s", "THE {}al {}", "{}s", "{} {}", "THE {} {}", "{}al {}s"],
    "VERB": [
        "{}ed",
        "MAY {}",
        "HAS {}ed",
        "{}s",
        "WAS {}ing",
        "HARDLY {}ed",
        "MAY HARDLY {}",
    ],
    "THE": "the the a our this their no every its his any that each another such".split(),
    "OF": "of of of for from against between about".split(),
    "AT": "in at on with to by after before during under over near without through".split(),
    "MAY": "will would can must could should may did might shall cannot".split(),
    "HAS": "has have had never not".split(),
    "WAS": "is was are were been being".split(),
    "HARDLY": "not also never still already only always now often soon".split(),
    "JOINED": "and that but because which while if as when who since although so".split(),
}
SENTENCES = 20_000  # without their words; then one of them is drawn each time


class Zipf:
    """Draws numbers below `size`, the n-th of them a n-th as often as the first."""

    def __init__(self, random: Random, size: int) -> None:
        self.random = random
        self.numbers = range(size)
        self.weights = list(accumulate(1 / (number + 1) for number in self.numbers))

    def draw(self, count: int) -> list[int]:
        return self.random.choices(self.numbers, cum_weights=self.weights, k=count)


class Speech:
    """Says something of any length, in the words and with the grammar above."""

    def __init__(self, random: Random) -> None:
        self.random, self.words = random, Zipf(random, WORDS)
        self.ways = {part: Zipf(random, len(ways)) for part, ways in GRAMMAR.items()}
        self.sentences = [" ".join(self._parts("SENTENCE")) for _ in range(SENTENCES)]

    def say(self, length: int) -> str:
        """Return sentences of `length` words together; the last may break off."""
        said = list(self._sentences(length))
        wanted = sum(sentence.count("{}") for sentence in said)
        text = " ".join(said).format(*map(word, self.words.draw(wanted)))
        return " ".join(text.split()[:length])

    def _sentences(self, length: int) -> Iterator[str]:
        while length > 0:
            sentence = self.random.choice(self.sentences)
            length -= sentence.count(" ") + 1
            yield f"{sentence}."

    def _parts(self, part: str) -> Iterator[str]:
        """Yield the words of a part, with {} where one is still to be drawn."""
        if part not in GRAMMAR:
            yield part
            return
        (way,) = self.ways[part].draw(1)
        for smaller in GRAMMAR[part][way].split():
            yield from self._parts(smaller)


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
