"""From a word to what it can do as a cue: its verb, its form and its frames."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from statements.extraction.lexicon.reporting import (
    DOUBLING,
    IRREGULAR,
    NOUN_LIKE,
    PARTICLES,
    VERBS,
)


class Form(StrEnum):
    BASE = "base"
    THIRD = "third"  # says
    PAST = "past"
    ING = "ing"
    PARTICIPLE = "participle"  # written: only after have or be


@dataclass(frozen=True, slots=True)
class Cue:
    """One inflected word of saying."""

    verb: str
    form: Form
    frames: frozenset[str]
    particles: tuple[tuple[str, ...], ...]
    nounlike: bool


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in DOUBLING else "") + "ed"


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    doubled = verb in DOUBLING or verb in {"begin", "put", "let"}
    return verb + (verb[-1] if doubled else "") + "ing"


def inflect(verb: str) -> Iterator[tuple[str, Form]]:
    """Yield the forms of a verb, each with its name.

    >>> [form for form, _ in inflect("deny")]
    ['denying', 'denies', 'deny', 'denied']
    """
    past, participle = IRREGULAR.get(verb, (_past(verb), _past(verb)))
    yield _ing(verb), Form.ING
    yield _third(verb), Form.THIRD
    yield verb, Form.BASE
    if participle != past:
        yield participle, Form.PARTICIPLE
    yield past, Form.PAST


def _build() -> dict[str, Cue]:
    frames: dict[str, set[str]] = {}
    for letters, verbs in VERBS:
        for verb in verbs.split():
            frames.setdefault(verb, set()).update(letters)
    for verb in PARTICLES:
        frames.setdefault(verb, set())
    table: dict[str, Cue] = {}
    for verb, letters_of in frames.items():
        particles = tuple(tuple(p.split()) for p in PARTICLES.get(verb, ()))
        for form, name in inflect(verb):
            table[form] = Cue(
                verb, name, frozenset(letters_of), particles, form in NOUN_LIKE
            )
    return table


CUES: Final = _build()


def says(word: str) -> bool:
    """Tell whether a folded word is, without doubt, a verb of saying.

    >>> says("added"), says("reports"), says("rained")
    (True, False, False)
    """
    cue = CUES.get(word)
    return bool(
        cue and "s" in cue.frames and cue.form is not Form.BASE and not cue.nounlike
    )
