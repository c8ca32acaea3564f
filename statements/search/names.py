"""Names: whom `speaker:` and `outlet:` mean, and under which other spellings they go."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connections
from django.db.models import Q

from statements.search.matching import Named
from statements.search.query import Form, Query, Spelling
from statements.search.writing import name_words

MOST_NAMED = 200  # whose names are typed in one question
MOST_WORDS = 400  # of their names that are read


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
    """Return the question with what is known of each plain word that is part of a name.

    A family name means those who bear it, and a first name beside it the same; an institution
    is meant by all words of one of its names. Other spellings of a family name come only from
    names that were assigned to the same person.
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
    known = _words_of(bearers, words, using)
    parts = [word for word in words if any(word == part.word for part in known)]
    spellings = (_spelling(words[word], word, known) for word in parts)
    return replace(query, spellings=tuple(spellings))


class _Part(NamedTuple):
    """A word of a name that was assigned to somebody whose name was typed."""

    word: str
    family: bool
    name: str
    speaker: int


def _spelling(form: str, word: str, known: Sequence[_Part]) -> Spelling:
    mine = [part for part in known if part.word == word]
    family = {part.speaker for part in mine if part.family}
    different = [
        part
        for part in known
        if part.family and part.speaker in family and part.word != word
    ]
    return Spelling(
        form,
        tuple(dict.fromkeys(part.word for part in different)),
        tuple(sorted({part.speaker for part in mine})),
        tuple(dict.fromkeys(part.name.split()[-1] for part in different)),
    )


def _bearers(words: Iterable[str], using: str) -> list[int]:
    """Return those whose family name is among the words, or every word of whose name is."""
    wanted = list(words)
    among = ", ".join(["%s"] * len(wanted))
    # In SQL, because every question with a word in it begins with this one.
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT n.speaker_id FROM statements_nameword AS w"  # noqa: S608
            " JOIN statements_speakername AS n ON n.id = w.name_id"
            " JOIN statements_speaker AS s ON s.id = n.speaker_id"
            f" WHERE w.word IN ({among}) AND w.last AND n.state = 'assigned'"
            " AND (s.kind = 'person' OR NOT EXISTS (SELECT 1 FROM statements_nameword AS o"
            f" WHERE o.name_id = n.id AND o.word NOT IN ({among}))) ORDER BY 1 LIMIT {MOST_NAMED}",
            [*wanted, *wanted],
        )
        return [speaker for (speaker,) in cursor.fetchall()]


def _words_of(speakers: Iterable[int], words: Iterable[str], using: str) -> list[_Part]:
    """Return these words in the names of these speakers, and all family names of persons."""
    family = Q(last=True, name__speaker__kind="person")
    rows = _rows("NameWord", using).filter(
        family | Q(word__in=list(words)),
        name__speaker__in=speakers,
        name__state="assigned",
    )
    columns = ("word", "last", "name__speaker__kind", "name__name", "name__speaker")
    return [
        _Part(word, last and kind == "person", name, speaker)
        for word, last, kind, name, speaker in rows.values_list(*columns).order_by(
            "name__name", "pk"
        )[:MOST_WORDS]
    ]


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
