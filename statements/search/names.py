"""Names: whom `speaker:` and `outlet:` mean, and under which other spellings they go."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Q

from statements.search.matching import Named
from statements.search.query import Form, Query, Spelling
from statements.search.writing import name_words

MOST_NAMES = 200  # spellings read for one question


def name_what_is_named(query: Query, using: str = "default") -> Named:
    """Return the speakers and outlets typed, as numbers."""
    if not query.fields:
        return Named()
    speakers = speakers_called(_typed(query, "speaker"), using)
    outlets = outlets_called(_typed(query, "outlet"), using)
    known = {("speaker", v): found for v, found in speakers.items()}
    known |= {("outlet", v): found for v, found in outlets.items()}

    def numbers(name: str, *, excluded: bool = False) -> tuple[int, ...]:
        values = query.values(name, excluded=excluded)
        return tuple(sorted({pk for value in values for pk in known[name, value]}))

    return Named(
        numbers("speaker") if query.values("speaker") else None,
        numbers("outlet") if query.values("outlet") else None,
        numbers("speaker", excluded=True),
        numbers("outlet", excluded=True),
        tuple(value for (_, value), found in known.items() if not found),
    )


def _typed(query: Query, name: str) -> list[str]:
    both = query.values(name) + query.values(name, excluded=True)
    return list(dict.fromkeys(both))


def speakers_called(values: Iterable[str], using: str = "default") -> dict[str, list[int]]:
    """Return, for each value, the speakers with this slug, else those with its words."""
    called: dict[str, list[int]] = {value: [] for value in values}
    if not called:
        return called
    bears_slug = Q(slug__in=called) | Q(old_slugs__slug__in=called)
    rows = _rows("Speaker", using).filter(bears_slug)
    for pk, *slugs in rows.values_list("pk", "slug", "old_slugs__slug"):
        for slug in set(slugs) & called.keys():
            called[slug].append(pk)
    named = _by_words([value for value, found in called.items() if not found], using)
    return called | named


def outlets_called(values: Iterable[str], using: str = "default") -> dict[str, list[int]]:
    """Return, for each value, the outlets with this slug or domain, else with its words."""
    wanted = list(values)
    if not wanted:
        return {}
    outlets = list(_rows("Outlet", using).values_list("pk", "slug", "name", "domain"))
    return {
        value: [pk for pk, slug, _, domain in outlets if value in {slug, _bare(domain)}]
        or [
            pk
            for pk, _, name, domain in outlets
            if set(value.split("-")) <= {*name_words(f"{name} {domain}")}
        ]
        for value in wanted
    }


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
    wanted = list(words)
    # In SQL, because every question with a word in it begins with this one.
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT w.word, n.speaker_id FROM statements_nameword AS w"  # noqa: S608
            " JOIN statements_speakername AS n ON n.id = w.name_id"
            " JOIN statements_speaker AS s ON s.id = n.speaker_id"
            f" WHERE w.word IN ({', '.join(['%s'] * len(wanted))})"
            f" AND w.last AND n.state = 'assigned' AND s.kind = 'person' LIMIT {MOST_NAMES}",
            wanted,
        )
        return list(cursor.fetchall())


def _spellings(speakers: Iterable[int], using: str) -> list[tuple[str, str, int]]:
    rows = _named_persons(using).filter(name__speaker__in=list(speakers))
    columns = rows.values_list("word", "name__name", "name__speaker")
    return list(columns.order_by("name__name")[:MOST_NAMES])


def _named_persons(using: str) -> Any:
    return _rows("NameWord", using).filter(
        last=True, name__state="assigned", name__speaker__kind="person"
    )


def _by_words(values: list[str], using: str) -> dict[str, list[int]]:
    """Return, for each value, those with a spelling that holds all of its words."""
    if not values:
        return {}
    words = {word for value in values for word in value.split("-")}
    rows = _rows("NameWord", using).filter(
        ~Q(name__state="ignored"), word__in=words, name__speaker__isnull=False
    )
    spellings: dict[tuple[int, int], set[str]] = {}
    for name, speaker, word in rows.values_list("name", "name__speaker", "word"):
        spellings.setdefault((name, speaker), set()).add(word)
    return {
        value: sorted(
            {speaker for (_, speaker), found in spellings.items() if wanted <= found}
        )
        for value in values
        for wanted in [set(value.split("-"))]
    }


def _rows(model: str, using: str) -> Any:
    return apps.get_model("statements", model)._base_manager.using(using)


def _bare(domain: str) -> str:
    return domain.removeprefix("www.").replace(".", "-")
