"""Is an article known already, to the character? Asked before anything costly is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from statements.importing.sources import About, Source
from statements.importing.walking import PASSING
from statements.models import Action, Article, Change, ImportedFile
from statements.models.record import DATE_FIELDS
from statements.models.sources import digest_of

# What a file says about its article, by the column that keeps it, and its length there.
FACTS = {"published": ("edtf", 300), "headline": ("headline", 500), "byline": ("byline", 300),
         "language": ("language", 16), "url": ("url", 2_000)}  # fmt: skip
DATING = {"edtf", "known_from"}  # one goes with the other


class Known(NamedTuple):
    """An article on record, as far as a file may say otherwise."""

    pk: int
    outlet: int
    outlet_name: str
    url: str
    edtf: str
    known_from: str
    headline: str
    byline: str
    language: str
    newer: int | None  # the version that has taken its place


_COLUMNS = {"outlet": "outlet_id", "outlet_name": "outlet__name"}


@dataclass(frozen=True, slots=True)
class Standing:
    """The article on record with the text of a source; `settled` where it is not to be touched."""

    known: Known
    settled: bool


def find_known(sources: Sequence[Source]) -> list[int | None]:
    """Return, for each source, the key of the article with the same text, address and outlet.

    Without an address a text that is known anywhere is known; without an
    outlet the address and the text decide.
    """
    digests = [digest_of(one.text) for one in sources]
    known = _by_digest(digests)
    found = [
        _match(one.about, known.get(digest, []))
        for one, digest in zip(sources, digests, strict=True)
    ]
    return [one.pk if one else None for one in found]


def look_up(sources: Sequence[Source]) -> list[Standing | None]:
    """Return the article on record for each source, and whether there is anything to do about it.

    A text at the same address, or from the same file, is the same article whatever
    else is said about it now: so what was said wrongly can be corrected.
    """
    digests = [digest_of(one.text) for one in sources]
    known = _by_digest(digests)
    return [
        _stand(one, known.get(digest, []))
        for one, digest in zip(sources, digests, strict=True)
    ]


def to_correct(about: About, known: Known) -> set[str]:
    """Return the columns of an article that a source says otherwise, and no editor has set."""
    differs = {
        column
        for name, (column, most) in FACTS.items()
        if getattr(about, name) and getattr(about, name)[:most] != getattr(known, column)
    }
    if about.published and about.known_from[:300] != known.known_from:
        differs.add("known_from")
    if about.outlet and not _is_of(about, known):
        differs.add("outlet_id")
    return differs - _set_by_editors(known) if differs else differs


def _set_by_editors(known: Known) -> set[str]:
    by_hand = Change.objects.exclude(action__verb=Action.Verb.AMENDED)
    changes = by_hand.filter(table="article", row=known.pk, after__isnull=False)
    touched = {
        column
        for after in changes.values_list("after", flat=True)
        for column in after or {}
    }
    if by_hand.filter(table="outlet", row=known.outlet).exists():
        touched.add("outlet_id")  # it was named or merged by hand, and goes by another name
    return touched | DATING if touched & {*DATING, *DATE_FIELDS} else touched


def _stand(source: Source, known: list[Known]) -> Standing | None:
    found = _match(source.about, known) or _match_anyhow(source, known)
    if found is None:
        return None
    settled = not to_correct(source.about, found) and not has_gone_back(source, found)
    return Standing(found, settled)


def has_gone_back(source: Source, known: Known) -> bool:
    """Tell whether an article has its earlier text again, and did not just wait to be read.

    A file that brought this very version when it was last read tells nothing new.
    """
    if known.newer is None:
        return False
    seen = ImportedFile.objects.filter(
        name=source.name, article__outlet=known.outlet, article__url=known.url
    )
    return seen.order_by("-pk").values_list("article", flat=True).first() != known.pk


def _by_digest(digests: Iterable[str]) -> dict[str, list[Known]]:
    rows = Article.objects.filter(digest__in=set(digests)).order_by("pk")
    columns = [_COLUMNS.get(name, name) for name in Known._fields]
    known: dict[str, list[Known]] = {}
    for digest, *values in rows.values_list("digest", *columns):
        known.setdefault(digest, []).append(Known._make(values))
    return known


def _match(about: About, known: list[Known]) -> Known | None:
    if about.url:
        known = [article for article in known if article.url == about.url]
    if about.outlet:
        known = [article for article in known if _is_of(about, article)]
    return known[0] if known else None


def _match_anyhow(source: Source, known: list[Known]) -> Known | None:
    """Return the article at the same address, else the one that came from the same file."""
    for article in known:
        if source.about.url and article.url == source.about.url:
            return article
    if not known or source.name.startswith(PASSING):
        return None
    pks = [article.pk for article in known]
    seen = ImportedFile.objects.filter(article__in=pks, name=source.name)
    last = seen.order_by("-pk").values_list("article", flat=True).first()
    return next((article for article in known if article.pk == last), None)


def _is_of(about: About, known: Known) -> bool:
    return about.outlet[:200].casefold() == known.outlet_name.casefold()
