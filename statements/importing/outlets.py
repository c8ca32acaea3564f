"""Which outlet an article is of: found by its name or the domain of its address, else made."""

from __future__ import annotations

from collections.abc import Iterable

from statements.characters import plain_name
from statements.extraction.model import Metadata
from statements.importing.addresses import domain_of
from statements.importing.slugs import free_slug, make_slug
from statements.importing.sources import About
from statements.models import Outlet

UNKNOWN = "Unknown outlet"
_NAME, _SLUG, _DOMAIN = 200, 70, 253  # characters; a slug leaves room for its number


def resolve_outlet(about: About, metadata: Metadata) -> Outlet:
    """Return the outlet of an article, made if it is new.

    A name that was given decides. Without one the domain does, then the name
    that the page betrays.
    """
    domain = domain_of(about.url)[:_DOMAIN]
    owner = _owner(domain)
    if about.outlet:
        return _named(about.outlet, domain, owner)
    if owner:
        return owner
    name = about.site or metadata.outlet or domain or UNKNOWN
    return _named(name, domain, None)


def resolve_outlets(articles: Iterable[tuple[About, Metadata]]) -> list[Outlet]:
    """Return the outlet of each article, asking once for those that say the same of theirs."""
    found: dict[tuple[str, ...], Outlet] = {}
    outlets: list[Outlet] = []
    for about, metadata in articles:
        said = (about.outlet, domain_of(about.url), about.site, metadata.outlet)
        if said not in found:
            found[said] = resolve_outlet(about, metadata)
        outlets.append(found[said])
    return outlets


def resolve_agency(name: str) -> Outlet | None:
    """Return the agency of a wire copy, made if it is new; None without a name."""
    if not name:
        return None
    name = plain_name(name)
    found = Outlet.objects.filter(name__iexact=name[:_NAME]).first()
    return found or _make(name, "", Outlet.Kind.AGENCY)


def resolve_agencies(names: Iterable[str]) -> dict[str, Outlet | None]:
    """Return the agency of each of these names."""
    return {name: resolve_agency(name) for name in dict.fromkeys(names)}


def _owner(domain: str) -> Outlet | None:
    return Outlet.objects.filter(domain=domain).first() if domain else None


def _named(name: str, domain: str, owner: Outlet | None) -> Outlet:
    name = plain_name(name) or UNKNOWN
    found = Outlet.objects.filter(name__iexact=name[:_NAME]).first()
    if found:
        return found if owner or found.domain or not domain else _settle(found, domain)
    if owner and owner.name == owner.domain:  # made when only its address was known
        owner.name = name[:_NAME]
        owner.save(update_fields=["name"])
        return owner
    return _make(name, "" if owner else domain)


def _settle(outlet: Outlet, domain: str) -> Outlet:
    """Enter where an outlet is at home, so far known only by name."""
    outlet.domain = domain
    outlet.save(update_fields=["domain"])
    return outlet


def _make(name: str, domain: str, kind: Outlet.Kind = Outlet.Kind.UNKNOWN) -> Outlet:
    slug = free_slug(make_slug(name, _SLUG, "outlet"), _taken)
    return Outlet.objects.create(name=name[:_NAME], slug=slug, domain=domain, kind=kind)


def _taken(start: str) -> list[str]:
    return list(
        Outlet.objects.filter(slug__startswith=start).values_list("slug", flat=True)
    )
