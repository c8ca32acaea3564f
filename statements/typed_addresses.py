"""The address of an article that was typed instead of words."""

from __future__ import annotations

from django.db.models import Count, Q

from statements.addresses import outward
from statements.models import Article
from statements.models.record import public_states


def address_in(typed: str) -> str:
    """Return what was typed, without its end that names a passage, if it is a web address.

    >>> address_in(" https://a.am/1/#:~:text=arms"), address_in("arms"), address_in("https://a.am b")
    ('https://a.am/1', '', '')
    """
    address = typed.strip().partition("#")[0].rstrip("/")
    return outward(address) if len(address.split()) == 1 else ""


def article_at(address: str) -> tuple[Article, int] | None:
    """Return the article at an address and how many statements readers find in it, if any."""
    bare = address.partition("://")[2]
    same = [f"{scheme}://{bare}{end}" for scheme in ("https", "http") for end in ("", "/")]
    said = Count("statements", filter=Q(statements__state__in=public_states()))
    articles = Article.objects.current().filter(url__in=same).annotate(said=said)
    article = articles.filter(said__gt=0).order_by("pk").first()
    return (article, article.said) if article else None
