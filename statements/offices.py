"""Who holds an office that was typed: "president of azerbaijan"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q

from statements.extraction.lexicon.roles import OFFICES
from statements.models import Speaker

SHARED = (
    6  # letters by which words are compared: Azerbaijan, Azerbaijani; spokesperson, -woman
)
LEAST = 2  # words that have to fit, the office among them
MOST_READ = 300  # descriptions
MOST_HOLDERS = 3


def holders(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the address name of who is described by most of these words, and which they are.

    Of several, whose description says least besides.
    """
    offices = {_begin(word) for word in words if word in OFFICES}
    held = Q()
    for office in offices:
        held |= Q(description__icontains=office)
    known = Speaker.objects.filter(held).order_by("pk").values_list("slug", "description")
    fits = []
    for slug, description in known[:MOST_READ] if offices else ():
        begun = {_begin(word) for word in description.casefold().split()}
        found = [word for word in words if _begin(word) in begun]
        if len(found) >= LEAST and offices.intersection(map(_begin, found)):
            fits.append((-len(found), len(begun), slug, found))
    for number, _, slug, found in sorted(fits)[:MOST_HOLDERS]:
        if number == min(fits)[0]:
            yield slug, found


def _begin(word: str) -> str:
    return word[:SHARED]
