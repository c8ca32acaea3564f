"""The names that extraction found become speakers, through the spellings that are on record.

A machine never chooses between two people of one spelling, never merges a name
with letters of a foreign script into another, and never joins the unnamed
sources of two articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from statements.extraction.model import Extraction, Named
from statements.importing.acquaintances import find_by_spelling
from statements.importing.cast import Cast, Family, Resolved, Who, body, host_of, who
from statements.importing.newcomers import SLUG, make_missing
from statements.importing.slugs import make_slug
from statements.models import Speaker
from statements.models.people import NAME


def resolve_cast(extraction: Extraction, root: int, source: str) -> Cast:
    """Return the speaker of every name in an article; those not yet on record are made.

    `root` is the key of the first version of the article, which the unnamed
    sources of all its versions share; `source` says where a new spelling is from.
    """
    wanted = {who(named): named for named in _named(extraction) if named.name}
    unnamed = {one: wanted[one] for one in wanted if one.family is Family.UNNAMED}
    named = {one: wanted[one] for one in wanted if one not in unnamed}
    cast = _resolve_unnamed(unnamed, root) | find_by_spelling(named)
    if missing := {one: named[one] for one in named if one not in cast}:
        cast |= make_missing(missing, cast, source)
    return cast


def _named(extraction: Extraction) -> Iterator[Named]:
    for event in extraction.events:
        yield host_of(event, extraction)
    for statement in extraction.statements:
        yield body(statement.speaker.on_behalf_of)
        yield statement.speaker


def _resolve_unnamed(wanted: Mapping[Who, Named], root: int) -> dict[Who, Resolved]:
    if not wanted:
        return {}
    slugs = {
        one: f"{make_slug(named.name, SLUG, 'source')}-article-{root}"
        for one, named in wanted.items()
    }
    found = {one.slug: one for one in Speaker.objects.filter(slug__in=slugs.values())}
    new = {
        slugs[one]: Speaker(
            slug=slugs[one], name=named.name[:NAME], kind=Speaker.Kind.ANONYMOUS
        )
        for one, named in wanted.items()
        if slugs[one] not in found
    }
    Speaker.objects.bulk_create(new.values())
    found |= new
    return {one: Resolved(found[slug]) for one, slug in slugs.items()}
