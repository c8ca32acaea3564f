"""The names that extraction found become speakers, through the spellings that are on record.

A machine never chooses between two people of one spelling, never merges a name
with letters of a foreign script into another, and never joins the unnamed
sources of two articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from statements.extraction.model import Extraction, Named
from statements.importing.acquaintances import find_by_spelling
from statements.importing.cast import Cast, Family, Resolved, Scene, Who, body, host_of, who
from statements.importing.newcomers import SLUG, make_missing
from statements.importing.slugs import make_slug
from statements.models import Speaker
from statements.models.people import NAME


def resolve_casts(scenes: Sequence[Scene]) -> list[Cast]:
    """Return the speaker of every name in each article; those not yet on record are made."""
    wanted = [_wanted(scene.extraction) for scene in scenes]
    named: dict[Who, Named] = {}
    spelled_in: dict[Who, str] = {}
    for scene, names in zip(scenes, wanted, strict=True):
        for one in names:
            if one.family is not Family.UNNAMED:
                named.setdefault(one, names[one])
                spelled_in.setdefault(one, scene.spelled_in)
    cast = find_by_spelling(named)
    if missing := {one: named[one] for one in named if one not in cast}:
        cast |= make_missing(missing, cast, spelled_in)
    unnamed = _resolve_unnamed(scenes, wanted)
    return [
        {one: unnamed[scene.root, one] if one not in cast else cast[one] for one in names}
        for scene, names in zip(scenes, wanted, strict=True)
    ]


def _wanted(extraction: Extraction) -> dict[Who, Named]:
    return {who(named): named for named in _named(extraction) if named.name}


def _named(extraction: Extraction) -> Iterator[Named]:
    for event in extraction.events:
        yield host_of(event, extraction)
    for statement in extraction.statements:
        yield body(statement.speaker.on_behalf_of)
        yield statement.speaker


def _resolve_unnamed(
    scenes: Sequence[Scene], wanted: Sequence[Mapping[Who, Named]]
) -> dict[tuple[int, Who], Resolved]:
    """Return the unnamed sources of each article, which all its versions share."""
    slugs: dict[tuple[int, Who], str] = {}
    new: dict[str, Speaker] = {}
    for scene, names in zip(scenes, wanted, strict=True):
        for one, named in names.items():
            if one.family is Family.UNNAMED:
                slug = f"{make_slug(named.name, SLUG, 'source')}-article-{scene.root}"
                slugs[scene.root, one] = slug
                kind = Speaker.Kind.ANONYMOUS
                new[slug] = Speaker(slug=slug, name=named.name[:NAME], kind=kind)
    if not slugs:
        return {}
    found = {one.slug: one for one in Speaker.objects.filter(slug__in=slugs.values())}
    Speaker.objects.bulk_create(new[slug] for slug in new if slug not in found)
    return {key: Resolved(found.get(slug, new[slug])) for key, slug in slugs.items()}
