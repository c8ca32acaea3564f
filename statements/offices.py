"""Who holds an office that was typed: "president of azerbaijan"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from statements import search
from statements.extraction.lexicon.roles import OFFICES
from statements.models import Speaker

SHARED = (
    6  # letters by which words are compared: Azerbaijan, Azerbaijani; spokesperson, -woman
)
LEAST = 2  # words that have to fit, the office among them
MOST_READ = 300  # descriptions
MOST_HOLDERS = 3


def descriptions(words: Sequence[str]) -> search.Asked | None:
    """Return the question for who is described by an office among these words, if there is one."""
    offices = sorted({_begin(word) for word in words if word in OFFICES})
    if not offices:
        return None
    said = " OR ".join(["lower(description) LIKE %s"] * len(offices))
    question = (
        "SELECT 'held', slug, description FROM (SELECT slug, description"  # noqa: S608
        f" FROM {Speaker._meta.db_table} WHERE {said} ORDER BY id LIMIT %s) AS described"
    )
    return question, [*(f"%{office}%" for office in offices), MOST_READ]


def holders(
    words: Sequence[str], answers: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the address name of who is described by most of these words, and which they are.

    Of several, whose description says least besides. `answers` are those to `descriptions`.
    """
    offices = {_begin(word) for word in words if word in OFFICES}
    fits = []
    for slug, description in (row[1:] for row in answers if row[0] == "held"):
        begun = {_begin(word) for word in description.casefold().split()}
        found = [word for word in words if _begin(word) in begun]
        if len(found) >= LEAST and offices.intersection(map(_begin, found)):
            fits.append((-len(found), len(begun), slug, found))
    for number, _, slug, found in sorted(fits)[:MOST_HOLDERS]:
        if number == min(fits)[0]:
            yield slug, found


def _begin(word: str) -> str:
    return word[:SHARED]
