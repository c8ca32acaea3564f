"""Is an article known already, to the character? Asked before anything costly is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from statements.importing.outlets import find_outlet
from statements.importing.sources import About, Source
from statements.models import Article
from statements.models.sources import digest_of


@dataclass(frozen=True, slots=True)
class _Known:
    pk: int
    outlet: int
    url: str


def find_known(sources: Sequence[Source]) -> list[int | None]:
    """Return, for each source, the key of the article with the same text, address and outlet.

    Without an address a text that is known anywhere is known; without an
    outlet the address and the text decide.
    """
    digests = [digest_of(source.text) for source in sources]
    known = _known_by_digest(set(digests))
    return [
        _match(source.about, known[digest]) if digest in known else None
        for source, digest in zip(sources, digests, strict=True)
    ]


def _known_by_digest(digests: Iterable[str]) -> dict[str, list[_Known]]:
    rows = Article.objects.filter(digest__in=digests).order_by("pk")
    known: dict[str, list[_Known]] = {}
    for digest, pk, outlet, url in rows.values_list("digest", "pk", "outlet", "url"):
        known.setdefault(digest, []).append(_Known(pk, outlet, url))
    return known


def _match(about: About, known: list[_Known]) -> int | None:
    if about.url:
        known = [article for article in known if article.url == about.url]
    if known and about.outlet:
        outlet = find_outlet(about)
        known = [article for article in known if outlet and article.outlet == outlet.pk]
    return known[0].pk if known else None
