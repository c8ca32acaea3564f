"""Names: whom `speaker:` and `outlet:` mean, and under which other spellings they go."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import Count, Q

from statements.search.matching import Named
from statements.search.query import Form, Query, Spelling
from statements.search.writing import name_words

MOST_NAMES = 200  # spellings read for one question


def name_what_is_named(query: Query, using: str = "default") -> Named:
    """Return the speakers and outlets typed, as numbers. Nobody known gives no number."""
    if not query.fields:
        return Named()
    speakers = query.values("speaker")
    outlets = query.values("outlet")
    return Named(
        speakers_called(speakers, using) if speakers else None,
        outlets_called(outlets, using) if outlets else None,
        speakers_called(query.values("speaker", excluded=True), using),
        outlets_called(query.values("outlet", excluded=True), using),
    )


def speakers_called(values: Sequence[str], using: str = "default") -> tuple[int, ...]:
    """Return the speakers with one of these slugs, else those whose spellings hold the words."""
    found: list[int] = []
    for value in values:
        found += _by_slug("Speaker", value, using) or _by_words(value, using)
    return tuple(sorted(set(found)))


def outlets_called(values: Sequence[str], using: str = "default") -> tuple[int, ...]:
    """Return the outlets with one of these slugs, else those whose names hold the words."""
    if not values:
        return ()
    outlets = list(_rows("Outlet", using).values_list("pk", "slug", "name", "domain"))
    found: list[int] = []
    for value in values:
        exact = [pk for pk, slug, _, domain in outlets if value in {slug, _bare(domain)}]
        words = set(value.split("-"))
        found += exact or [
            pk
            for pk, _, name, domain in outlets
            if words <= {*name_words(f"{name} {domain}")}
        ]
    return tuple(sorted(set(found)))


def with_spellings(query: Query, using: str = "default") -> Query:
    """Return the question with what is known of each plain word that is a family name.

    Other spellings come only from names that were assigned to the same person.
    """
    words = {
        term.forms[0].removesuffix("'s").replace("'", ""): term.forms[0]
        for term in query.terms
        if term.kind is Form.WORD
    }
    if not words or query.spellings:
        return query
    bearers = _bearers(words, using)
    if not bearers:
        return query
    others = _spellings({speaker for _, speaker in bearers}, using)
    spellings = (
        _spelling(words[word], word, {s for w, s in bearers if w == word}, others)
        for word in dict.fromkeys(word for word, _ in bearers)
    )
    return replace(query, spellings=tuple(spellings))


def _spelling(
    form: str, word: str, speakers: set[int], others: Iterable[tuple[str, str, int]]
) -> Spelling:
    mine = [(other, name) for other, name, speaker in others if speaker in speakers]
    different = [(other, name) for other, name in mine if other != word]
    return Spelling(
        form,
        tuple(dict.fromkeys(other for other, _ in different)),
        tuple(sorted(speakers)),
        tuple(dict.fromkeys(name.split()[-1] for _, name in different)),
    )


def _bearers(words: Iterable[str], using: str) -> list[tuple[str, int]]:
    rows = _named_persons(using).filter(word__in=list(words))
    return list(rows.values_list("word", "name__speaker").distinct()[:MOST_NAMES])


def _spellings(speakers: Iterable[int], using: str) -> list[tuple[str, str, int]]:
    rows = _named_persons(using).filter(name__speaker__in=list(speakers))
    columns = rows.values_list("word", "name__name", "name__speaker")
    return list(columns.order_by("name__name")[:MOST_NAMES])


def _named_persons(using: str) -> Any:
    return _rows("NameWord", using).filter(
        last=True, name__state="assigned", name__speaker__kind="person"
    )


def _by_slug(model: str, slug: str, using: str) -> list[int]:
    now = _rows(model, using).filter(slug=slug).values_list("pk", flat=True)
    old = _rows("OldSlug", using).filter(slug=slug).values_list("speaker", flat=True)
    return list(now) or list(old)


def _by_words(value: str, using: str) -> list[int]:
    words = set(value.split("-"))
    rows = _rows("NameWord", using).filter(
        ~Q(name__state="ignored"), word__in=words, name__speaker__isnull=False
    )
    whole = rows.values("name", "name__speaker").annotate(
        found=Count("word", distinct=True)
    )
    return [row["name__speaker"] for row in whole if row["found"] == len(words)]


def _rows(model: str, using: str) -> Any:
    return apps.get_model("statements", model)._base_manager.using(using)


def _bare(domain: str) -> str:
    return domain.removeprefix("www.").replace(".", "-")
